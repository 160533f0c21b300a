package dev.visor.store.faces;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fingerprints of faces: for each the SHA-256 of its pixels as a run uses them, decoded, upright and resized. A file that
 * was merely written anew with the same pixels keeps its fingerprint; a face of any source has one, also an embedded one.
 *
 * <p>What is summed is the picture as a file of Netpbm, so that others can compute it too: binary PPM, {@code P6}, width
 * and height, 255, then red, green and blue of each pixel. A picture with values between the levels of 8 bits is summed as
 * a little-endian PFM instead, rows from the bottom up. Thread-safe.
 */
public final class FaceSums {

    private FaceSums() {}

    /** Returns the fingerprints of faces by their ids. */
    public static Sha256Sums of(FaceSet faces) {
        SortedMap<String, String> sums = new TreeMap<>();
        faces.faces().forEach(face -> sums.put(face.id(), of(face)));
        return new Sha256Sums(sums);
    }

    /** Returns the fingerprint of a face, 64 hexadecimal digits. */
    public static String of(Face face) {
        return of(face.image());
    }

    /** Returns the fingerprint of a picture, 64 hexadecimal digits. */
    public static String of(Image image) {
        byte[] levels = image.toRgb8();
        boolean exact = Image.fromRgb8(image.width(), image.height(), levels).equals(image);
        return Sha256.of(exact ? ppm(image, levels) : pfm(image));
    }

    private static byte[] ppm(Image image, byte[] levels) {
        byte[] header = header("P6", image, "255");
        return ByteBuffer.allocate(header.length + levels.length)
                .put(header)
                .put(levels)
                .array();
    }

    private static byte[] pfm(Image image) {
        byte[] header = header("PF", image, "-1.0");
        int count = Image.CHANNELS * image.width() * image.height();
        ByteBuffer file = ByteBuffer.allocate(header.length + count * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        for (int row = image.height() - 1; row >= 0; row--) {
            for (int column = 0; column < image.width(); column++) {
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    file.putFloat(image.value(channel, row, column));
                }
            }
        }
        return file.array();
    }

    private static byte[] header(String kind, Image image, String last) {
        return (kind + "\n" + image.width() + " " + image.height() + "\n" + last + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
