package dev.visor.face.detection;

import dev.visor.face.Point;
import dev.visor.image.Image;
import dev.visor.image.internal.DnnModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds faces with one network and places their points with another, which also confirms that there is a face. The eyes
 * are the means of what both say: their errors are different, so the mean has smaller ones.
 *
 * <p>Thread-safe; one call at a time computes.
 */
public final class CascadeDetector implements FaceDetector {

    private static final double LEAST_SCORE = 0.5;
    /** The largest distance between what both networks say about an eye, over the distance between the eyes. */
    private static final double MOST_APART = 0.6;

    private final byte[] blazeFace;
    private final DnnModel placing;
    private final LandmarkNetwork landmarks;
    /** Read when it is first needed: a check of a crop does without it. */
    private @Nullable DnnModel finding;

    /**
     * Makes a detector.
     *
     * @param blazeFace the TensorFlow Lite file of MediaPipe's short-range network
     * @param onet the output network of MTCNN as an ONNX file with the input {@code input} of 48x48 and the output
     *     {@code output}: two scores, four numbers of a box, five x and five y
     */
    public CascadeDetector(byte[] blazeFace, byte[] onet) {
        this.blazeFace = blazeFace.clone();
        this.placing = DnnModel.ofOnnx(onet);
        this.landmarks = new LandmarkNetwork(placing);
    }

    @Override
    public List<DetectedFace> detect(Image photograph) {
        List<DetectedFace> faces = new ArrayList<>();
        for (FaceFinder.Candidate candidate : finder().find(photograph)) {
            place(photograph, candidate)
                    .filter(face -> faces.stream().noneMatch(other -> isSame(face, other)))
                    .ifPresent(faces::add);
        }
        faces.sort(Comparator.comparingDouble((DetectedFace face) -> face.box().area())
                .reversed());
        return List.copyOf(faces);
    }

    private synchronized FaceFinder finder() {
        if (finding == null) {
            finding = DnnModel.ofTflite(blazeFace);
        }
        return new FaceFinder(finding);
    }

    private Optional<DetectedFace> place(Image photograph, FaceFinder.Candidate candidate) {
        if (candidate.leftEye().distance(candidate.rightEye()) < 1) {
            return Optional.empty();
        }
        LandmarkNetwork.Placed placed =
                landmarks.place(photograph, candidate.leftEye(), candidate.rightEye(), candidate.mouth());
        FivePoints points = placed.points();
        double apart = Math.max(
                        points.leftEye().distance(candidate.leftEye()),
                        points.rightEye().distance(candidate.rightEye()))
                / candidate.leftEye().distance(candidate.rightEye());
        if (placed.score() < LEAST_SCORE || apart > MOST_APART) {
            return Optional.empty();
        }
        Point leftEye = FivePoints.middle(points.leftEye(), candidate.leftEye());
        Point rightEye = FivePoints.middle(points.rightEye(), candidate.rightEye());
        FivePoints both = new FivePoints(leftEye, rightEye, points.nose(), points.leftMouth(), points.rightMouth());
        return Optional.of(new DetectedFace(candidate.box(), both, placed.score()));
    }

    private static boolean isSame(DetectedFace face, DetectedFace other) {
        return face.points().eyes().distance(other.points().eyes())
                < Math.max(face.points().eyeDistance(), other.points().eyeDistance()) / 2;
    }

    /** Asks the second network alone: it need not search, and finds faces that fill the picture. */
    @Override
    public Optional<DetectedFace> near(Image picture, FivePoints expected) {
        LandmarkNetwork.Placed placed =
                landmarks.place(picture, expected.leftEye(), expected.rightEye(), expected.mouth());
        if (placed.score() < LEAST_SCORE) {
            return Optional.empty();
        }
        FivePoints points = placed.points();
        double side = 2 * points.eyeDistance() + 1;
        Point middle = points.nose();
        Box box = new Box(middle.x() - side / 2, middle.y() - side / 2, side, side);
        return Optional.of(new DetectedFace(box, points, placed.score()));
    }

    @Override
    public synchronized void close() {
        if (finding != null) {
            finding.close();
        }
        placing.close();
    }
}
