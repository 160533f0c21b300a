package dev.visor.network;

import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.network.internal.Chunks;
import dev.visor.network.internal.ForwardPass;
import dev.visor.network.internal.Stage;
import dev.visor.run.Seed;
import dev.visor.torch.Precision;
import java.util.List;
import java.util.Optional;

/**
 * A kind of network that can be a {@link Backbone}: what it is called, which pictures it takes, and its layers.
 * {@link Architectures} lists the built-in ones.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface Architecture {

    /** Returns the name in commands and files. */
    String name();

    /** Returns whether weights come with the program. */
    boolean hasEmbeddedWeights();

    /**
     * Returns drawn weights of the right names and shapes, if it has any. They recognize nobody, but the network is as
     * fast with them as with trained ones.
     *
     * @param seed decides every value
     */
    default Optional<NamedTensors> drawnWeights(Seed seed) {
        return Optional.empty();
    }

    /** Returns the sides of the square pictures that it is usually given, in pixels: what benchmarks measure. */
    List<Integer> usualSizes();

    /**
     * Checks the size of pictures. By default any size is right.
     *
     * @param width in pixels
     * @param height in pixels
     * @throws dev.visor.run.IllegalSettingException if it takes no pictures of this size
     */
    default void checkSize(int width, int height) {
        // Any size.
    }

    /** Returns how many pictures its layers take in a native call; by default always {@value Chunks#LIMIT}. */
    default Chunks chunks() {
        return Chunks.of(Chunks.LIMIT);
    }

    /** Returns what {@link Precision#AUTO} results in on a processor that computes in bfloat16. */
    default Precision autoPrecision() {
        return Precision.FLOAT32;
    }

    /**
     * Returns the precision that its gradients are computed in.
     *
     * @param asked what was asked for
     * @param bfloat16 whether the processor computes in bfloat16
     * @return {@link Precision#FLOAT32} or {@link Precision#BFLOAT16}
     */
    default Precision resolve(Precision asked, boolean bfloat16) {
        return asked != Precision.AUTO ? asked : bfloat16 ? autoPrecision() : Precision.FLOAT32;
    }

    /**
     * Returns the number of features of a picture.
     *
     * @param width in pixels, one that it takes
     * @param height in pixels, one that it takes
     */
    int featureCount(int width, int height);

    /**
     * Returns the color whose pixels are zeros behind the {@link #input}.
     *
     * @throws IllegalArgumentException if the weights must name it and don't
     */
    Color baseline(NamedTensors weights);

    /**
     * Makes the stage that takes pictures, as [N, 3, height, width] in [0, 1], to what the first layer expects.
     *
     * @param weights may name what is to be done
     * @param alignment of the pictures
     * @param width in pixels, one that it takes
     * @param height in pixels, one that it takes
     */
    Stage input(NamedTensors weights, Alignment alignment, int width, int height);

    /**
     * Makes the layers behind the {@link #input}, up to [N, {@link #featureCount}] features.
     *
     * @param precision of the computation, {@link Precision#FLOAT32} or {@link Precision#BFLOAT16}; input and features are
     *     32-bit floats with either
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    List<Stage> layers(NamedTensors weights, Precision precision);

    /**
     * Makes the layers for pictures of one size; by default they are the same for all sizes.
     *
     * @param precision as for {@link #layers(NamedTensors, Precision)}
     * @param width in pixels, one that it takes
     * @param height in pixels, one that it takes
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    default List<Stage> layers(NamedTensors weights, Precision precision, int width, int height) {
        return layers(weights, precision);
    }

    /** Returns whether gradients can be pulled back through it; by default they can. One without has no {@link #layers}. */
    default boolean hasGradients() {
        return true;
    }

    /**
     * Opens a faster way to answers than {@link #layers}, for pictures of one size; by default there is none. Its features
     * agree with those of the layers but for rounding.
     *
     * @param width in pixels, one that it takes
     * @param height in pixels, one that it takes
     */
    default Optional<ForwardPass> answers(int width, int height) {
        return Optional.empty();
    }

    /**
     * Returns the layer that makes an embedding of the features, if the network has one; by default the features are the
     * embedding.
     *
     * @throws IllegalArgumentException if its tensor is missing or has another shape
     */
    default Optional<EmbeddingLayer> embedding(NamedTensors weights) {
        return Optional.empty();
    }
}
