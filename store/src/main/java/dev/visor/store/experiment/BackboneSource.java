package dev.visor.store.experiment;

import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The backbone of an experiment.
 *
 * @param name one of {@link Architectures#names()}
 * @param weights its weights as safetensors; empty for the embedded ones, where there are any
 * @param precision the numbers that gradients are computed in
 */
public record BackboneSource(String name, Optional<Path> weights, Precision precision) {

    /** The embedded backbone, in 32-bit floats. */
    public static final BackboneSource EMBEDDED =
            new BackboneSource(Architectures.RESNET29.name(), Optional.empty(), Precision.FLOAT32);

    /** Checks the name and that there are weights. */
    public BackboneSource {
        boolean embedded = Architectures.named(name).hasEmbeddedWeights();
        if (weights.isEmpty() && !embedded) {
            throw new IllegalArgumentException(
                    "the backbone " + name + " has no embedded weights, must have a file of them");
        }
    }

    /** Returns the kind of network. */
    public Architecture architecture() {
        return Architectures.named(name);
    }

    /**
     * Returns the same backbone with the precision that its own results in.
     *
     * @param bfloat16 whether the processor computes in bfloat16
     */
    public BackboneSource on(boolean bfloat16) {
        return new BackboneSource(name, weights, architecture().resolve(precision, bfloat16));
    }

    /**
     * Loads the weights.
     *
     * @throws IOException with one line naming the file if it cannot be read
     */
    public LoadedWeights load() throws IOException {
        return weights.isPresent() ? LoadedWeights.read(weights.get()) : EmbeddedWeights.of(architecture());
    }
}
