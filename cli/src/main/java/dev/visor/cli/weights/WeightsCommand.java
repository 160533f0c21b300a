package dev.visor.cli.weights;

import dev.visor.cli.console.HelpOptions;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The weights of networks. */
@Command(
        name = "weights",
        subcommands = {WeightsFetchCommand.class, WeightsImportCommand.class, WeightsInfoCommand.class},
        description = "Fetches, converts and shows the weights of networks.")
public final class WeightsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: fetch, import or info");
    }
}
