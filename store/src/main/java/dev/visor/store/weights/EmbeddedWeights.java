package dev.visor.store.weights;

import dev.visor.store.file.EmbeddedResource;
import dev.visor.store.tensors.FaceApiWeights;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The weights that come with the program. NOTICE names their sources. Thread-safe. */
public final class EmbeddedWeights {

    private static final String RESNET29 = "resnet29.safetensors";

    private EmbeddedWeights() {}

    /**
     * {@return the weights of dlib's face recognition network of 29 convolutions as {@link FaceApiWeights} converts
     * them: for each convolution {@code <layer>/conv/filters} (height, width, input channels, output channels) and
     * {@code <layer>/conv/bias}, {@code <layer>/scale/weights} and {@code <layer>/scale/biases} (output channels), and
     * {@code fc} (256, 128)} They are read anew at each call.
     */
    public static LoadedWeights resnet29() {
        try {
            return LoadedWeights.of(EmbeddedResource.read(EmbeddedWeights.class, RESNET29), RESNET29);
        } catch (IOException e) {
            throw new UncheckedIOException("this build's weights are damaged: " + e.getMessage(), e);
        }
    }
}
