package dev.visor.defense.mask;

import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.Role;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of the {@link SaliencyMaskDefense}. The lengths and areas are those of a picture of a given width, so
 * that one setting suits pictures of any size.
 *
 * @param map which saliency map is taken
 * @param threshold the pixel threshold mu
 * @param iterations n, how often the mask is dilated and then eroded, at least 0
 * @param minArea phi, the smallest contour that is kept, in pixels, at least 0
 * @param referenceWidth the width in pixels of the picture that n and phi are meant for, at least 1
 * @param fill what replaces the masked pixels
 */
public record SaliencyMaskConfig(
        MapKind map, Threshold threshold, int iterations, int minArea, int referenceWidth, Fill fill)
        implements DefenseConfig {

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<SaliencyMaskConfig> SETTINGS = Settings.of(
                    SaliencyMaskConfig.class,
                    Setting.of("map", MapKind.TYPE, "which saliency map is taken"),
                    Setting.of(
                            "mu",
                            Threshold.TYPE,
                            "pixel threshold: a quantile, or \"absolute\" and a share of the largest value"),
                    Setting.of("n", Type.whole("at least 0"), "how often the mask is dilated and then eroded"),
                    Setting.of("phi", Type.whole("at least 0"), "smallest contour that is kept, in pixels"),
                    Setting.of(
                            "reference-width",
                            Type.whole("at least 1"),
                            "width of the picture that n and phi are meant for"),
                    Setting.of("fill", Type.kind(Fill.class), "what replaces the masked pixels"))
            .withPresets(SaliencyMaskConfig::presets);

    /**
     * The article's best combination, mu = 0.98 as a quantile, n = 8, phi = 80, on 224x224 pictures, with the absolute
     * map and black pixels.
     */
    public static final SaliencyMaskConfig ARTICLE = new SaliencyMaskConfig(
            new MapKind(Readings.ABSOLUTE, false), Threshold.quantile(0.98), 8, 80, 224, Fills.ZERO);

    /** The article's best combination with mu = 0.98 read as a share of the map's largest value. */
    public static final SaliencyMaskConfig ARTICLE_ABSOLUTE = new SaliencyMaskConfig(
            new MapKind(Readings.ABSOLUTE, false), Threshold.absolute(0.98), 8, 80, 224, Fills.ZERO);

    /**
     * The highest mean goodness score over attacks with training faces of two data sets, the embedded one and one of 24
     * people: the upper 7 % of the relative map, inpainted.
     */
    public static final SaliencyMaskConfig DEFAULT = new SaliencyMaskConfig(
            new MapKind(Readings.GRADIENT_TIMES_INPUT, true), Threshold.quantile(0.93), 2, 40, 150, Fills.TELEA);

    /** Returns the presets by name, the default first. */
    public static Map<String, SaliencyMaskConfig> presets() {
        Map<String, SaliencyMaskConfig> presets = new LinkedHashMap<>();
        presets.put("DEFAULT", DEFAULT);
        presets.put("ARTICLE", ARTICLE);
        presets.put("ARTICLE_ABSOLUTE", ARTICLE_ABSOLUTE);
        return presets;
    }

    /** Checks the ranges. */
    public SaliencyMaskConfig {
        SETTINGS.check(map, threshold, iterations, minArea, referenceWidth, fill);
    }

    @Override
    public double passes() {
        return 1 + BOTH_WAYS;
    }

    @Override
    public String name() {
        return "saliency mask";
    }

    @Override
    public Role role() {
        return Role.CLEANSES;
    }

    @Override
    public Defense build(DefenseContext context) {
        return new SaliencyMaskDefense(this, context.cleanMaps());
    }

    /**
     * Returns the same setting with n and phi converted to pixels of a picture of another width: n grows with the
     * width, phi with its square, both rounded.
     */
    public SaliencyMaskConfig at(int width) {
        double scale = (double) width / referenceWidth;
        return new SaliencyMaskConfig(
                map,
                threshold,
                (int) Math.round(iterations * scale),
                (int) Math.round(minArea * scale * scale),
                width,
                fill);
    }

    /** Returns the same setting with another map and threshold. */
    public SaliencyMaskConfig with(MapKind newMap, Threshold newThreshold) {
        return new SaliencyMaskConfig(newMap, newThreshold, iterations, minArea, referenceWidth, fill);
    }

    /** Returns the same setting with another phi. */
    public SaliencyMaskConfig withMinArea(int newMinArea) {
        return new SaliencyMaskConfig(map, threshold, iterations, newMinArea, referenceWidth, fill);
    }

    /** Returns the same setting with another fill. */
    public SaliencyMaskConfig withFill(Fill newFill) {
        return new SaliencyMaskConfig(map, threshold, iterations, minArea, referenceWidth, newFill);
    }
}
