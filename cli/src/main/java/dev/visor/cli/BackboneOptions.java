package dev.visor.cli;

import dev.visor.store.experiment.BackboneSource;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which frozen network is used, and how it computes. */
final class BackboneOptions {

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            defaultValue = "resnet29",
            description = "The frozen network: resnet29 or vgg16 (default: ${DEFAULT-VALUE}).")
    private String name = "resnet29";

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "The backbone's weights as safetensors (default: the embedded ones of resnet29).")
    private String weights = "";

    @Mixin
    private PrecisionOption precision = new PrecisionOption();

    /** Returns the backbone. */
    BackboneSource source() {
        return new BackboneSource(
                name,
                weights.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Path.of(weights).toAbsolutePath().normalize()),
                precision.precision(name));
    }
}
