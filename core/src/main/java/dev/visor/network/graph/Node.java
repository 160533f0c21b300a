package dev.visor.network.graph;

import java.util.List;

/**
 * One operation of a graph. Immutable and thread-safe.
 *
 * @param operator the name of the operator, as ONNX calls it; those of other domains have the domain before it:
 *     {@code com.example.Rotate}
 * @param name for messages; may be empty
 * @param inputs names of values; an empty name stands for an input that is left out
 * @param outputs names of values; an empty name stands for an output that nobody needs
 */
public record Node(String operator, String name, List<String> inputs, List<String> outputs, Attributes attributes) {

    /** Copies the lists. */
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Returns what messages call it: its operator and its name, or else that of its output. */
    public String label() {
        String own = name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
        return own.isEmpty() ? operator : operator + " \"" + own + "\"";
    }
}
