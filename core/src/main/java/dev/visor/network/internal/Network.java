package dev.visor.network.internal;

import dev.visor.image.Image;
import dev.visor.torch.Engine;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Layers one after another, from pictures of one size to features. Owns their native memory; thread-safe. */
public final class Network implements AutoCloseable {

    /** A {@link ForwardPass} gives the same features for any number of threads, so native threads may help. */
    private static final Chunks SINGLE = new Chunks(1, 1, true);

    private final Chunks chunks;
    private final int width;
    private final int height;
    private final List<Stage> stages;
    private final List<Stage> gradientStages;
    /** Computes answers instead of the stages. */
    private final @Nullable ForwardPass answers;

    /**
     * Puts layers together.
     *
     * @param chunks how many pictures a native call takes
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     * @param input takes pictures to the first layer
     * @param layers for answers
     * @param gradientLayers for gradients; the same ones if these are computed in the same precision
     * @param answers a faster way to answers than the layers, if there is one; is closed with the network
     */
    public Network(
            Chunks chunks,
            int width,
            int height,
            Stage input,
            List<Stage> layers,
            List<Stage> gradientLayers,
            Optional<ForwardPass> answers) {
        this(chunks, width, height, behind(input, layers), behind(input, gradientLayers), answers.orElse(null));
    }

    private Network(
            Chunks chunks,
            int width,
            int height,
            List<Stage> stages,
            List<Stage> gradientStages,
            @Nullable ForwardPass answers) {
        this.chunks = chunks;
        this.width = width;
        this.height = height;
        this.stages = stages;
        this.gradientStages = gradientStages;
        this.answers = answers;
    }

    private static List<Stage> behind(Stage input, List<Stage> layers) {
        return Stream.concat(Stream.of(input), layers.stream()).toList();
    }

    /**
     * Returns a black box: a network without layers, which only answers.
     *
     * @param answers is closed with the network
     */
    public static Network blackBox(int width, int height, ForwardPass answers) {
        return new Network(SINGLE, width, height, List.of(), List.of(), answers);
    }

    /**
     * Returns the same layers with the values of the last feature maps as features, if they end in the mean over each map. Native
     * memory is shared: closing either closes both.
     */
    public Optional<Network> unpooled() {
        return endsInMeans(stages) && endsInMeans(gradientStages) && answers == null
                ? Optional.of(new Network(chunks, width, height, unpooled(stages), unpooled(gradientStages), null))
                : Optional.empty();
    }

    private static boolean endsInMeans(List<Stage> stages) {
        return !stages.isEmpty() && stages.get(stages.size() - 1) instanceof GlobalAverage;
    }

    private static List<Stage> unpooled(List<Stage> stages) {
        return Stream.concat(stages.subList(0, stages.size() - 1).stream(), Stream.of(new Flatten()))
                .toList();
    }

    /** Returns whether it has layers that gradients can be pulled back through. */
    public boolean hasGradients() {
        return !gradientStages.isEmpty();
    }

    /** Returns how many pictures a native call takes. */
    public Chunks chunks() {
        return chunks;
    }

    /** Works on pictures on an engine, in chunks that the layers for gradients take. */
    public <R> List<R> map(Engine engine, List<Image> images, Engine.Work<Image, R> work) {
        return engine.map(images, chunks.least(), chunks.most(), chunks.helped(), work);
    }

    /** Works on pictures on an engine, in chunks that the layers for answers take. */
    public <R> List<R> mapAnswers(Engine engine, List<Image> images, Engine.Work<Image, R> work) {
        Chunks own = answers == null ? chunks : SINGLE;
        return engine.map(images, own.least(), own.most(), own.helped(), work);
    }

    /** Returns whether a forward pass for a gradient gives what a plain one gives, to the last bit. */
    public boolean exactBackward() {
        return answers == null && gradientStages.equals(stages);
    }

    /**
     * Returns the features of a chunk of pictures.
     *
     * @param images from 1 to as many as a native call takes, of the network's size
     */
    public List<float[]> features(List<Image> images) {
        if (answers != null) {
            return List.of(answer(answers, images));
        }
        try (PointerScope scope = new PointerScope()) {
            return rows(answers(images), images.size());
        }
    }

    /**
     * Returns a chunk within the caller's native scope, filled up with copies of the first picture where there are fewer
     * than a native call takes.
     *
     * @param images from 1 to as many as a native call takes, of the network's size
     */
    public Tensor input(List<Image> images) {
        checkSizes(images);
        List<Image> filled = new ArrayList<>(images);
        while (filled.size() < chunks.least()) {
            filled.add(images.get(0));
        }
        return Tensors.ofImages(filled);
    }

    private void checkSizes(List<Image> images) {
        for (Image image : images) {
            if (image.width() != width || image.height() != height) {
                throw new IllegalArgumentException("illegal size of a probe: " + image.width() + "x" + image.height()
                        + ", this recognizer takes " + width + "x" + height);
            }
        }
    }

    /**
     * Passes forward for the features alone, within the caller's native scope.
     *
     * @param images from 1 to as many as a native call takes, of the network's size
     * @return a row for each picture, and perhaps more rows that fill the chunk up
     */
    public Tensor answers(List<Image> images) {
        if (answers == null) {
            return forward(stages, input(images), Tape.none());
        }
        float[] features = answer(answers, images);
        return Tensors.of(features, 1, features.length);
    }

    private float[] answer(ForwardPass pass, List<Image> images) {
        checkSizes(images);
        return pass.features(images.get(0), torch.get_num_threads());
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
        if (answers != null) {
            answers.close();
        }
    }
}
