package dev.visor.store.network;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.network.Architecture;
import dev.visor.run.IllegalSettingException;
import dev.visor.setting.Setting;
import dev.visor.setting.Type;
import dev.visor.store.machine.Processor;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frozen network that a system rests on: what the settings of such systems have in common.
 *
 * @param network a built-in one, or one in an ONNX or TorchScript file
 * @param weights a file of its weights as safetensors, or the word {@value OpenedNetwork#EMBEDDED}
 * @param precision the numbers that gradients are computed in
 * @param input what is done to pictures before a network of a file; null to guess it
 * @param output the output with the features of a network of a file; null if there is one alone
 */
public record NetworkChoice(
        Architecture network,
        String weights,
        Precision precision,
        @Nullable NetworkInput input,
        @Nullable String output) {

    /** The row of {@link #network}. */
    public static final Setting NETWORK =
            Setting.of("network", new NetworkType(), "the frozen network: a name, or an ONNX or TorchScript file");

    /** The row of {@link #weights}. */
    public static final Setting WEIGHTS = Setting.of(
            "weights", Type.pathOr(OpenedNetwork.EMBEDDED), "its weights as safetensors, or the word embedded");

    /** The row of {@link #precision}. */
    public static final Setting PRECISION =
            Setting.of("precision", Type.word(Precision.class), "numbers that gradients are computed in");

    /** The row of {@link #input}. */
    public static final Setting INPUT = Setting.of(
            "input",
            Type.optional(NetworkInput.SETTINGS),
            "what is done to pictures before a network of a file (default: guessed from its graph)");

    /** The row of {@link #output}. */
    public static final Setting OUTPUT =
            Setting.of("output", Type.optional(Type.line()), "the output with the features, if there are several");

    /** Checks that there are weights, and that what belongs to a network of a file goes with one. */
    public NetworkChoice {
        boolean file = network instanceof NetworkFile;
        check(file || input == null, "input", "set", "left out, because " + network.name() + " is not in a file");
        check(file || output == null, "output", "set", "left out, because " + network.name() + " is not in a file");
        check(
                !file || weights.equals(OpenedNetwork.EMBEDDED),
                "weights",
                weights,
                "left out, because the network's file has them");
        check(
                !file || precision != Precision.BFLOAT16,
                "precision",
                "bfloat16",
                "float32 or auto for a network of a file");
        check(
                !weights.equals(OpenedNetwork.EMBEDDED) || network.hasEmbeddedWeights(),
                "weights",
                weights,
                "a file, because " + network.name() + " has no embedded weights");
    }

    /** Returns the same network with its precision and the input of its file resolved. */
    public NetworkChoice resolved() {
        try {
            return new NetworkChoice(
                    network,
                    weights,
                    network.resolve(precision, Processor.computesBfloat16()),
                    OpenedNetwork.input(network, input, output),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Returns what the size of pictures must be instead, if the network does not take pictures of this size. */
    public Optional<String> refusal(int width, int height) {
        try {
            network.checkSize(width, height);
            return Optional.empty();
        } catch (IllegalSettingException e) {
            return Optional.of(e.range());
        }
    }

    /**
     * Reads the network.
     *
     * @throws IOException with one line naming the file that can't be read
     */
    public OpenedNetwork open() throws IOException {
        return OpenedNetwork.of(network, weights, input, output);
    }
}
