package dev.visor.store.weights;

import dev.visor.network.Architecture;
import dev.visor.store.file.EmbeddedResource;
import dev.visor.store.tensors.FaceApiWeights;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The weights that come with the program; NOTICE has their origin. Thread-safe. */
public final class EmbeddedWeights {

    private EmbeddedWeights() {}

    /**
     * Returns the weights of a network. They are read anew at each call. Those of dlib's network are laid out as {@link
     * FaceApiWeights} converts them: for each convolution {@code <layer>/conv/filters} (height, width, input channels,
     * output channels) and {@code <layer>/conv/bias}, {@code <layer>/scale/weights} and {@code <layer>/scale/biases} (output
     * channels), and {@code fc} (256, 128).
     *
     * @param architecture one that has embedded weights
     */
    public static LoadedWeights of(Architecture architecture) {
        String name = architecture.name() + ".safetensors";
        try {
            return LoadedWeights.of(EmbeddedResource.read(EmbeddedWeights.class, name), name);
        } catch (IOException e) {
            throw new UncheckedIOException("this build's weights are damaged: " + e.getMessage(), e);
        }
    }
}
