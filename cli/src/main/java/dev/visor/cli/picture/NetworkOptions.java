package dev.visor.cli.picture;

import dev.visor.cli.console.Console;
import dev.visor.device.Compute;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.network.Preprocessing;
import dev.visor.network.imported.InputGuess;
import dev.visor.store.enrollment.GalleryFile;
import dev.visor.store.enrollment.OpenNetwork;
import dev.visor.store.network.NetworkChoice;
import dev.visor.store.network.NetworkFile;
import dev.visor.store.network.NetworkInput;
import dev.visor.store.network.OpenedNetwork;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network makes embeddings. */
final class NetworkOptions {

    private static final int ARCFACE_SIDE = 112;
    private static final int DLIB_SIDE = 150;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            order = 20,
            completionCandidates = Names.class,
            description =
                    "The network: ${COMPLETION-CANDIDATES}, or an ONNX or TorchScript file (default: that of the gallery, or"
                            + " resnet29 without one).")
    private String network = "";

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            order = 21,
            description = "Its weights as safetensors (default: the embedded ones).")
    private String weights = "";

    @Option(
            names = "--input",
            paramLabel = "TEXT",
            order = 22,
            description =
                    "What is done to pictures before a network of a file, like \"RGB, (x-127.5)/127.5\" (default: that"
                            + " of the gallery, or guessed).")
    private @Nullable String input;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            order = 23,
            description = "The output of a network of a file with the features, if there are several.")
    private @Nullable String output;

    /** The names of all networks. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Architectures.names().iterator();
        }
    }

    /** Returns what photographs become for the network, if nothing else says so. */
    FaceFormat usualFaces() throws IOException {
        Architecture architecture = architecture(Architectures.RESNET29.name());
        int side = ARCFACE_SIDE;
        if (architecture instanceof NetworkFile file) {
            List<Integer> sides = file.open(Optional.empty(), output == null ? "" : output)
                    .fixedSize()
                    .orElse(List.of(side, side));
            return new FaceFormat(Alignment.ARCFACE, sides.get(0), sides.get(1));
        }
        return architecture.equals(Architectures.RESNET29)
                ? new FaceFormat(Alignment.DLIB, DLIB_SIDE, DLIB_SIDE)
                : new FaceFormat(Alignment.ARCFACE, side, side);
    }

    /** Opens the network for pictures of one kind, and notes what was guessed. */
    OpenNetwork open(FaceFormat faces, Compute compute, Console console) throws IOException {
        OpenNetwork open = open(architecture(Architectures.RESNET29.name()), faces, given(), output, compute);
        open.imported()
                .flatMap(network -> network.guess().map(InputGuess::reason))
                .ifPresent(reason -> console.note("note: what is done to pictures is guessed ("
                        + open.imported().orElseThrow().preprocessing().text() + "), because " + reason
                        + "; --input gives another"));
        return open;
    }

    /** Opens the network that people were enrolled with. */
    OpenNetwork open(GalleryFile gallery, Compute compute) throws IOException {
        Architecture architecture = architecture(gallery.network());
        if (network.isEmpty() && architecture instanceof NetworkFile file && !Files.exists(Path.of(file.path()))) {
            throw new IllegalArgumentException(
                    "--network is missing: the gallery was enrolled with the file " + gallery.network());
        }
        NetworkInput enrolled =
                gallery.input() == null ? null : NetworkInput.given(Preprocessing.parse(gallery.input()));
        check("input", given() == null ? null : given().preprocessing().text(), gallery.input());
        check("output", output, gallery.output());
        OpenNetwork open = open(architecture, gallery.faces(), enrolled, gallery.output(), compute);
        try {
            gallery.check(architecture, open.embedder());
            return open;
        } catch (IllegalArgumentException e) {
            open.close();
            throw e;
        }
    }

    private static void check(String option, @Nullable String given, @Nullable String enrolled) {
        if (given != null && !given.equals(enrolled)) {
            throw new IllegalArgumentException("illegal --" + option + ": " + given + ", the gallery was enrolled with "
                    + (enrolled == null ? "none" : enrolled));
        }
    }

    /** Returns the output that was asked for, if one was. */
    @Nullable
    String output() {
        return output;
    }

    private @Nullable NetworkInput given() {
        return input == null ? null : NetworkInput.given(Preprocessing.parse(input));
    }

    private Architecture architecture(String otherwise) {
        String name = network.isEmpty() ? otherwise : network;
        return name.matches(".*[./\\\\].*") ? new NetworkFile(name) : Architectures.named(name);
    }

    private OpenNetwork open(
            Architecture architecture,
            FaceFormat faces,
            @Nullable NetworkInput before,
            @Nullable String features,
            Compute compute)
            throws IOException {
        if (weights.isEmpty() && !architecture.hasEmbeddedWeights()) {
            throw new IllegalArgumentException(
                    "--weights is missing: " + architecture.name() + " has no embedded weights");
        }
        NetworkChoice choice = new NetworkChoice(
                architecture,
                weights.isEmpty() ? OpenedNetwork.EMBEDDED : weights,
                Precision.FLOAT32,
                before,
                features);
        return OpenNetwork.open(choice, faces, compute);
    }
}
