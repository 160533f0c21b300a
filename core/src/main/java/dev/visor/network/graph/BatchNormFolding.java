package dev.visor.network.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds each batch normalization into the convolution before it: both are linear, so one convolution with other weights
 * does the same. Only where nothing else takes what the convolution makes, and all parameters are constants.
 */
public final class BatchNormFolding {

    private static final double DEFAULT_EPSILON = 1e-5;
    private static final int PARAMETERS = 4;

    private final Map<String, Constant> constants;
    private final Map<String, Integer> uses = new HashMap<>();

    private BatchNormFolding(Graph graph) {
        constants = new LinkedHashMap<>(graph.constants());
        graph.nodes().forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
        graph.outputs().forEach(output -> uses.merge(output, 1, Integer::sum));
    }

    /** Returns a graph that computes the same, up to rounding. */
    public static Graph apply(Graph graph) {
        return new BatchNormFolding(graph).fold(graph);
    }

    private Graph fold(Graph graph) {
        Map<String, Node> convolutions = new HashMap<>();
        Map<Node, Node> replaced = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.operator().equals("Conv")) {
                convolutions.put(node.outputs().get(0), node);
            }
            if (node.operator().equals("BatchNormalization") && !node.inputs().isEmpty()) {
                Node convolution = convolutions.get(node.inputs().get(0));
                if (convolution != null) {
                    merge(convolution, node).ifPresent(merged -> {
                        replaced.put(convolution, merged);
                        replaced.put(node, merged);
                    });
                }
            }
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Node merged = replaced.get(node);
            if (merged == null) {
                nodes.add(node);
            } else if (node.operator().equals("Conv")) {
                nodes.add(merged);
            }
        }
        return new Graph(
                graph.format(), graph.opset(), graph.input(), graph.inputShape(), graph.outputs(), nodes, constants);
    }

    private Optional<Node> merge(Node convolution, Node norm) {
        boolean hasBias =
                convolution.inputs().size() > 2 && !convolution.inputs().get(2).isEmpty();
        Constant weight = constants.get(convolution.inputs().get(1));
        Constant bias = hasBias ? constants.get(convolution.inputs().get(2)) : null;
        List<Constant> parameters = norm.inputs().stream()
                .skip(1)
                .map(constants::get)
                .filter(Objects::nonNull)
                .toList();
        boolean alone = uses.getOrDefault(norm.inputs().get(0), 0) == 1;
        if (!alone || weight == null || hasBias && bias == null || parameters.size() != PARAMETERS) {
            return Optional.empty();
        }
        int channels = weight.shape().isEmpty() ? 0 : weight.shape().get(0);
        if (channels == 0
                || parameters.stream().anyMatch(parameter -> parameter.count() != channels)
                || bias != null && bias.count() != channels) {
            return Optional.empty();
        }
        String name = norm.outputs().get(0);
        double epsilon = norm.attributes().number("epsilon", DEFAULT_EPSILON);
        ScaledFilters scaled = ScaledFilters.of(weight, bias, parameters, epsilon);
        constants.put(name + ".weight", scaled.weight());
        constants.put(name + ".bias", scaled.bias());
        return Optional.of(new Node(
                "Conv",
                convolution.name(),
                List.of(convolution.inputs().get(0), name + ".weight", name + ".bias"),
                List.of(name),
                convolution.attributes()));
    }

    /** A weight and a bias after a normalization with scale, shift, mean and variance. */
    private record ScaledFilters(Constant weight, Constant bias) {

        static ScaledFilters of(Constant weight, @Nullable Constant bias, List<Constant> parameters, double epsilon) {
            float[] scale = parameters.get(0).floats();
            float[] shift = parameters.get(1).floats();
            float[] mean = parameters.get(2).floats();
            float[] variance = parameters.get(3).floats();
            float[] old = weight.floats();
            float[] weights = new float[old.length];
            float[] biases = new float[scale.length];
            int size = old.length / scale.length;
            for (int channel = 0; channel < scale.length; channel++) {
                double factor = scale[channel] / Math.sqrt(variance[channel] + epsilon);
                for (int i = channel * size; i < (channel + 1) * size; i++) {
                    weights[i] = (float) (old[i] * factor);
                }
                double start = bias == null ? 0 : bias.floats()[channel];
                biases[channel] = (float) ((start - mean[channel]) * factor + shift[channel]);
            }
            return new ScaledFilters(
                    Constant.ofFloats(weights, weight.shape()), Constant.ofFloats(biases, List.of(biases.length)));
        }
    }
}
