package dev.visor.cli.weights;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.cli.console.Table;
import dev.visor.network.NamedTensors;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looking at weights. */
@Command(name = "info", description = "Shows what a safetensors file holds.")
final class WeightsInfoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        LoadedWeights weights = LoadedWeights.read(file);
        NamedTensors tensors = weights.tensors();
        Console console = Console.of(spec);
        console.print("SHA-256 %s%n", weights.sha256());
        tensors.metadata().forEach((key, value) -> console.print("%s: %s%n", key, value.strip()));
        Table table = new Table("tensor", "shape");
        tensors.names().forEach(name -> table.row(name, tensors.shape(name)));
        table.print(console);
        return 0;
    }
}
