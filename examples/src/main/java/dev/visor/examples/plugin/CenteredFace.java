package dev.visor.examples.plugin;

import dev.visor.face.Point;
import dev.visor.face.detection.Box;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FaceDetectorSource;
import dev.visor.face.detection.FivePoints;
import dev.visor.image.Image;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;

/**
 * A detector of your own, for passport photographs: it takes for granted that there is one upright face in the middle.
 *
 * @param eyes the distance between the eyes as a share of the photograph's width, in [0.05, 0.5]
 */
public record CenteredFace(double eyes) implements FaceDetectorSource {

    /** What files can set. */
    public static final Settings<CenteredFace> SETTINGS = Settings.of(
                    CenteredFace.class,
                    Setting.of("eyes", Type.number("in [0.05, 0.5]"), "distance between the eyes over the width"))
            .withDefault(() -> new CenteredFace(0.2));

    /** Checks the range. */
    public CenteredFace {
        SETTINGS.check(eyes);
    }

    @Override
    public FaceDetector open() {
        return new Detector(eyes);
    }

    private record Detector(double eyes) implements FaceDetector {

        /** A mouth is about as wide as the distance between the eyes, and as far below them. */
        @Override
        public List<DetectedFace> detect(Image photograph) {
            double x = photograph.width() / 2.0;
            double y = photograph.height() / 2.0;
            double unit = eyes * photograph.width();
            FivePoints points = new FivePoints(
                    new Point(x - unit / 2, y - unit / 2),
                    new Point(x + unit / 2, y - unit / 2),
                    new Point(x, y),
                    new Point(x - 0.4 * unit, y + unit / 2),
                    new Point(x + 0.4 * unit, y + unit / 2));
            return List.of(new DetectedFace(new Box(x - unit, y - unit, 2 * unit, 2 * unit), points, 1));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
