package dev.visor.report;

import dev.visor.defense.Fill;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.face.Identity;
import dev.visor.saliency.Reading;
import org.jspecify.annotations.Nullable;

/** People and settings in plain words. */
final class Wording {

    private Wording() {}

    /** Returns a person's name as it is written outside of folder names. */
    static String person(Identity person) {
        return person.name().replace('_', ' ');
    }

    /** Returns whom an attacker wants to pass for. */
    static String target(@Nullable Identity target) {
        return target == null ? "anybody else" : person(target);
    }

    static String reading(Reading reading) {
        return switch (reading) {
            case ABSOLUTE -> "absolute value";
            case POSITIVE -> "positive part";
            case GRADIENT_TIMES_INPUT -> "gradient × input";
        };
    }

    static String relative(boolean relative) {
        return relative ? "yes" : "no";
    }

    static String kind(Threshold.Kind kind) {
        return switch (kind) {
            case QUANTILE -> "quantile";
            case ABSOLUTE -> "share of the maximum";
        };
    }

    static String fill(Fill fill) {
        return switch (fill) {
            case ZERO -> "black";
            case MEAN -> "mean color";
            case BLUR -> "blur";
            case TELEA -> "Telea inpainting";
        };
    }

    /** Returns the map that a setting uses. */
    static String map(SaliencyMaskConfig config) {
        return reading(config.map().reading()) + (config.map().relative() ? ", relative to clean faces" : "");
    }

    /** Returns all of a setting. */
    static String setting(SaliencyMaskConfig config) {
        return "map: " + map(config) + "; masked: " + masked(config.threshold()) + "; n = " + config.iterations()
                + ", φ = " + config.minArea() + " pixels (in pictures " + config.referenceWidth()
                + " pixels wide); filled with: " + fill(config.fill());
    }

    private static String masked(Threshold threshold) {
        String mu = "μ = " + Numbers.threshold(threshold.mu());
        return switch (threshold.kind()) {
            case QUANTILE ->
                "the upper " + Numbers.percent(1 - threshold.mu()) + " of the pixels (quantile " + mu + ")";
            case ABSOLUTE ->
                "pixels above " + Numbers.percent(threshold.mu()) + " of the map's largest value (" + mu + ")";
        };
    }
}
