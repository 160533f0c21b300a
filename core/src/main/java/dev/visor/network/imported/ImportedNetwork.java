package dev.visor.network.imported;

import dev.visor.device.Compute;
import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.network.Architecture;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.network.graph.BatchNormFolding;
import dev.visor.network.graph.Graph;
import dev.visor.network.graph.GraphRuntime;
import dev.visor.network.graph.PadFolding;
import dev.visor.network.graph.internal.FeatureRow;
import dev.visor.network.graph.internal.GraphCompiler;
import dev.visor.network.graph.internal.GraphProbe;
import dev.visor.network.graph.internal.PictureLayout;
import dev.visor.network.internal.Chunks;
import dev.visor.network.internal.ForwardPass;
import dev.visor.network.internal.NormalizedInput;
import dev.visor.network.internal.Stage;
import dev.visor.network.operator.internal.Operators;
import dev.visor.run.IllegalSettingException;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import dev.visor.torch.internal.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A network that somebody else trained, read from a file as a {@link Graph}. Its features are the values of its output.
 *
 * <p>Pictures are passed one at a time, so that a result depends neither on the pictures beside it nor on the number of
 * threads. Gradients are computed in 32-bit floats, on one native thread each.
 *
 * <p>Immutable and thread-safe.
 */
public final class ImportedNetwork implements Architecture {

    private static final int USUAL = 112;

    private final String name;
    private final Graph graph;
    private final Preprocessing input;
    private final Optional<InputGuess> guess;
    private final Color baseline;
    private final PictureShape shape;
    /** Why another engine alone computes the graph; none if it is computed here too. */
    private final Optional<String> obstacle;

    private final Supplier<Optional<GraphRuntime>> runtime;
    /** Numbers of features by size, which take a pass to find out. */
    private final Map<List<Integer>, Integer> features = new ConcurrentHashMap<>();

    private ImportedNetwork(
            String name,
            Graph graph,
            Preprocessing input,
            Optional<InputGuess> guess,
            Optional<String> obstacle,
            Supplier<Optional<GraphRuntime>> runtime) {
        this.name = name;
        this.obstacle = obstacle;
        this.graph = graph;
        this.input = input;
        this.guess = guess;
        this.runtime = runtime;
        this.shape = new PictureShape(graph.inputShape());
        double center = InputGuess.center(graph) / 255;
        boolean raw = input.mean().stream().allMatch(mean -> mean == 0);
        this.baseline = raw ? new Color((float) center, (float) center, (float) center) : input.baseline();
    }

    /**
     * Makes a network of a graph.
     *
     * @param name what reports call it
     * @param input what is done to pictures before; if it is not known, it is guessed
     * @throws IllegalArgumentException with one line if it takes no pictures, has several outputs, or operators that are
     *     not known here; all of them are named
     */
    public static ImportedNetwork of(String name, Graph graph, Optional<Preprocessing> input) {
        check(graph);
        if (!unsupported(graph).isEmpty()) {
            throw new IllegalArgumentException("it has operators that are not supported: " + unsupportedInWords(graph));
        }
        return new ImportedNetwork(
                name,
                BatchNormFolding.apply(PadFolding.apply(graph)),
                input.orElseGet(() -> InputGuess.of(graph).preprocessing()),
                input.isPresent() ? Optional.empty() : Optional.of(InputGuess.of(graph)),
                Optional.empty(),
                Optional::empty);
    }

    /**
     * Makes a black box of a graph that can't be computed here: another engine computes it, so it only answers.
     *
     * @param name what reports call it
     * @param input what is done to pictures before; if it is not known, it is guessed
     * @param obstacle what can't be computed here, in words
     * @param engine opens the graph in the other engine, each time anew
     * @throws IllegalArgumentException with one line if it takes no pictures, or has several outputs
     */
    public static ImportedNetwork blackBox(
            String name, Graph graph, Optional<Preprocessing> input, String obstacle, Supplier<GraphRuntime> engine) {
        check(graph);
        return new ImportedNetwork(
                name,
                graph,
                input.orElseGet(() -> InputGuess.of(graph).preprocessing()),
                input.isPresent() ? Optional.empty() : Optional.of(InputGuess.of(graph)),
                Optional.of(obstacle),
                () -> Optional.of(engine.get()));
    }

    private static void check(Graph graph) {
        if (graph.outputs().size() != 1) {
            throw new IllegalArgumentException("it has " + graph.outputs().size() + " outputs, " + graph.outputs()
                    + "; output must name the one with the features");
        }
        PictureShape.check(graph.inputShape());
    }

    /**
     * Returns the same network with another engine for answers, which is faster. Gradients stay those of its own layers.
     *
     * @param engine opens the graph in the other engine, each time anew; empty where that engine can't compute it
     */
    public ImportedNetwork answeredBy(Supplier<Optional<GraphRuntime>> engine) {
        return new ImportedNetwork(name, graph, input, guess, obstacle, engine);
    }

    /** Returns how many nodes there are of each operator that is not known here. */
    public static Map<String, Integer> unsupported(Graph graph) {
        Map<String, Integer> counts = new TreeMap<>(graph.operatorCounts());
        counts.keySet().removeAll(Operators.ALL.keySet());
        return counts;
    }

    /** Returns the operators that are not known here, in words: {@code Loop (2), NonMaxSuppression}. */
    public static String unsupportedInWords(Graph graph) {
        List<String> words = new ArrayList<>();
        unsupported(graph)
                .forEach((operator, count) -> words.add(count == 1 ? operator : operator + " (" + count + ")"));
        return String.join(", ", words);
    }

    /** Returns what can't be computed here of a black box, in words; none if it is computed here. */
    public Optional<String> obstacle() {
        return obstacle;
    }

    /**
     * Tries whether the layers can be made for pictures of the usual size: operators that are known may be used in ways that
     * are not.
     *
     * @return what can't be computed here, in one line
     */
    public Optional<String> trial() {
        int width = fixedSize().map(size -> size.get(0)).orElse(USUAL);
        int height = fixedSize().map(size -> size.get(1)).orElse(USUAL);
        try {
            compile(width, height).stage().close();
            return Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Returns what is done to pictures before the first layer. */
    public Preprocessing preprocessing() {
        return input;
    }

    /** Returns the guess that the preprocessing is; none if it was given. */
    public Optional<InputGuess> guess() {
        return guess;
    }

    /** Returns the only width and height that it takes; none if it takes several. */
    public Optional<List<Integer>> fixedSize() {
        return shape.fixedSize();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hasEmbeddedWeights() {
        return false;
    }

    @Override
    public List<Integer> usualSizes() {
        return List.of(fixedSize().map(size -> size.get(0)).orElse(USUAL));
    }

    @Override
    public void checkSize(int width, int height) {
        fixedSize()
                .ifPresent(size -> IllegalSettingException.check(
                        size.equals(List.of(width, height)),
                        "size of the pictures for " + name,
                        width + "x" + height,
                        size.get(0) + "x" + size.get(1)));
    }

    @Override
    public Chunks chunks() {
        return Chunks.of(1);
    }

    @Override
    public boolean hasGradients() {
        return obstacle.isEmpty();
    }

    @Override
    public int featureCount(int width, int height) {
        Integer counted = features.get(List.of(width, height));
        if (counted != null) {
            return counted;
        }
        if (!hasGradients()) {
            return countAnswer(width, height);
        }
        GraphCompiler.Compiled compiled = compile(width, height);
        compiled.stage().close();
        return compiled.outputShape().stream().mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact);
    }

    /** Asks the other engine, which computes a blank picture. */
    private int countAnswer(int width, int height) {
        try (ForwardPass pass = answers(width, height).orElseThrow()) {
            int count = pass.features(Image.filled(width, height, baseline), 1).length;
            features.put(List.of(width, height), count);
            return count;
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public Color baseline(NamedTensors weights) {
        return baseline;
    }

    @Override
    public Stage input(NamedTensors weights, Alignment alignment, int width, int height) {
        return new NormalizedInput(input.mean(), input.scale(), input.order() == ChannelOrder.BGR);
    }

    /** Makes the layers for pictures of its own size. */
    @Override
    public List<Stage> layers(NamedTensors weights, Precision precision) {
        int size = usualSizes().get(0);
        return layers(weights, precision, size, size);
    }

    @Override
    public List<Stage> layers(NamedTensors weights, Precision precision, int width, int height) {
        IllegalSettingException.check(
                precision == Precision.FLOAT32, "precision for " + name, precision, "float32 for a network of a file");
        GraphCompiler.Compiled compiled = compile(width, height);
        List<Stage> layers = new ArrayList<>();
        if (shape.isChannelsLast()) {
            layers.add(new PictureLayout());
        }
        layers.add(compiled.stage());
        layers.add(new FeatureRow());
        return layers;
    }

    @Override
    public Optional<ForwardPass> answers(int width, int height) {
        checkSize(width, height);
        return runtime.get().map(opened -> new RuntimePass(input, shape, opened));
    }

    /**
     * Compares the gradient of each operator by itself with central differences, at the values that a picture leads to. A
     * whole network can have so many kinks that no step is small enough for 32-bit floats.
     *
     * @param picture of a size that it takes
     * @return the worst relative deviation of each operator, by its name
     * @throws IllegalArgumentException if it takes no pictures of this size
     */
    public Map<String, Double> gradientDeviations(Image picture) {
        GraphCompiler.Compiled compiled = compile(picture.width(), picture.height());
        Stage first = input(NamedTensors.builder().build(), Alignment.ARCFACE, picture.width(), picture.height());
        return onOneThread(() -> GraphProbe.deviations(compiled, first, shape.isChannelsLast(), picture));
    }

    private GraphCompiler.Compiled compile(int width, int height) {
        checkSize(width, height);
        GraphCompiler.Compiled compiled =
                onOneThread(() -> GraphCompiler.compile(graph, Operators.ALL, shape.of(width, height)));
        long count = compiled.outputShape().stream().reduce(1L, Math::multiplyExact);
        features.put(List.of(width, height), Math.toIntExact(count));
        return compiled;
    }

    /** oneDNN lays some filters out for a number of threads, so that a graph has one native thread from the start. */
    private static <R> R onOneThread(Callable<R> work) {
        try (Engine engine = Engine.start(new Compute(1, Placement.current()), Precision.FLOAT32)) {
            return engine.call(work);
        }
    }
}
