package dev.visor.face.detection;

import dev.visor.face.Point;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Image;
import dev.visor.image.internal.DnnModel;
import java.util.List;

/**
 * Places five points with the output network of MTCNN (Zhang et al., IEEE SPL 23(10), 2016). It looks at an upright square
 * around the eyes and the mouth, once as it is and once mirrored, and takes the mean; then it looks again at the square
 * around what it has found.
 */
final class LandmarkNetwork {

    private static final int SIDE = 48;
    private static final int VALUES = 16;
    private static final int POINTS = 6;
    private static final int ROUNDS = 2;
    /** The side of the square over the distance between the eyes, or nearly that between eyes and mouth if it is longer. */
    private static final double MARGIN = 2.4;

    private static final double MOUTH_SHARE = 0.95;

    private final DnnModel network;

    LandmarkNetwork(DnnModel network) {
        this.network = network;
    }

    /**
     * Points and how sure the network is that there is a face.
     *
     * @param points in the photograph
     * @param score in [0, 1]
     */
    record Placed(FivePoints points, double score) {}

    /** Returns the points of a face with its eyes and mouth about here. */
    Placed place(Image photograph, Point leftEye, Point rightEye, Point mouth) {
        Placed placed = look(photograph, leftEye, rightEye, mouth);
        for (int round = 1; round < ROUNDS; round++) {
            FivePoints points = placed.points();
            if (points.eyeDistance() < 1) {
                return placed;
            }
            placed = look(photograph, points.leftEye(), points.rightEye(), points.mouth());
        }
        return placed;
    }

    private Placed look(Image photograph, Point leftEye, Point rightEye, Point mouth) {
        Similarity toSquare = square(leftEye, rightEye, mouth);
        float[] values = SimilarityWarp.replicating(toSquare, SIDE, SIDE)
                .apply(photograph)
                .values();
        float[] input = new float[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            float value = (values[i] * 255 - 127.5f) / 128;
            input[i] = value;
            input[values.length + i - i % SIDE + SIDE - 1 - i % SIDE] = value;
        }
        float[] output = network.forward(input, 2, SIDE, "output").get(0);
        Similarity back = toSquare.inverse();
        FivePoints seen = points(output, 0);
        FivePoints mirrored = points(output, VALUES).map(point -> new Point(SIDE - 1 - point.x(), point.y()));
        FivePoints swapped = new FivePoints(
                mirrored.rightEye(), mirrored.leftEye(), mirrored.nose(), mirrored.rightMouth(), mirrored.leftMouth());
        double score = (score(output, 0) + score(output, VALUES)) / 2;
        return new Placed(mean(seen, swapped).map(back::apply), score);
    }

    private static Similarity square(Point leftEye, Point rightEye, Point mouth) {
        Point eyes = FivePoints.middle(leftEye, rightEye);
        Point center = FivePoints.middle(eyes, mouth);
        double distance = leftEye.distance(rightEye);
        double side = MARGIN * Math.max(distance, MOUTH_SHARE * eyes.distance(mouth));
        double scale = SIDE / Math.max(1, side);
        double cosine = distance > 0 ? (rightEye.x() - leftEye.x()) / distance : 1;
        double sine = distance > 0 ? (rightEye.y() - leftEye.y()) / distance : 0;
        Similarity turn = new Similarity(scale * cosine, -scale * sine, 0, 0);
        Point turned = turn.apply(center);
        double middle = (SIDE - 1) / 2.0;
        return new Similarity(turn.a(), turn.b(), middle - turned.x(), middle - turned.y());
    }

    private static FivePoints points(float[] output, int from) {
        Point[] points = new Point[5];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Point(
                    output[from + POINTS + i] * SIDE - 0.5, output[from + POINTS + points.length + i] * SIDE - 0.5);
        }
        return new FivePoints(points[0], points[1], points[2], points[3], points[4]);
    }

    private static double score(float[] output, int from) {
        return 1 / (1 + Math.exp(output[from] - output[from + 1]));
    }

    static FivePoints mean(FivePoints a, FivePoints b) {
        List<Point> left = a.all();
        List<Point> right = b.all();
        return new FivePoints(
                FivePoints.middle(left.get(0), right.get(0)),
                FivePoints.middle(left.get(1), right.get(1)),
                FivePoints.middle(left.get(2), right.get(2)),
                FivePoints.middle(left.get(3), right.get(3)),
                FivePoints.middle(left.get(4), right.get(4)));
    }
}
