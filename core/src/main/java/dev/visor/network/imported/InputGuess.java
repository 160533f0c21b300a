package dev.visor.network.imported;

import dev.visor.network.Preprocessing;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.network.graph.Constant;
import dev.visor.network.graph.Graph;
import dev.visor.network.graph.Node;
import java.util.List;
import java.util.Set;

/**
 * What a network expects of its pictures, where nobody says it. A network that begins with arithmetic on the picture, or
 * with a normalization, takes pixels as they are. Others were most often trained on {@code (x - 127.5) / 127.5}, in RGB,
 * as ArcFace's are.
 *
 * @param preprocessing what is guessed
 * @param reason why, in words
 */
public record InputGuess(Preprocessing preprocessing, String reason) {

    private static final Set<String> ARITHMETIC = Set.of("Sub", "Add", "Mul", "Div", "BatchNormalization");
    private static final Set<String> PASSING = Set.of("Identity", "Cast", "Transpose", "Dropout");

    /** Guesses from the first operators. */
    public static InputGuess of(Graph graph) {
        String value = graph.input();
        for (Node node : graph.nodes()) {
            if (!node.inputs().contains(value)) {
                continue;
            }
            if (ARITHMETIC.contains(node.operator()) && node.inputs().get(0).equals(value)) {
                return new InputGuess(
                        uniform(0, 1),
                        "it begins with " + node.operator() + ", so it takes pixels from 0 to 255 as they are");
            }
            if (!PASSING.contains(node.operator())) {
                break;
            }
            value = node.outputs().get(0);
        }
        return new InputGuess(
                uniform(127.5, 127.5), "it begins with no arithmetic on the picture, as networks of ArcFace's kind do");
    }

    private static Preprocessing uniform(double mean, double scale) {
        return new Preprocessing(ChannelOrder.RGB, List.of(mean, mean, mean), List.of(scale, scale, scale));
    }

    /** Returns the pixel value that the first subtraction takes to zero, in [0, 255]; 0 if there is none. */
    static double center(Graph graph) {
        for (Node node : graph.nodes()) {
            if (node.inputs().contains(graph.input())) {
                Constant constant = node.inputs().size() == 2
                        ? graph.constants().get(node.inputs().get(1))
                        : null;
                double value = constant != null
                                && constant.count() == 1
                                && node.operator().equals("Sub")
                        ? constant.floats()[0]
                        : 0;
                return value >= 0 && value <= 255 ? value : 0;
            }
        }
        return 0;
    }
}
