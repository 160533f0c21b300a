package dev.visor.network.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds each padding with zeros into the convolution behind it, where nothing else takes what the padding makes. */
public final class PadFolding {

    private static final int SIDES = 8;

    private PadFolding() {}

    /** Returns a graph that computes the same. */
    public static Graph apply(Graph graph) {
        Map<String, Integer> uses = new HashMap<>();
        graph.nodes().forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
        graph.outputs().forEach(output -> uses.merge(output, 1, Integer::sum));
        Map<String, Node> paddings = new HashMap<>();
        Map<Node, Node> replaced = new LinkedHashMap<>();
        List<Node> gone = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.operator().equals("Pad")
                    && uses.getOrDefault(node.outputs().get(0), 0) == 1) {
                paddings.put(node.outputs().get(0), node);
            }
            if (node.operator().equals("Conv")) {
                Node padding = paddings.get(node.inputs().get(0));
                if (padding != null) {
                    merge(padding, node, graph.constants()).ifPresent(merged -> {
                        replaced.put(node, merged);
                        gone.add(padding);
                    });
                }
            }
        }
        List<Node> nodes = graph.nodes().stream()
                .filter(node -> !gone.contains(node))
                .map(node -> replaced.getOrDefault(node, node))
                .toList();
        return new Graph(
                graph.format(),
                graph.opset(),
                graph.input(),
                graph.inputShape(),
                graph.outputs(),
                nodes,
                graph.constants());
    }

    private static Optional<Node> merge(Node padding, Node convolution, Map<String, Constant> constants) {
        Optional<long[]> amounts = padding.inputs().size() > 1
                ? Optional.ofNullable(constants.get(padding.inputs().get(1))).map(Constant::wholes)
                : padding.attributes().wholes("pads");
        boolean plain = padding.attributes().text("mode", "constant").equals("constant")
                && value(padding, constants) == 0
                && padding.inputs().size() < 4
                && convolution.attributes().text("auto_pad", "NOTSET").equals("NOTSET");
        if (!plain || amounts.isEmpty() || amounts.get().length != SIDES) {
            return Optional.empty();
        }
        long[] pads = amounts.get();
        boolean spatial = pads[0] == 0 && pads[1] == 0 && pads[4] == 0 && pads[5] == 0;
        long[] own = convolution.attributes().wholes("pads").orElse(new long[4]);
        if (!spatial || own.length != 4 || pads[2] < 0 || pads[3] < 0 || pads[6] < 0 || pads[7] < 0) {
            return Optional.empty();
        }
        List<String> inputs = new ArrayList<>(convolution.inputs());
        inputs.set(0, padding.inputs().get(0));
        return Optional.of(new Node(
                convolution.operator(),
                convolution.name(),
                inputs,
                convolution.outputs(),
                convolution
                        .attributes()
                        .withWholes(
                                "pads",
                                List.of(own[0] + pads[2], own[1] + pads[3], own[2] + pads[6], own[3] + pads[7]))));
    }

    private static float value(Node padding, Map<String, Constant> constants) {
        if (padding.inputs().size() < 3 || padding.inputs().get(2).isEmpty()) {
            return (float) padding.attributes().number("value", 0);
        }
        Constant constant = constants.get(padding.inputs().get(2));
        return constant == null || constant.count() != 1 ? Float.NaN : constant.floats()[0];
    }
}
