package dev.visor.cli;

import dev.visor.cli.bench.BenchCommand;
import dev.visor.cli.data.DataCommand;
import dev.visor.cli.run.DemoCommand;
import dev.visor.cli.run.ReportCommand;
import dev.visor.cli.run.RunCommand;
import dev.visor.cli.weights.WeightsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The visor command. */
@Command(
        name = "visor",
        versionProvider = VersionLines.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ReportCommand.class,
            DataCommand.class,
            WeightsCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        description = {
            "Red-teams face recognition with adversarial accessories and puts a defense in front of it.",
            "Use it only on systems that you own or may test, and on pictures that you may use."
        },
        footer = {"", "Exit codes: 0 done, 1 a fault of the program, 2 bad input."})
final class Visor implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the versions of Visor and its libraries.")
    private boolean version;

    private Visor() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Missing command: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    /** Returns the command line with all its commands. */
    static CommandLine commandLine() {
        return new CommandLine(new Visor())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Errors())
                .setExecutionExceptionHandler(new Errors());
    }

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
