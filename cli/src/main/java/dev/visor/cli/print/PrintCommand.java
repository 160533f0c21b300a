package dev.visor.cli.print;

import dev.visor.cli.console.HelpOptions;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Accessories on paper. */
@Command(
        name = "print",
        description = "Writes sheets of accessories at true size, and calibrates a printer and a camera.",
        subcommands = {PrintSheetCommand.class, PrintChartCommand.class, PrintCalibrateCommand.class})
public final class PrintCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: sheet, chart or calibrate");
    }
}
