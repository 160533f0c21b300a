package dev.visor.accessory;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Map;

/**
 * A rectangle at any place of the face and at any angle. All lengths are in units of the distance between the eyes.
 *
 * @param center its middle
 * @param halfWidth half its width, above 0
 * @param halfHeight half its height, above 0
 * @param degrees how far it is turned from the line of the eyes, clockwise as one sees it
 */
public record Rectangle(FacePoint center, double halfWidth, double halfHeight, double degrees) implements Accessory {

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<Rectangle> SETTINGS = Settings.of(
                    Rectangle.class,
                    Setting.of(
                            "center",
                            FacePoint.TYPE,
                            "its middle from between the eyes, [along, across], in eye distances"),
                    Setting.of("half-width", Type.number("above 0"), "half its width"),
                    Setting.of("half-height", Type.number("above 0"), "half its height"),
                    Setting.of("degrees", Type.number(""), "how far it is turned from the line of the eyes, clockwise"))
            .withPresets(() -> Map.of("rectangle", Rectangle.DEFAULT));

    /**
     * A level rectangle over the nose. It lies on 4.5 % of the pixels of a 150x150 chip of dlib and on 3.7 % of those
     * of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final Rectangle DEFAULT = new Rectangle(new FacePoint(0, 0.55), 0.36, 0.24, 0);

    /** Checks the ranges. */
    public Rectangle {
        SETTINGS.check(center, halfWidth, halfHeight, degrees);
    }

    @Override
    public String name() {
        return "rectangle";
    }

    @Override
    public double distance(double u, double v) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double x = u - center.u();
        double y = v - center.v();
        return SignedDistances.roundedBox(cos * x + sin * y, cos * y - sin * x, halfWidth, halfHeight, 0);
    }
}
