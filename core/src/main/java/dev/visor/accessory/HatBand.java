package dev.visor.accessory;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The front of a hat band: a straight band across the forehead, the place of the sticker of Komkov and Petiushko,
 * "AdvHat: Real-World Adversarial Attack on ArcFace Face ID System" (ICPR 2020). Unlike theirs it is not bent with the
 * head. All lengths are in units of the distance between the eyes.
 *
 * @param rise how far the middle of the band lies above the eyes
 * @param halfHeight half the height of the band, above 0
 * @param halfWidth how far the band reaches to either side; infinite for the whole picture
 */
public record HatBand(double rise, double halfHeight, double halfWidth) implements Accessory {

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<HatBand> SETTINGS = Settings.of(
                    HatBand.class,
                    Setting.of(
                            "rise",
                            Type.number(""),
                            "how far the middle of the band lies above the eyes, in eye distances"),
                    Setting.of("half-height", Type.number("above 0"), "half the height of the band"),
                    Setting.of(
                            "half-width", Type.numberOrInfinity("above 0"), "how far the band reaches to either side"))
            .withPresets(HatBand::presets);

    /**
     * A band as wide as the head, right above the eyebrows. It lies on 9.0 % of the pixels of a 150x150 chip of dlib
     * and on 7.6 % of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final HatBand DEFAULT = new HatBand(0.64, 0.16, 1.05);

    /**
     * The same band across the whole picture. It lies on 12.0 % of the pixels of a 150x150 chip of dlib and on 11.1 %
     * of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final HatBand WIDE = new HatBand(0.64, 0.16, Double.POSITIVE_INFINITY);

    private static Map<String, HatBand> presets() {
        Map<String, HatBand> presets = new LinkedHashMap<>();
        presets.put("hat band", DEFAULT);
        presets.put("wide hat band", WIDE);
        return presets;
    }

    /** Checks the ranges. */
    public HatBand {
        SETTINGS.check(rise, halfHeight, halfWidth);
    }

    @Override
    public String name() {
        return Double.isInfinite(halfWidth) ? "wide hat band" : "hat band";
    }

    /** Returns the middle of the band. */
    @Override
    public FacePoint center() {
        return new FacePoint(0, -rise);
    }

    @Override
    public double distance(double u, double v) {
        return SignedDistances.roundedBox(u, v + rise, halfWidth, halfHeight, 0);
    }
}
