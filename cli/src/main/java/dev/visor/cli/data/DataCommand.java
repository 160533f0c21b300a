package dev.visor.cli.data;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Data sets of faces. */
@Command(
        name = "data",
        description = "Makes folders of faces of published data sets, and checks folders of faces.",
        subcommands = {DataPubFigCommand.class, DataLfwCommand.class, DataCheckCommand.class})
public final class DataCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: pubfig, lfw or check");
    }
}
