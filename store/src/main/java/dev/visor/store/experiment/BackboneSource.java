package dev.visor.store.experiment;

import dev.visor.recognition.Backbone;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which backbone an experiment stands on.
 *
 * @param name one of {@link Backbone#names()}
 * @param weights its weights as safetensors; empty for the embedded ones, which {@code resnet29} alone has
 * @param precision the numbers that gradients are computed in
 */
public record BackboneSource(String name, Optional<Path> weights, Precision precision) {

    /** The embedded backbone, in 32-bit floats. */
    public static final BackboneSource EMBEDDED =
            new BackboneSource(Backbone.RESNET29, Optional.empty(), Precision.FLOAT32);

    /** Checks the name and that there are weights. */
    public BackboneSource {
        if (!Backbone.names().contains(name)) {
            throw new IllegalArgumentException(
                    "unknown backbone: \"" + name + "\", must be one of " + Backbone.names());
        }
        if (weights.isEmpty() && !hasEmbeddedWeights(name)) {
            throw new IllegalArgumentException("the backbone " + name
                    + " has no weights, must have a file of them: only " + Backbone.RESNET29 + " has embedded ones");
        }
    }

    /** Tells whether the weights of a backbone come with the program. */
    public static boolean hasEmbeddedWeights(String name) {
        return name.equals(Backbone.RESNET29);
    }

    /**
     * Returns the same backbone with gradients of the precision that its own comes to.
     *
     * @param bfloat16 whether the processor computes in bfloat16
     */
    public BackboneSource on(boolean bfloat16) {
        return new BackboneSource(name, weights, Backbone.resolve(name, precision, bfloat16));
    }

    /**
     * Loads the weights.
     *
     * @throws IOException with one line naming the file if it cannot be read
     */
    public LoadedWeights load() throws IOException {
        return weights.isPresent() ? LoadedWeights.read(weights.get()) : EmbeddedWeights.resnet29();
    }
}
