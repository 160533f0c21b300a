package dev.visor.store.faces;

import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.image.Resizing;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads picture files that are aligned faces. */
final class AlignedPictures {

    private AlignedPictures() {}

    /**
     * {@return the pictures, each resized to a square if a size is given; what is none is left out}
     *
     * @param side of the square in pixels; null for the size that each picture has
     */
    static List<FacePicture> read(
            List<Candidate> files, @Nullable Integer side, FacePixels pixels, List<String> leftOut, RunContext run)
            throws IOException {
        List<FacePicture> pictures = new ArrayList<>();
        try (FileEffort effort = FileEffort.begin("pictures", files, run)) {
            for (Candidate file : files) {
                run.checkpoint();
                Image image = null;
                try {
                    image = Pictures.read(file.path(), file.id());
                } catch (PictureException | IOException e) {
                    leftOut.add(file.reason(e));
                }
                if (image != null && Math.max(image.width(), image.height()) > FaceFolder.MAX_SIDE) {
                    leftOut.add(file.id() + ": is " + PictureSize.of(image)
                            + " pixels, an aligned face must have at most " + FaceFolder.MAX_SIDE + " a side");
                } else if (image != null) {
                    Image kept = pixels.keep(side == null ? image : resized(image, side, side));
                    pictures.add(new FacePicture(file, PictureSize.of(image), kept, null));
                }
                effort.done(file);
            }
        }
        return pictures;
    }

    /** {@return the picture in another size, 8-bit; the same if it has the size} */
    static Image resized(Image image, int width, int height) {
        return image.width() == width && image.height() == height
                ? image
                : Image.quantized(
                        width, height, Resizing.resize(image, width, height).values());
    }
}
