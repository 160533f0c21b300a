package dev.visor.network.graph.internal;

import dev.visor.network.graph.Constant;
import dev.visor.network.graph.Graph;
import dev.visor.network.graph.Node;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Makes layers of a graph for pictures of one size, one picture at a time. A blank picture is passed forward meanwhile, so
 * all sizes are known: what depends on sizes and constants alone is computed here once and becomes a constant. These are
 * the chains of operators by which exporters compute shapes.
 *
 * <p>Used once, by one thread.
 */
public final class GraphCompiler {

    private final Graph graph;
    private final Map<String, Operator> operators;
    private final Map<String, Constant> constants;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Tensor> samples = new HashMap<>();
    private final List<GraphStage.Step> steps = new ArrayList<>();
    private int count = 1;

    private GraphCompiler(Graph graph, Map<String, Operator> operators) {
        this.graph = graph;
        this.operators = operators;
        this.constants = new HashMap<>(graph.constants());
        slots.put(graph.input(), 0);
    }

    /**
     * The layers of a graph.
     *
     * @param stage takes pictures to the output; the caller must close it
     * @param outputShape the sizes of the output for one picture
     */
    public record Compiled(Stage stage, List<Long> outputShape) {

        /**
         * Compares the gradient of each operation by itself with central differences.
         *
         * @param input a picture as the graph takes it
         * @return the worst relative deviation of each operator, by its name
         */
        public Map<String, Double> deviations(Tensor input) {
            return ((GraphStage) stage).deviations(input);
        }
    }

    /**
     * Compiles a graph with one output. Must run on a thread with one native thread: filters are laid out for it.
     *
     * @param operators by name
     * @param inputShape the sizes of its input, of one picture
     * @throws IllegalArgumentException with one line if a node is one that can't be computed
     */
    public static Compiled compile(Graph graph, Map<String, Operator> operators, long... inputShape) {
        GraphCompiler compiler = new GraphCompiler(graph, operators);
        try (PointerScope scope = new PointerScope()) {
            compiler.samples.put(graph.input(), Tensors.zeros(inputShape));
            return compiler.compile();
        } catch (RuntimeException | Error e) {
            compiler.steps.forEach(step -> step.operation().close());
            throw e;
        }
    }

    private Compiled compile() {
        for (Node node : graph.nodes()) {
            try {
                add(node);
            } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException(node.label() + ": " + e.getMessage(), e);
            } catch (RuntimeException e) {
                // libtorch says more than a line; the first one has the reason.
                String reason =
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                throw new IllegalArgumentException(node.label() + " can't be computed: " + reason, e);
            }
        }
        String output = graph.outputs().get(0);
        Integer slot = slots.get(output);
        if (slot == null) {
            throw new IllegalArgumentException("the output \"" + output + "\" does not depend on the picture");
        }
        Tensor sample = Objects.requireNonNull(samples.get(output));
        List<Long> shape = new ArrayList<>();
        for (long side : sample.sizes().vec().get()) {
            shape.add(side);
        }
        return new Compiled(new GraphStage(withLastUses(slot), count, slot), List.copyOf(shape));
    }

    private void add(Node node) {
        Operator operator = operators.get(node.operator());
        if (operator == null) {
            throw new IllegalArgumentException("there is no such operator here");
        }
        boolean folds = node.inputs().stream().noneMatch(slots::containsKey);
        List<Site.Value> values = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            values.add(value(node.inputs().get(i), folds && i < operator.dataInputs()));
        }
        Operation operation = operator.compile(new Site(node, graph.opset(), values));
        if (operation instanceof Fixed fixed) {
            constants.put(node.outputs().get(0), fixed.value());
        } else if (operation instanceof Unchanged && !folds) {
            alias(node);
        } else {
            run(node, operation, values, folds);
        }
    }

    private Site.Value value(String name, boolean data) {
        Constant constant = constants.get(name);
        Tensor sample = constant != null && data ? Constants.tensor(constant) : samples.get(name);
        return new Site.Value(constant, sample);
    }

    private void alias(Node node) {
        String input = node.inputs().get(0);
        define(
                node.outputs().get(0),
                Objects.requireNonNull(slots.get(input)),
                Objects.requireNonNull(samples.get(input)));
    }

    private void define(String name, int slot, Tensor sample) {
        if (!name.isEmpty()) {
            slots.put(name, slot);
            samples.put(name, sample);
        }
    }

    private void run(Node node, Operation operation, List<Site.Value> values, boolean folds) {
        List<Tensor> inputs = new ArrayList<>();
        List<Integer> from = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Tensor sample = values.get(i).sample();
            if (sample != null) {
                inputs.add(sample);
                from.add(slots.getOrDefault(node.inputs().get(i), -1));
            }
        }
        if (!folds) {
            // Before it runs, so that it is closed if that fails.
            steps.add(new GraphStage.Step(node.operator(), operation, from, List.of(), List.of()));
        }
        List<Tensor> outputs = operation.forward(inputs, Tape.none()).outputs();
        List<Integer> to = new ArrayList<>();
        for (int i = 0; i < node.outputs().size(); i++) {
            String name = node.outputs().get(i);
            if (i >= outputs.size() && !name.isEmpty()) {
                throw new IllegalArgumentException("its output " + (i + 1) + " is not computed here");
            }
            if (folds && !name.isEmpty()) {
                constants.put(name, Constants.of(outputs.get(i)));
            } else if (!folds && i < outputs.size()) {
                to.add(count);
                define(name, count++, outputs.get(i));
            }
        }
        if (folds) {
            operation.close();
        } else {
            steps.set(steps.size() - 1, new GraphStage.Step(node.operator(), operation, from, to, List.of()));
        }
    }

    /** Returns the steps, each with the values that nobody takes after it. */
    private List<GraphStage.Step> withLastUses(int output) {
        List<GraphStage.Step> all = new ArrayList<>();
        Set<Integer> later = new HashSet<>(Set.of(output));
        for (int i = steps.size() - 1; i >= 0; i--) {
            GraphStage.Step step = steps.get(i);
            List<Integer> last = new ArrayList<>();
            List<Integer> touched = new ArrayList<>(step.inputs());
            touched.addAll(step.outputs());
            for (int slot : touched) {
                if (later.add(slot)) {
                    last.add(slot);
                }
            }
            all.add(0, new GraphStage.Step(step.operator(), step.operation(), step.inputs(), step.outputs(), last));
        }
        return all;
    }
}
