package dev.visor.image.internal;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * OpenCV's filters on Java arrays. Arguments are not checked here, and not kept or changed; results are new arrays.
 * Thread-safe; one thread per call.
 */
public final class Filters {

    private static final int CONNECTIVITY = 8;

    private Filters() {}

    /** {@return bytes (0 or 1, row by row) dilated with a square of {@code 2n + 1}; beyond the border lies nothing} */
    public static byte[] dilate(byte[] pixels, int width, int height, int n) {
        try (PointerScope scope = new PointerScope()) {
            Mat result = new Mat();
            opencv_imgproc.dilate(Matrices.ofBytes(width, height, 1, pixels), result, square(n));
            return Matrices.bytes(result);
        }
    }

    /** {@return bytes (0 or 1, row by row) padded by n zeros, dilated, eroded and cut to their size again} */
    public static byte[] close(byte[] pixels, int width, int height, int n) {
        try (PointerScope scope = new PointerScope()) {
            Mat padded = new Mat();
            Mat dilated = new Mat();
            Mat eroded = new Mat();
            opencv_core.copyMakeBorder(
                    Matrices.ofBytes(width, height, 1, pixels),
                    padded,
                    n,
                    n,
                    n,
                    n,
                    opencv_core.BORDER_CONSTANT,
                    new Scalar(0.0));
            Mat square = square(n);
            opencv_imgproc.dilate(padded, dilated, square);
            opencv_imgproc.erode(dilated, eroded, square);
            return Matrices.bytes(eroded.rowRange(n, n + height).colRange(n, n + width));
        }
    }

    private static Mat square(int n) {
        return opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(2 * n + 1, 2 * n + 1));
    }

    /** {@return for each pixel (0 or 1, row by row) the area of its 8-connected component, 0 outside of any} */
    public static int[] componentAreas(byte[] pixels, int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            Components components = components(pixels, width, height);
            return Arrays.stream(components.labels)
                    .map(label -> label == 0 ? 0 : components.areas[label])
                    .toArray();
        }
    }

    private static Components components(byte[] pixels, int width, int height) {
        Mat labels = new Mat();
        Mat stats = new Mat();
        int count = opencv_imgproc.connectedComponentsWithStats(
                Matrices.ofBytes(width, height, 1, pixels), labels, stats, new Mat(), CONNECTIVITY, opencv_core.CV_32S);
        int[] table = Matrices.ints(stats);
        int columns = stats.cols();
        int[] areas = new int[count];
        for (int label = 0; label < count; label++) {
            areas[label] = table[label * columns + opencv_imgproc.CC_STAT_AREA];
        }
        return new Components(Matrices.ints(labels), areas);
    }

    /** {@return 8-bit pixels of three channels (HWC) with the ones whose mask is not 0 inpainted} */
    public static byte[] inpaintTelea(byte[] rgb, byte[] mask, int width, int height, double radius) {
        try (PointerScope scope = new PointerScope()) {
            Mat result = new Mat();
            opencv_photo.inpaint(
                    Matrices.ofBytes(width, height, 3, rgb),
                    Matrices.ofBytes(width, height, 1, mask),
                    result,
                    radius,
                    opencv_photo.INPAINT_TELEA);
            return Matrices.bytes(result);
        }
    }

    /** {@return a plane convolved with a Gaussian, the border replicated} */
    public static float[] gaussian(float[] plane, int width, int height, double sigma) {
        try (PointerScope scope = new PointerScope()) {
            Mat result = new Mat();
            opencv_imgproc.GaussianBlur(
                    Matrices.ofFloats(width, height, plane, 0),
                    result,
                    new Size(0, 0),
                    sigma,
                    sigma,
                    opencv_core.BORDER_REPLICATE,
                    opencv_core.ALGO_HINT_ACCURATE);
            float[] blurred = new float[width * height];
            Matrices.copyFloats(result, blurred, 0);
            return blurred;
        }
    }

    /** {@return planes (CHW) in another size: by area if {@code byArea}, else bilinear} */
    public static float[] resize(float[] planes, int width, int height, int newWidth, int newHeight, boolean byArea) {
        int channels = planes.length / (width * height);
        float[] resized = new float[channels * newWidth * newHeight];
        int method = byArea ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        for (int channel = 0; channel < channels; channel++) {
            try (PointerScope scope = new PointerScope()) {
                Mat result = new Mat();
                Mat plane = Matrices.ofFloats(width, height, planes, channel * width * height);
                opencv_imgproc.resize(plane, result, new Size(newWidth, newHeight), 0, 0, method);
                Matrices.copyFloats(result, resized, channel * newWidth * newHeight);
            }
        }
        return resized;
    }

    /** {@return 8-bit pixels (HWC) in another size: by area if neither side grows, else bilinear} */
    public static byte[] resizeRgb(byte[] rgb, int width, int height, int newWidth, int newHeight) {
        boolean shrinks = newWidth <= width && newHeight <= height;
        try (PointerScope scope = new PointerScope()) {
            Mat result = new Mat();
            opencv_imgproc.resize(
                    Matrices.ofBytes(width, height, 3, rgb),
                    result,
                    new Size(newWidth, newHeight),
                    0,
                    0,
                    shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
            return Matrices.bytes(result);
        }
    }

    private static final class Components {
        private final int[] labels;
        private final int[] areas;

        Components(int[] labels, int[] areas) {
            this.labels = labels;
            this.areas = areas;
        }
    }
}
