package dev.visor.cli;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which defense is used. */
final class DefenseOptions {

    /** The named defenses. */
    enum Preset {
        /** The best found on the embedded faces. */
        RECOMMENDED,
        /** The article's, mu as a quantile. */
        ARTICLE,
        /** The article's, mu as a share of the largest value. */
        ARTICLE_ABSOLUTE,
        /** What 'visor tune' found in this run. */
        TUNED
    }

    @Option(
            names = "--defense",
            paramLabel = "NAME",
            defaultValue = "RECOMMENDED",
            description = "Settings of the defense: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Preset preset = Preset.RECOMMENDED;

    @Option(names = "--mu", paramLabel = "MU", description = "Threshold as a quantile of the map, in [0, 1].")
    private @Nullable Double mu;

    @Option(names = "--n", paramLabel = "N", description = "Iterations of dilation and erosion.")
    private @Nullable Integer iterations;

    @Option(names = "--phi", paramLabel = "PHI", description = "Smallest contour kept, in pixels.")
    private @Nullable Integer minArea;

    /** Returns the settings for pictures of a width. */
    SaliencyMaskConfig config(RunFolder folder, int width) throws IOException {
        SaliencyMaskConfig base = preset(folder).at(width);
        return new SaliencyMaskConfig(
                base.map(),
                mu == null ? base.threshold() : Threshold.quantile(mu),
                iterations == null ? base.iterations() : iterations,
                minArea == null ? base.minArea() : minArea,
                width,
                base.fill());
    }

    private SaliencyMaskConfig preset(RunFolder folder) throws IOException {
        return switch (preset) {
            case RECOMMENDED -> SaliencyMaskConfig.RECOMMENDED;
            case ARTICLE -> SaliencyMaskConfig.ARTICLE;
            case ARTICLE_ABSOLUTE -> SaliencyMaskConfig.ARTICLE_ABSOLUTE;
            case TUNED ->
                folder.readTuning()
                        .orElseThrow(
                                () -> new IOException(folder.path() + ": has no tuned defense; 'visor tune' finds one"))
                        .best()
                        .config();
        };
    }
}
