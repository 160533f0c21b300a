package dev.visor.store.network;

import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.network.Architecture;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.network.graph.Graph;
import dev.visor.network.graph.GraphRuntime;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.network.internal.Stage;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.network.onnx.OnnxFile;
import dev.visor.store.network.onnx.OnnxRuntimeGraph;
import dev.visor.store.network.torchscript.TorchScriptFile;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network in a file, ONNX or traced TorchScript, that was not read yet: what a setting names. {@link #open} reads it.
 *
 * <p>Its format is recognized by its first bytes. Files of one path are equal.
 *
 * <p>Thread-safe. Nothing that can be observed changes; whether it is a black box is found out when that is first asked.
 */
public final class NetworkFile implements Architecture {

    private static final String ZIP = "PK\u0003\u0004";
    private static final int USUAL = 112;

    private final String path;
    /** By the output with the features. */
    private final Map<String, Boolean> blackBoxes = new ConcurrentHashMap<>();

    /**
     * Names a network.
     *
     * @param path of the file
     */
    public NetworkFile(String path) {
        this.path = path;
    }

    /** Returns the path of the file. */
    public String path() {
        return path;
    }

    /**
     * Reads the graph.
     *
     * @throws IOException with one line naming the file if it cannot be read, is damaged or no network
     */
    public Graph graph() throws IOException {
        Path file = Path.of(path);
        return isArchive() ? TorchScriptFile.read(file) : OnnxFile.read(file);
    }

    private boolean isArchive() throws IOException {
        Path file = Path.of(path);
        ReadableFile.check(file, path);
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(ZIP.length()), StandardCharsets.ISO_8859_1).equals(ZIP);
        }
    }

    /**
     * Reads the network.
     *
     * @param input what is done to pictures before; if it is not known, it is guessed
     * @param output the name of the output with the features; empty if there is one alone
     * @throws IOException with one line naming the file if it cannot be read, is damaged, or a network that can't be
     *     computed here
     */
    public ImportedNetwork open(Optional<Preprocessing> input, String output) throws IOException {
        Graph graph = graph();
        if (!output.isEmpty() && !graph.outputs().contains(output)) {
            throw new IOException(path + ": has no output \"" + output + "\", must be one of " + graph.outputs());
        }
        try {
            Graph chosen = output.isEmpty() ? graph : graph.only(output);
            if (isArchive()) {
                return ImportedNetwork.of(name(), chosen, input);
            }
            return ImportedNetwork.unsupported(chosen).isEmpty()
                    ? computed(chosen, input)
                    : blackBox(
                            chosen,
                            input,
                            "operators that are not supported: " + ImportedNetwork.unsupportedInWords(chosen));
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(path, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Returns whether the network is a black box: an ONNX file with operators, or uses of them, that have no gradient here. A
     * file that can't be read is none; {@link #open} says why. The file is read once.
     *
     * @param output the name of the output with the features; empty if there is one alone
     */
    public boolean isBlackBox(String output) {
        return blackBoxes.computeIfAbsent(output, this::findBlackBox);
    }

    private boolean findBlackBox(String output) {
        try {
            return !isArchive() && !open(Optional.empty(), output).hasGradients();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the network on the layers of this library; if they can't compute it and ONNX Runtime can, a black box. */
    private ImportedNetwork computed(Graph graph, Optional<Preprocessing> input) {
        ImportedNetwork network = ImportedNetwork.of(name(), graph, input).answeredBy(() -> answers(graph));
        Optional<String> problem = network.trial();
        if (problem.isEmpty()) {
            return network;
        }
        try {
            ImportedNetwork blackBox =
                    blackBox(graph, input, "operators that are not supported as they are used here: " + problem.get());
            List<Integer> size = blackBox.fixedSize().orElse(List.of(USUAL, USUAL));
            blackBox.featureCount(size.get(0), size.get(1));
            return blackBox;
        } catch (IllegalArgumentException e) {
            return network; // which says what is wrong when it is asked for its layers
        }
    }

    private ImportedNetwork blackBox(Graph graph, Optional<Preprocessing> input, String obstacle) {
        ImportedNetwork network = ImportedNetwork.blackBox(name(), graph, input, obstacle, () -> {
            try {
                return openRuntime(graph);
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
        try {
            openRuntime(graph).close();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "it has " + obstacle + "; it is no black box either, because " + reason(e), e);
        }
        return network;
    }

    private String reason(IOException e) {
        String reason = String.valueOf(e.getMessage());
        return reason.startsWith(path + ": ") ? reason.substring(path.length() + 2) : reason;
    }

    private OnnxRuntimeGraph openRuntime(Graph graph) throws IOException {
        return OnnxRuntimeGraph.open(
                Path.of(path), graph.input(), graph.outputs().get(0));
    }

    /** Returns what answers instead of the layers; nothing for a file that ONNX Runtime refuses. */
    private Optional<GraphRuntime> answers(Graph graph) {
        try {
            return Optional.of(openRuntime(graph));
        } catch (IOException e) {
            // The layers of this library compute it too, only slower.
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }

    /** Returns true: its weights are in the file. */
    @Override
    public boolean hasEmbeddedWeights() {
        return true;
    }

    @Override
    public List<Integer> usualSizes() {
        throw unread();
    }

    @Override
    public int featureCount(int width, int height) {
        throw unread();
    }

    @Override
    public Color baseline(NamedTensors weights) {
        throw unread();
    }

    @Override
    public Stage input(NamedTensors weights, Alignment alignment, int width, int height) {
        throw unread();
    }

    @Override
    public List<Stage> layers(NamedTensors weights, Precision precision) {
        throw unread();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkFile file && path.equals(file.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return "NetworkFile[" + path + "]";
    }

    private IllegalStateException unread() {
        return new IllegalStateException(path + " was not read yet");
    }
}
