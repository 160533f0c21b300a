package dev.visor.cli;

import dev.visor.recognition.Backbone;
import dev.visor.store.experiment.BackboneSource;
import dev.visor.store.machine.Processor;
import dev.visor.torch.Precision;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which frozen network is used, and how it computes. */
final class BackboneOptions {

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            defaultValue = Backbone.RESNET29,
            description = "The frozen network: resnet29 or vgg16 (default: ${DEFAULT-VALUE}).")
    private String name = Backbone.RESNET29;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "The backbone's weights as safetensors (default: the embedded ones of resnet29).")
    private String weights = "";

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            description = "The numbers that the gradients of vgg16 are computed in: float32, bfloat16, or auto for"
                    + " bfloat16 where the processor has it (default: ${DEFAULT-VALUE}).")
    private Precision precision = Precision.FLOAT32;

    /** Returns the backbone. */
    BackboneSource source() {
        return new BackboneSource(
                name,
                weights.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Path.of(weights).toAbsolutePath().normalize()),
                precision.on(Processor.computesBfloat16()));
    }
}
