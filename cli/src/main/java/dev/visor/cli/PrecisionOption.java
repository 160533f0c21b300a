package dev.visor.cli;

import dev.visor.network.Architectures;
import dev.visor.store.machine.Processor;
import dev.visor.torch.Precision;
import picocli.CommandLine.Option;

/** The numbers that gradients are computed in. */
final class PrecisionOption {

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            description =
                    "The numbers that gradients are computed in: float32, bfloat16, or auto for bfloat16 with vgg16"
                            + " where the processor has it (default: ${DEFAULT-VALUE}).")
    private Precision name = Precision.FLOAT32;

    /** Returns the precision for a backbone, never {@link Precision#AUTO}. */
    Precision precision(String backbone) {
        return Architectures.named(backbone).resolve(name, Processor.computesBfloat16());
    }
}
