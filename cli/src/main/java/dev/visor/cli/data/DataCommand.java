package dev.visor.cli.data;

import dev.visor.cli.console.HelpOptions;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Data sets of faces. */
@Command(
        name = "data",
        description = "Makes folders of faces of photographs and of published data sets, and checks folders of faces.",
        subcommands = {DataPubFigCommand.class, DataLfwCommand.class, DataAlignCommand.class, DataCheckCommand.class})
public final class DataCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: pubfig, lfw, align or check");
    }
}
