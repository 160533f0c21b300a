package dev.visor.report.evidence;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.saliency.MapKind;
import java.util.Locale;

/** Settings of saliency masks in plain words. */
final class MaskWords {

    private MaskWords() {}

    static String reading(MapKind map) {
        return words(map.reading().name());
    }

    static String map(MapKind map) {
        return reading(map) + (map.relative() ? ", relative to clean faces" : "");
    }

    static String kind(Threshold threshold) {
        return switch (threshold.kind()) {
            case QUANTILE -> "quantile";
            case ABSOLUTE -> "share of the maximum";
        };
    }

    static String fill(SaliencyMaskConfig config) {
        return words(config.fill().name());
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
