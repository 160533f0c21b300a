package dev.visor.store.network;

import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.store.file.Sha256;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network with its weights, wherever it is from: built in, with weights of its own or those of a file, or all of it in a
 * file.
 *
 * @param architecture never a {@link NetworkFile}
 * @param weights what the architecture takes its weights from, and the SHA-256 of the file
 * @param source the file to name when they don't fit; empty for embedded weights
 */
public record OpenedNetwork(Architecture architecture, LoadedWeights weights, String source) {

    /** The word for weights that come with the network. */
    public static final String EMBEDDED = "embedded";

    /**
     * Opens a network.
     *
     * @param network a built-in one, or a {@link NetworkFile}
     * @param weights a file of weights as safetensors, or the word {@value #EMBEDDED}
     * @param input what is done to pictures before a network of a file; null to guess it
     * @param output the output with the features of a network of a file; null if there is one alone
     * @throws IOException with one line naming the file that can't be read
     */
    public static OpenedNetwork of(
            Architecture network, String weights, @Nullable NetworkInput input, @Nullable String output)
            throws IOException {
        if (network instanceof NetworkFile file) {
            Architecture imported = file.open(
                    Optional.ofNullable(input).map(NetworkInput::preprocessing), output == null ? "" : output);
            NamedTensors none = NamedTensors.builder().build();
            return new OpenedNetwork(imported, new LoadedWeights(none, Sha256.of(Path.of(file.path()))), file.path());
        }
        return weights.equals(EMBEDDED)
                ? new OpenedNetwork(network, EmbeddedWeights.of(network), "")
                : new OpenedNetwork(network, LoadedWeights.read(Path.of(weights)), weights);
    }

    /**
     * Makes a backbone for faces of one size and alignment.
     *
     * @throws IOException with one line naming the file if its weights are those of another network, or an operator of it
     *     can't be computed
     */
    public Backbone backbone(FaceFormat faces, Engine engine) throws IOException {
        if (faces.margin() > 0) {
            throw new IllegalArgumentException("illegal margin of the faces: " + faces.margin()
                    + " pixels, must be 0 for a network, which takes faces without their surroundings");
        }
        architecture.checkSize(faces.width(), faces.height());
        try {
            return Backbone.load(
                    architecture,
                    weights.tensors(),
                    weights.sha256(),
                    faces.alignment(),
                    faces.width(),
                    faces.height(),
                    engine);
        } catch (IllegalArgumentException e) {
            if (source.isEmpty()) {
                throw e;
            }
            String problem = architecture instanceof ImportedNetwork
                    ? ""
                    : "must hold the weights of " + architecture.name() + ", but ";
            throw new IOException(source + ": " + problem + e.getMessage(), e);
        }
    }

    /**
     * Returns what is done to pictures, as settings that name it: what was given, or what is guessed from the graph. Null
     * for a network that is not in a file.
     *
     * @throws IOException with one line naming the file that can't be read
     */
    public static @Nullable NetworkInput input(
            Architecture network, @Nullable NetworkInput given, @Nullable String output) throws IOException {
        if (given != null || !(network instanceof NetworkFile file)) {
            return given;
        }
        return NetworkInput.guessed(
                file.open(Optional.empty(), output == null ? "" : output).preprocessing());
    }
}
