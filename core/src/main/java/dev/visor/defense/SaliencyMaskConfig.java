package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
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
        MapKind map, Threshold threshold, int iterations, int minArea, int referenceWidth, Fill fill) {

    /**
     * The article's best combination, mu = 0.98 as a quantile, n = 8, phi = 80, on 224x224 pictures, with the absolute
     * map and black pixels.
     */
    public static final SaliencyMaskConfig ARTICLE = new SaliencyMaskConfig(
            new MapKind(Reading.ABSOLUTE, false), Threshold.quantile(0.98), 8, 80, 224, Fill.ZERO);

    /** The article's best combination with mu = 0.98 read as a share of the map's largest value. */
    public static final SaliencyMaskConfig ARTICLE_ABSOLUTE = new SaliencyMaskConfig(
            new MapKind(Reading.ABSOLUTE, false), Threshold.absolute(0.98), 8, 80, 224, Fill.ZERO);

    /**
     * The highest mean goodness score over attacks with training faces of two data sets, the embedded one and one of 24
     * people: the upper 7 % of the relative map, inpainted.
     */
    public static final SaliencyMaskConfig RECOMMENDED = new SaliencyMaskConfig(
            new MapKind(Reading.GRADIENT_TIMES_INPUT, true), Threshold.quantile(0.93), 2, 40, 150, Fill.TELEA);

    /** Returns the presets by name, the recommended one first. */
    public static Map<String, SaliencyMaskConfig> presets() {
        Map<String, SaliencyMaskConfig> presets = new LinkedHashMap<>();
        presets.put("RECOMMENDED", RECOMMENDED);
        presets.put("ARTICLE", ARTICLE);
        presets.put("ARTICLE_ABSOLUTE", ARTICLE_ABSOLUTE);
        return presets;
    }

    /** Checks the ranges. */
    public SaliencyMaskConfig {
        check(iterations >= 0, "n", iterations, "at least 0");
        check(minArea >= 0, "phi", minArea, "at least 0");
        check(referenceWidth >= 1, "reference width", referenceWidth, "at least 1");
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
