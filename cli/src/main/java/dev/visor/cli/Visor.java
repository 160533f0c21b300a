package dev.visor.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The visor command. */
@Command(
        name = "visor",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            GauntletCommand.class,
            TrainCommand.class,
            AttackCommand.class,
            TuneCommand.class,
            EvaluateCommand.class,
            ReportCommand.class,
            DefendCommand.class,
            InspectCommand.class,
            WeightsCommand.class,
            DataCommand.class,
            BenchCommand.class
        },
        description = {
            "Red-teams face recognition with adversarial eyeglasses and puts a defense in front of it.",
            "Use it only on systems that you own or may test, and on pictures that you may use."
        },
        footer = {
            "",
            "The stages of a run, each of which reads what the one before it wrote to --out:",
            "  visor train --faces FOLDER, visor attack, visor tune, visor evaluate, visor report",
            "Exit codes: 0 done, 1 a fault of the program, 2 bad input."
        })
final class Visor implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Visor() {
        this.spec = CommandLine.Model.CommandSpec.create();
    }

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
