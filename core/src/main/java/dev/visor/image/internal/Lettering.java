package dev.visor.image.internal;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Text in pictures, with OpenCV's own font, so that no machine needs fonts. Thread-safe. */
public final class Lettering {

    private static final double SIZE = 0.45;

    private Lettering() {}

    /** {@return bytes (RGB, row by row) with a line of dark text that starts at a point on its base line} */
    public static byte[] draw(byte[] rgb, int width, int height, String text, int x, int y) {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = Matrices.ofBytes(width, height, 3, rgb);
            opencv_imgproc.putText(
                    picture,
                    text,
                    new Point(x, y),
                    opencv_imgproc.FONT_HERSHEY_SIMPLEX,
                    SIZE,
                    new Scalar(30, 30, 30, 0),
                    1,
                    opencv_imgproc.LINE_AA,
                    false);
            return Matrices.bytes(picture);
        }
    }
}
