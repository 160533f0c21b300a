package dev.visor.cli;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.store.run.RunFolder;
import java.io.IOException;

/** The named settings of the saliency mask. */
enum SaliencyMaskPreset {
    /** The best found on the embedded faces. */
    RECOMMENDED,
    /** The article's, mu as a quantile. */
    ARTICLE,
    /** The article's, mu as a share of the largest value. */
    ARTICLE_ABSOLUTE,
    /** What 'visor tune' found in this run. */
    TUNED;

    /** Returns the settings. */
    SaliencyMaskConfig config(RunFolder folder) throws IOException {
        return switch (this) {
            case RECOMMENDED -> SaliencyMaskConfig.DEFAULT;
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
