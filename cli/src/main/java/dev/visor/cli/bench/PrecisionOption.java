package dev.visor.cli.bench;

import dev.visor.network.Architecture;
import dev.visor.store.machine.Processor;
import dev.visor.torch.Precision;
import picocli.CommandLine.Option;

/** The numbers that gradients are computed in. */
final class PrecisionOption {

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            order = 3,
            defaultValue = "float32",
            description =
                    "The numbers that gradients are computed in: ${COMPLETION-CANDIDATES}. AUTO takes what suits the"
                            + " network if the processor has it (default: ${DEFAULT-VALUE}).")
    private Precision name = Precision.FLOAT32;

    /** Returns the precision for a network, never {@link Precision#AUTO}. */
    Precision precision(Architecture network) {
        return network.resolve(name, Processor.computesBfloat16());
    }
}
