package dev.visor.cli.picture;

import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.store.enrollment.GalleryFile;
import dev.visor.store.enrollment.OpenNetwork;
import dev.visor.store.network.NetworkChoice;
import dev.visor.store.network.NetworkFile;
import dev.visor.store.network.OpenedNetwork;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** Which network makes embeddings. */
final class NetworkOptions {

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

    /** The names of all networks. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Architectures.names().iterator();
        }
    }

    /** Opens the network for pictures of one kind. */
    OpenNetwork open(FaceFormat faces, int threads) throws IOException {
        return open(architecture(Architectures.RESNET29.name()), faces, threads);
    }

    /** Opens the network that people were enrolled with. */
    OpenNetwork open(GalleryFile gallery, int threads) throws IOException {
        Architecture architecture = architecture(gallery.network());
        OpenNetwork open = open(architecture, gallery.faces(), threads);
        try {
            gallery.check(architecture, open.embedder());
            return open;
        } catch (IllegalArgumentException e) {
            open.close();
            throw e;
        }
    }

    private Architecture architecture(String otherwise) {
        String name = network.isEmpty() ? otherwise : network;
        return name.matches(".*[./\\\\].*") ? new NetworkFile(name) : Architectures.named(name);
    }

    private OpenNetwork open(Architecture architecture, FaceFormat faces, int threads) throws IOException {
        if (weights.isEmpty() && !architecture.hasEmbeddedWeights()) {
            throw new IllegalArgumentException(
                    "--weights is missing: " + architecture.name() + " has no embedded weights");
        }
        NetworkChoice choice = new NetworkChoice(
                architecture, weights.isEmpty() ? OpenedNetwork.EMBEDDED : weights, Precision.FLOAT32, null, null);
        return OpenNetwork.open(choice, faces, threads);
    }
}
