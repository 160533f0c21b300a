package dev.visor.cli.weights;

import dev.visor.cli.console.Console;
import dev.visor.network.NamedTensors;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The weights of backbones. */
@Command(
        name = "weights",
        subcommands = {WeightsFetchCommand.class, WeightsImportCommand.class},
        description = "Fetches, converts and shows the weights of backbones.")
public final class WeightsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: fetch, import or info");
    }

    @Command(name = "info", description = "Shows what a safetensors file holds.")
    int info(
            @Parameters(paramLabel = "FILE", description = "The file.") Path file,
            @Option(names = "--verbose", description = "Show where an error comes from.") boolean verbose)
            throws IOException {
        LoadedWeights weights = LoadedWeights.read(file);
        NamedTensors tensors = weights.tensors();
        Console console = Console.of(spec);
        console.print("SHA-256 %s%n", weights.sha256());
        tensors.metadata().forEach((key, value) -> console.print("%s: %s%n", key, value.strip()));
        for (String name : tensors.names()) {
            console.print("%-44s %s%n", name, tensors.shape(name));
        }
        return 0;
    }
}
