package dev.visor.recognition;

import dev.visor.recognition.internal.Vgg16;
import dev.visor.run.Seed;

/**
 * Weights by chance, of the right names and shapes: they recognize nobody, but a network is as fast with them as with
 * trained ones. Thread-safe.
 */
public final class DrawnWeights {

    private DrawnWeights() {}

    /**
     * Returns weights for {@link Backbone#VGG16}, whose signals neither die out nor explode.
     *
     * @param seed decides every value
     */
    public static NamedTensors vgg16(Seed seed) {
        NamedTensors.Builder weights = NamedTensors.builder();
        Vgg16.draw(weights, seed.random());
        return weights.metadata(Preprocessing.METADATA, Preprocessing.TORCHVISION.text())
                .build();
    }
}
