package dev.visor.cli.bench;

import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which networks are measured. */
final class BenchOptions {

    private static final int LEAST_SIZE = 64;
    private static final int MOST_SIZE = 512;

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            description = "The frozen network: resnet29 or vgg16 (default: both).")
    private String backbone = "";

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "The backbone's weights as safetensors (default: the embedded ones of resnet29, and drawn ones"
                            + " for vgg16, which change nothing about its speed).")
    private String weights = "";

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "The side of the pictures (default: 150 for resnet29, 112 and then 224 for vgg16).")
    private @Nullable Integer size;

    /** Returns the networks, checked as far as their weights need not be read. */
    List<BenchNetwork> networks() {
        if (!weights.isEmpty() && backbone.isEmpty()) {
            throw new IllegalArgumentException("--weights needs --backbone: weights belong to one network");
        }
        if (size != null && (size < LEAST_SIZE || size > MOST_SIZE)) {
            throw new IllegalArgumentException(
                    "illegal --size: " + size + ", must be in [" + LEAST_SIZE + ", " + MOST_SIZE + "]");
        }
        Optional<Path> file = weights.isEmpty() ? Optional.empty() : Optional.of(Path.of(weights));
        List<BenchNetwork> networks = new ArrayList<>();
        for (Architecture architecture :
                backbone.isEmpty() ? Architectures.all() : List.of(Architectures.named(backbone))) {
            for (int side : size == null ? architecture.usualSizes() : List.of(size)) {
                networks.add(new BenchNetwork(architecture, side, file));
            }
        }
        return networks;
    }
}
