package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sticker on the skin: a rectangle with rounded corners, level with the eyes. All lengths are in units of the distance
 * between the eyes.
 *
 * @param center its middle
 * @param halfWidth half its width, above 0
 * @param halfHeight half its height, above 0
 * @param cornerRadius the radius of its corners, from 0 to the smaller half side, which makes it a disc or a pill
 */
public record Sticker(FacePoint center, double halfWidth, double halfHeight, double cornerRadius) implements Accessory {

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<Sticker> SETTINGS = Settings.of(
                    Sticker.class,
                    Setting.of(
                            "center",
                            FacePoint.TYPE,
                            "its middle from between the eyes, [along, across], in eye distances"),
                    Setting.of("half-width", Type.number("above 0"), "half its width"),
                    Setting.of("half-height", Type.number("above 0"), "half its height"),
                    Setting.of("corner-radius", Type.number("at least 0"), "radius of its corners"))
            .withPresets(Sticker::presets);

    /**
     * A sticker between the eyebrows and the hair. It lies on 3.2 % of the pixels of a 150x150 chip of dlib and on
     * 2.7 % of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final Sticker FOREHEAD = new Sticker(new FacePoint(0, -0.60), 0.34, 0.18, 0.08);

    /**
     * A sticker below the eye on the left of the picture. It lies on 2.5 % of the pixels of a 150x150 chip of dlib and
     * on 2.2 % of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final Sticker LEFT_CHEEK = new Sticker(new FacePoint(-0.62, 0.74), 0.22, 0.22, 0.08);

    /** The same sticker below the eye on the right, on 2.5 % and 2.1 % of the pixels. */
    public static final Sticker RIGHT_CHEEK = new Sticker(new FacePoint(0.62, 0.74), 0.22, 0.22, 0.08);

    private static Map<String, Sticker> presets() {
        Map<String, Sticker> presets = new LinkedHashMap<>();
        presets.put("forehead sticker", FOREHEAD);
        presets.put("left cheek sticker", LEFT_CHEEK);
        presets.put("right cheek sticker", RIGHT_CHEEK);
        return presets;
    }

    /** Checks the ranges. */
    public Sticker {
        SETTINGS.check(center, halfWidth, halfHeight, cornerRadius);
        check(
                cornerRadius <= Math.min(halfWidth, halfHeight),
                "corner radius",
                cornerRadius,
                "from 0 to the smaller half side");
    }

    @Override
    public String name() {
        return "sticker";
    }

    @Override
    public double distance(double u, double v) {
        return SignedDistances.roundedBox(u - center.u(), v - center.v(), halfWidth, halfHeight, cornerRadius);
    }
}
