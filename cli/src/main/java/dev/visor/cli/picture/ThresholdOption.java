package dev.visor.cli.picture;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A threshold in place of a calibrated one. */
final class ThresholdOption {

    @Option(
            names = "--threshold",
            paramLabel = "X",
            order = 5,
            description = "The least cosine similarity of a match, in (-1, 1), in place of the calibrated one.")
    private @Nullable Double similarity;

    /**
     * Returns the threshold; null if none is given.
     *
     * @throws IllegalArgumentException if it is illegal
     */
    @Nullable
    Double similarity() {
        if (similarity != null && !(similarity > -1 && similarity < 1)) {
            throw new IllegalArgumentException("illegal --threshold: " + similarity + ", must be in (-1, 1)");
        }
        return similarity;
    }
}
