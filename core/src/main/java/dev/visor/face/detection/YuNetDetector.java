package dev.visor.face.detection;

import dev.visor.face.Point;
import dev.visor.image.Image;
import dev.visor.image.internal.Filters;
import dev.visor.image.internal.YuNetModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * YuNet (Wu et al., Machine Intelligence Research 20, 2023) of a user's own file. It finds faces of some 10 to 300 pixels,
 * so it looks at the photograph in two sizes: with at most 640 pixels a side, and with at most 1920.
 *
 * <p>Thread-safe; one call at a time computes.
 */
public final class YuNetDetector implements FaceDetector {

    private static final double LEAST_SCORE = 0.6;
    private static final double SAME_FACE = 0.3;
    private static final int[] SIDES = {640, 1920};

    private final YuNetModel model;

    /**
     * Makes a detector.
     *
     * @param file an ONNX file as OpenCV's {@code FaceDetectorYN} takes it
     * @throws IllegalArgumentException if it can't be read or run as YuNet
     */
    public YuNetDetector(byte[] file) {
        this.model = YuNetModel.of(file, LEAST_SCORE);
        model.detect(new byte[Image.CHANNELS * 320 * 320], 320, 320);
    }

    @Override
    public List<DetectedFace> detect(Image photograph) {
        byte[] rgb = photograph.toRgb8();
        int longest = Math.max(photograph.width(), photograph.height());
        List<DetectedFace> found = new ArrayList<>();
        for (int side : SIDES) {
            if (side == SIDES[0] || longest > SIDES[0]) {
                found.addAll(detect(photograph, rgb, Math.min(1, (double) side / longest)));
            }
        }
        List<DetectedFace> faces = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingDouble(DetectedFace::score).reversed())
                .filter(face -> faces.stream().noneMatch(other -> other.box().overlap(face.box()) > SAME_FACE))
                .forEach(faces::add);
        faces.sort(Comparator.comparingDouble((DetectedFace face) -> face.box().area())
                .reversed());
        return List.copyOf(faces);
    }

    private List<DetectedFace> detect(Image photograph, byte[] rgb, double scale) {
        int width = (int) Math.max(1, Math.round(photograph.width() * scale));
        int height = (int) Math.max(1, Math.round(photograph.height() * scale));
        byte[] resized = width == photograph.width() && height == photograph.height()
                ? rgb
                : Filters.resizeRgb(rgb, photograph.width(), photograph.height(), width, height);
        float[] rows = model.detect(resized, width, height);
        List<DetectedFace> faces = new ArrayList<>();
        for (int row = 0; row < rows.length; row += YuNetModel.ROW) {
            if (rows[row + 2] > 0 && rows[row + 3] > 0) {
                faces.add(face(rows, row, scale));
            }
        }
        return faces;
    }

    /** A row is: left, top, width, height, five points, score. */
    private static DetectedFace face(float[] rows, int row, double scale) {
        Point[] points = new Point[5];
        for (int i = 0; i < points.length; i++) {
            points[i] =
                    new Point((rows[row + 4 + 2 * i] + 0.5) / scale - 0.5, (rows[row + 5 + 2 * i] + 0.5) / scale - 0.5);
        }
        Box box = new Box(rows[row] / scale, rows[row + 1] / scale, rows[row + 2] / scale, rows[row + 3] / scale);
        return new DetectedFace(
                box,
                new FivePoints(points[0], points[1], points[2], points[3], points[4]),
                Math.min(1, rows[row + YuNetModel.ROW - 1]));
    }

    @Override
    public void close() {
        model.close();
    }
}
