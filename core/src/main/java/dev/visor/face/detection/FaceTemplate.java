package dev.visor.face.detection;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.face.Similarity;
import java.util.List;

/**
 * Where the five points of an aligned face are.
 *
 * <p>Those of ArcFace are the template of its own alignment (Deng et al., CVPR 2019; {@code arcface_dst} in InsightFace).
 * dlib aligns by 51 of 68 points, not by five. Its template here has the same points of dlib's mean face shape
 * ({@code get_face_chip_details}, padding 0.25): the means of the outlines of the eyes, the tip of the nose (point 30) and
 * the corners of the mouth (points 48 and 54). Any other alignment says where the eyes are and no more. Faces are aligned
 * to it by the eyes alone; its other points are those of ArcFace's template, carried over by the eyes.
 *
 * @param points in pixels of the crop
 * @param eyesAlone whether only the eyes are known, so that faces are aligned by them
 */
public record FaceTemplate(FivePoints points, boolean eyesAlone) {

    private static final FivePoints ARCFACE = new FivePoints(
            new Point(38.2946 / 112, 51.6963 / 112),
            new Point(73.5318 / 112, 51.5014 / 112),
            new Point(56.0252 / 112, 71.7366 / 112),
            new Point(41.5493 / 112, 92.3655 / 112),
            new Point(70.7299 / 112, 92.2041 / 112));

    private static final FivePoints DLIB = new FivePoints(
            new Point(47.55 / 150, 46.60 / 150),
            new Point(100.48 / 150, 46.60 / 150),
            new Point(74.01 / 150, 76.56 / 150),
            new Point(50.41 / 150, 103.02 / 150),
            new Point(97.61 / 150, 103.02 / 150));

    /** Returns the template of crops of a format. */
    public static FaceTemplate of(FaceFormat format) {
        if (format.margin() > 0) {
            FaceTemplate middle = of(format.withoutMargin());
            return new FaceTemplate(middle.points.map(format.fromMiddle()::apply), middle.eyesAlone);
        }
        if (format.alignment().equals(Alignment.ARCFACE)) {
            return new FaceTemplate(scaled(ARCFACE, format), false);
        }
        if (format.alignment().equals(Alignment.DLIB)) {
            return new FaceTemplate(scaled(DLIB, format), false);
        }
        Landmarks eyes = format.landmarks();
        Similarity carried = Similarity.estimate(
                List.of(ARCFACE.leftEye(), ARCFACE.rightEye()), List.of(eyes.leftEye(), eyes.rightEye()));
        return new FaceTemplate(ARCFACE.map(carried::apply), true);
    }

    private static FivePoints scaled(FivePoints shares, FaceFormat format) {
        return shares.map(point -> new Point(point.x() * format.width(), point.y() * format.height()));
    }

    /** Returns the similarity that maps the points of a face to the template best. */
    public Similarity alignmentOf(FivePoints face) {
        int count = eyesAlone ? 2 : 5;
        return Similarity.estimate(face.all().subList(0, count), points.all().subList(0, count));
    }
}
