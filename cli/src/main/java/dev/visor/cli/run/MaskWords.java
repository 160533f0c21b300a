package dev.visor.cli.run;

import dev.visor.defense.SaliencyMaskConfig;

/** Saliency masks in words. */
public final class MaskWords {

    private MaskWords() {}

    /** Returns a combination as experiment files write it. */
    public static String of(SaliencyMaskConfig mask) {
        return "map " + mask.map() + ", mu " + mask.threshold() + ", n " + mask.iterations() + ", phi "
                + mask.minArea() + " at " + mask.referenceWidth() + " pixels, fill "
                + mask.fill().toString().toLowerCase(java.util.Locale.ROOT);
    }
}
