package dev.visor.face.detection;

import dev.visor.face.Point;
import dev.visor.image.Image;
import dev.visor.image.internal.DnnModel;
import dev.visor.image.internal.Filters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds faces with BlazeFace (Bazarevsky et al., 2019; the short-range network of MediaPipe). The network sees squares of
 * 128x128 pixels: first the whole photograph, then tiles of it that are half as wide each time, since it misses faces
 * below about a tenth of its square. If there is none, it looks once more with a margin, for faces that fill the picture.
 */
final class FaceFinder {

    private static final int SIDE = 128;
    private static final int VALUES = 16;
    private static final double LEAST_SCORE = 0.5;
    private static final double SAME_FACE = 0.3;
    private static final double WITHIN = 0.6;
    private static final int STRIDE = 84;
    private static final int SMALLEST_TILE = 384;
    private static final int MOST_TILES = 200;

    private final DnnModel network;
    private final List<Point> anchors = anchors();

    FaceFinder(DnnModel network) {
        this.network = network;
    }

    /**
     * A face that may be there.
     *
     * @param box around it
     * @param leftEye about the middle of the eye on the left
     * @param rightEye about the middle of the eye on the right
     * @param mouth about the middle of the mouth
     * @param score in [0, 1]
     */
    record Candidate(Box box, Point leftEye, Point rightEye, Point mouth, double score) {}

    /** Returns the centers of the anchors: 16x16 cells with two each, 8x8 cells with six each. */
    private static List<Point> anchors() {
        List<Point> anchors = new ArrayList<>();
        for (int[] grid : new int[][] {{16, 2}, {8, 6}}) {
            for (int cell = 0; cell < grid[0] * grid[0]; cell++) {
                Point center = new Point((cell % grid[0] + 0.5) / grid[0], (cell / grid[0] + 0.5) / grid[0]);
                for (int i = 0; i < grid[1]; i++) {
                    anchors.add(center);
                }
            }
        }
        return List.copyOf(anchors);
    }

    /** Returns the candidates, the surest first. */
    List<Candidate> find(Image photograph) {
        byte[] rgb = photograph.toRgb8();
        int longest = Math.max(photograph.width(), photograph.height());
        List<Candidate> found = new ArrayList<>();
        int tiles = 0;
        for (double side = longest; ; side /= 2) {
            Level level = Level.of(photograph, rgb, SIDE / side);
            tiles += level.tiles();
            if (side < longest && tiles > MOST_TILES) {
                break;
            }
            found.addAll(search(level));
            if (side <= SMALLEST_TILE) {
                break;
            }
        }
        if (found.isEmpty()) {
            found.addAll(search(Level.of(photograph, rgb, SIDE / (2.0 * longest))));
        }
        return distinct(found);
    }

    private static List<Candidate> distinct(List<Candidate> found) {
        List<Candidate> kept = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .filter(face -> kept.stream()
                        .noneMatch(other -> other.box().overlap(face.box()) > SAME_FACE
                                || other.box().coverage(face.box()) > WITHIN))
                .forEach(kept::add);
        return kept;
    }

    private List<Candidate> search(Level level) {
        List<Candidate> found = new ArrayList<>();
        for (int top : level.starts(level.height)) {
            for (int left : level.starts(level.width)) {
                List<float[]> outputs = network.forward(level.tile(left, top), 1, SIDE, "regressors", "classificators");
                found.addAll(merge(candidates(outputs.get(0), outputs.get(1), level, left, top)));
            }
        }
        return found;
    }

    private List<Candidate> candidates(float[] values, float[] scores, Level level, int left, int top) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < anchors.size(); i++) {
            double score = 1 / (1 + Math.exp(-scores[i]));
            if (score > LEAST_SCORE && values[VALUES * i + 2] > 0 && values[VALUES * i + 3] > 0) {
                candidates.add(candidate(values, i, score, level, left, top));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates;
    }

    /** Values are: center, size, then points in the order eyes, nose, mouth, ears; all but the size from the anchor. */
    private Candidate candidate(float[] values, int i, double score, Level level, int left, int top) {
        Point[] points = new Point[5];
        for (int part = 0; part < points.length; part++) {
            int at = VALUES * i + (part == 0 ? 0 : 2 + 2 * part);
            points[part] = level.back(
                    left + values[at] + SIDE * anchors.get(i).x(),
                    top + values[at + 1] + SIDE * anchors.get(i).y());
        }
        double width = values[VALUES * i + 2] / level.scale;
        double height = values[VALUES * i + 3] / level.scale;
        Box box = new Box(points[0].x() - width / 2, points[0].y() - height / 2, width, height);
        return new Candidate(box, points[1], points[2], points[4], score);
    }

    /** Returns the weighted means of candidates that overlap, as the network was made for. */
    private static List<Candidate> merge(List<Candidate> sorted) {
        List<Candidate> rest = new ArrayList<>(sorted);
        List<Candidate> merged = new ArrayList<>();
        while (!rest.isEmpty()) {
            Candidate best = rest.get(0);
            List<Candidate> same = rest.stream()
                    .filter(other -> other == best || other.box().overlap(best.box()) > SAME_FACE)
                    .toList();
            rest.removeAll(same);
            merged.add(mean(same, best.score()));
        }
        return merged;
    }

    private static Candidate mean(List<Candidate> same, double score) {
        double total = same.stream().mapToDouble(Candidate::score).sum();
        double[] sums = new double[10];
        for (Candidate face : same) {
            double weight = face.score() / total;
            double[] own = {
                face.box().left(), face.box().top(), face.box().width(),
                        face.box().height(),
                face.leftEye().x(), face.leftEye().y(), face.rightEye().x(),
                        face.rightEye().y(),
                face.mouth().x(), face.mouth().y()
            };
            for (int i = 0; i < own.length; i++) {
                sums[i] += weight * own[i];
            }
        }
        return new Candidate(
                new Box(sums[0], sums[1], sums[2], sums[3]),
                new Point(sums[4], sums[5]),
                new Point(sums[6], sums[7]),
                new Point(sums[8], sums[9]),
                score);
    }

    /** The photograph in one size. */
    private static final class Level {
        private final byte[] rgb;
        private final int width;
        private final int height;
        private final double scale;

        private Level(byte[] rgb, int width, int height, double scale) {
            this.rgb = rgb;
            this.width = width;
            this.height = height;
            this.scale = scale;
        }

        static Level of(Image photograph, byte[] rgb, double scale) {
            int width = (int) Math.max(1, Math.round(photograph.width() * scale));
            int height = (int) Math.max(1, Math.round(photograph.height() * scale));
            byte[] resized = Filters.resizeRgb(rgb, photograph.width(), photograph.height(), width, height);
            return new Level(resized, width, height, scale);
        }

        int tiles() {
            return starts(width).size() * starts(height).size();
        }

        /** Returns where tiles begin; a side that is no longer than a tile is in its middle. */
        List<Integer> starts(int length) {
            if (length <= SIDE) {
                return List.of(-((SIDE - length) / 2));
            }
            int steps = (length - SIDE + STRIDE - 1) / STRIDE;
            List<Integer> starts = new ArrayList<>();
            for (int i = 0; i <= steps; i++) {
                starts.add(i * (length - SIDE) / steps);
            }
            return starts;
        }

        /** Returns a tile as the network takes it: values in [-1, 1], CHW, black beyond the photograph. */
        float[] tile(int left, int top) {
            float[] tile = new float[Image.CHANNELS * SIDE * SIDE];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean inside = left + x >= 0 && left + x < width && top + y >= 0 && top + y < height;
                    for (int channel = 0; channel < Image.CHANNELS; channel++) {
                        int level = inside ? rgb[Image.CHANNELS * ((top + y) * width + left + x) + channel] & 0xff : 0;
                        tile[(channel * SIDE + y) * SIDE + x] = level / 127.5f - 1;
                    }
                }
            }
            return tile;
        }

        /** Returns a position of this level in the photograph; the middle of its first pixel is (0, 0). */
        Point back(double x, double y) {
            return new Point(x / scale - 0.5, y / scale - 0.5);
        }
    }
}
