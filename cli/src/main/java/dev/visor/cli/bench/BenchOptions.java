package dev.visor.cli.bench;

import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which networks are measured. */
final class BenchOptions {

    private static final int LEAST_SIZE = 64;
    private static final int MOST_SIZE = 512;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            order = 1,
            completionCandidates = Names.class,
            description = "The network: ${COMPLETION-CANDIDATES} (default: all).")
    private String network = "";

    @Option(
            names = "--weights",
            order = 2,
            paramLabel = "FILE",
            description = "Its weights as safetensors (default: embedded ones, or drawn ones, which are as fast).")
    private String weights = "";

    @Option(
            names = "--size",
            order = 4,
            paramLabel = "PIXELS",
            description = "The side of the pictures (default: the usual sizes of the network).")
    private @Nullable Integer size;

    /** The names of all networks. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Architectures.names().iterator();
        }
    }

    /** Returns whether none of the options is given. */
    boolean areLeftOut() {
        return network.isEmpty() && weights.isEmpty() && size == null;
    }

    /** Returns the networks, checked as far as their weights need not be read. */
    List<BenchNetwork> networks() {
        if (!weights.isEmpty() && network.isEmpty()) {
            throw new IllegalArgumentException("--weights needs --network: weights belong to one network");
        }
        if (size != null && (size < LEAST_SIZE || size > MOST_SIZE)) {
            throw new IllegalArgumentException(
                    "illegal --size: " + size + ", must be in [" + LEAST_SIZE + ", " + MOST_SIZE + "]");
        }
        Optional<Path> file = weights.isEmpty() ? Optional.empty() : Optional.of(Path.of(weights));
        List<BenchNetwork> networks = new ArrayList<>();
        for (Architecture architecture :
                network.isEmpty() ? Architectures.all() : List.of(Architectures.named(network))) {
            for (int side : size == null ? architecture.usualSizes() : List.of(size)) {
                networks.add(new BenchNetwork(architecture, side, file));
            }
        }
        return networks;
    }
}
