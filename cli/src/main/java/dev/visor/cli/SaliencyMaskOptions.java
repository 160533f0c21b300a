package dev.visor.cli;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Single settings of the saliency mask in the place of a preset's. */
final class SaliencyMaskOptions {

    /** What the options are called. */
    static final List<String> NAMES = List.of("--mu", "--n", "--phi");

    @Option(names = "--mu", paramLabel = "MU", description = "Threshold as a quantile of the map, in [0, 1].")
    private @Nullable Double mu;

    @Option(names = "--n", paramLabel = "N", description = "Iterations of dilation and erosion.")
    private @Nullable Integer iterations;

    @Option(names = "--phi", paramLabel = "PHI", description = "Smallest contour kept, in pixels.")
    private @Nullable Integer minArea;

    /** Returns the settings for pictures of a width. */
    SaliencyMaskConfig change(SaliencyMaskConfig preset, int width) {
        SaliencyMaskConfig base = preset.at(width);
        return new SaliencyMaskConfig(
                base.map(),
                mu == null ? base.threshold() : Threshold.quantile(mu),
                iterations == null ? base.iterations() : iterations,
                minArea == null ? base.minArea() : minArea,
                width,
                base.fill());
    }
}
