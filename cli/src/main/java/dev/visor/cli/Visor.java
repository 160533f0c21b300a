package dev.visor.cli;

import dev.visor.cli.bench.BenchCommand;
import dev.visor.cli.console.Table;
import dev.visor.cli.data.DataCommand;
import dev.visor.cli.evidence.EvidenceCommand;
import dev.visor.cli.picture.DefendCommand;
import dev.visor.cli.picture.InspectCommand;
import dev.visor.cli.results.CompareCommand;
import dev.visor.cli.results.ExportCommand;
import dev.visor.cli.run.AttackCommand;
import dev.visor.cli.run.DemoCommand;
import dev.visor.cli.run.EvaluateCommand;
import dev.visor.cli.run.ReportCommand;
import dev.visor.cli.run.RunCommand;
import dev.visor.cli.run.SchemaCommand;
import dev.visor.cli.run.SettingCommand;
import dev.visor.cli.run.TrainCommand;
import dev.visor.cli.run.TuneCommand;
import dev.visor.cli.weights.WeightsCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Predicate;
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
            TrainCommand.class,
            AttackCommand.class,
            TuneCommand.class,
            EvaluateCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ExportCommand.class,
            EvidenceCommand.class,
            DefendCommand.class,
            InspectCommand.class,
            DataCommand.class,
            WeightsCommand.class,
            SchemaCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        description = {
            "Red-teams face recognition with adversarial accessories and puts a defense in front of it.",
            "Use it only on systems that you own or may test, and on pictures that you may use."
        },
        footer = {"", "Exit codes: 0 done, 1 a fault of the program, 2 bad input, 3 a check did not pass."})
final class Visor implements Runnable {

    private static final int LONGEST_OPTION = 26;

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

    /** Returns the command line with all its commands and all their options. */
    static CommandLine commandLine() {
        return commandLine(command -> true);
    }

    /** Returns the command line; only commands that the arguments name have options for settings, which take a moment. */
    static CommandLine commandLine(String... args) {
        return commandLine(List.of(args)::contains);
    }

    private static CommandLine commandLine(Predicate<String> needed) {
        CommandLine program = new CommandLine(new Visor());
        SettingCommand.addOptions(program, needed);
        explain(program);
        Errors errors = new Errors();
        return program.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Table.WIDTH)
                .setUsageHelpLongOptionsMaxWidth(LONGEST_OPTION)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExecutionStrategy(errors);
    }

    /** Makes help list options in the order of their use. */
    private static void explain(CommandLine command) {
        command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
        command.getSubcommands().values().forEach(Visor::explain);
    }

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        CommandLine program;
        try {
            program = commandLine(args);
        } catch (IllegalArgumentException | LinkageError e) {
            // A plugin on the class path is broken.
            return new Errors().handle(e, new PrintWriter(System.err, true), false);
        }
        return program.execute(args);
    }
}
