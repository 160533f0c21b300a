package dev.visor.network.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A network as a graph of operators: each node computes values from those of earlier nodes, of constants and of the one
 * input, which takes pictures.
 *
 * <p>Immutable and thread-safe.
 *
 * @param format what the file was, in words: {@code ONNX, opset 11}
 * @param opset the version of ONNX's operators whose rules the nodes follow
 * @param input the name of the input
 * @param inputShape its sizes, batch first; {@value #FREE} where any is taken, and empty if the file does not say it
 * @param outputs the names of the outputs, at least one
 * @param nodes in an order in which each one's inputs are there
 * @param constants by name
 */
public record Graph(
        String format,
        int opset,
        String input,
        List<Long> inputShape,
        List<String> outputs,
        List<Node> nodes,
        Map<String, Constant> constants) {

    /** A size that is not fixed. */
    public static final long FREE = -1;

    /** Checks that every value has one origin that precedes its use. */
    public Graph {
        inputShape = List.copyOf(inputShape);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("the graph has no output");
        }
        Set<String> known = new HashSet<>(constants.keySet());
        known.add(input);
        for (Node node : nodes) {
            for (String value : node.inputs()) {
                if (!value.isEmpty() && !known.contains(value)) {
                    throw new IllegalArgumentException(
                            node.label() + " takes the value \"" + value + "\", which nothing before it makes");
                }
            }
            for (String value : node.outputs()) {
                if (!value.isEmpty() && !known.add(value)) {
                    throw new IllegalArgumentException("the value \"" + value + "\" is made more than once");
                }
            }
        }
        for (String output : outputs) {
            if (!known.contains(output)) {
                throw new IllegalArgumentException("nothing makes the output \"" + output + "\"");
            }
        }
    }

    /** Returns the same graph with one of its outputs alone, and only the nodes and constants that it needs. */
    public Graph only(String output) {
        Set<String> needed = new HashSet<>(Set.of(output));
        List<Node> kept = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (node.outputs().stream().anyMatch(needed::contains)) {
                kept.add(0, node);
                needed.addAll(node.inputs());
            }
        }
        Map<String, Constant> used = new LinkedHashMap<>(constants);
        used.keySet().retainAll(needed);
        return new Graph(format, opset, input, inputShape, List.of(output), kept, used);
    }

    /** Returns how many nodes there are of each operator, by its name. */
    public Map<String, Integer> operatorCounts() {
        Map<String, Integer> counts = new TreeMap<>();
        nodes.forEach(node -> counts.merge(node.operator(), 1, Integer::sum));
        return counts;
    }

    /** Returns the number of all values of its float constants. */
    public long parameterCount() {
        return constants.values().stream()
                .filter(constant -> !constant.isWhole())
                .mapToLong(Constant::count)
                .sum();
    }
}
