package dev.visor.network.internal;

import dev.visor.image.Image;
import dev.visor.torch.Engine;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Layers one after another, from pictures of one size to features. Owns their native memory; thread-safe. */
public final class Network implements AutoCloseable {

    private final Chunks chunks;
    private final int width;
    private final int height;
    private final List<Stage> stages;
    private final List<Stage> gradientStages;

    /**
     * Puts layers together.
     *
     * @param chunks how many pictures a native call takes
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     * @param input takes pictures to the first layer
     * @param layers for answers
     * @param gradientLayers for gradients; the same ones if these are computed in the same precision
     */
    public Network(Chunks chunks, int width, int height, Stage input, List<Stage> layers, List<Stage> gradientLayers) {
        this.chunks = chunks;
        this.width = width;
        this.height = height;
        this.stages = Stream.concat(Stream.of(input), layers.stream()).toList();
        this.gradientStages =
                Stream.concat(Stream.of(input), gradientLayers.stream()).toList();
    }

    /** Returns how many pictures a native call takes. */
    public Chunks chunks() {
        return chunks;
    }

    /** Works on pictures on an engine, in chunks that this network takes. */
    public <R> List<R> map(Engine engine, List<Image> images, Engine.Work<Image, R> work) {
        return engine.map(images, chunks.least(), chunks.most(), chunks.helped(), work);
    }

    /** Returns whether a forward pass for a gradient gives what a plain one gives, to the last bit. */
    public boolean exactBackward() {
        return gradientStages.equals(stages);
    }

    /**
     * Returns the features of a chunk of pictures.
     *
     * @param images from 1 to as many as a native call takes, of the network's size
     */
    public List<float[]> features(List<Image> images) {
        try (PointerScope scope = new PointerScope()) {
            return rows(forward(input(images)), images.size());
        }
    }

    /**
     * Returns a chunk within the caller's native scope, filled up with copies of the first picture where there are fewer
     * than a native call takes.
     *
     * @param images from 1 to as many as a native call takes, of the network's size
     */
    public Tensor input(List<Image> images) {
        for (Image image : images) {
            if (image.width() != width || image.height() != height) {
                throw new IllegalArgumentException("illegal size of a probe: " + image.width() + "x" + image.height()
                        + ", this recognizer takes " + width + "x" + height);
            }
        }
        List<Image> filled = new ArrayList<>(images);
        while (filled.size() < chunks.least()) {
            filled.add(images.get(0));
        }
        return Tensors.ofImages(filled);
    }

    /** Passes forward for the features alone. */
    public Tensor forward(Tensor input) {
        return forward(stages, input, Tape.none());
    }

    /** Passes forward so that a gradient can be pulled back, in the precision of gradients. */
    public Tensor forward(Tensor input, Tape tape) {
        return forward(gradientStages, input, tape);
    }

    private static Tensor forward(List<Stage> stages, Tensor input, Tape tape) {
        Tensor x = input;
        for (Stage stage : stages) {
            x = stage.forward(x, tape);
        }
        return x;
    }

    /** Returns the values of the first so many pictures of a chunk. */
    public static List<float[]> rows(Tensor tensor, int count) {
        float[] all = Tensors.toArray(tensor);
        int size = all.length / Math.toIntExact(tensor.size(0));
        return IntStream.range(0, count)
                .mapToObj(i -> Arrays.copyOfRange(all, i * size, (i + 1) * size))
                .toList();
    }

    @Override
    public void close() {
        Set<Stage> all = new LinkedHashSet<>(stages);
        all.addAll(gradientStages);
        all.forEach(Stage::close);
    }
}
