package dev.visor.store.faces;

import dev.visor.image.Image;
import dev.visor.store.file.Sha256;
import java.nio.ByteBuffer;

/**
 * What is kept of a picture that was looked at.
 *
 * @param person whose it is
 * @param id {@code <person>/<file>}
 * @param width in pixels
 * @param height in pixels
 * @param fileSum the SHA-256 of the file
 * @param pixelSum the SHA-256 of size and pixels
 */
record SeenPicture(String person, String id, int width, int height, String fileSum, String pixelSum) {

    static SeenPicture of(FaceFolderListing.Candidate file, byte[] bytes, Image image) {
        byte[] rgb = image.toRgb8();
        ByteBuffer content = ByteBuffer.allocate(2 * Integer.BYTES + rgb.length);
        content.putInt(image.width()).putInt(image.height()).put(rgb);
        return new SeenPicture(
                file.person(), file.id(), image.width(), image.height(), Sha256.of(bytes), Sha256.of(content.array()));
    }

    boolean isTooLarge() {
        return Math.max(width, height) > FaceFolder.MAX_SIDE;
    }

    String size() {
        return width + "x" + height;
    }
}
