package dev.visor.cli;

import dev.visor.cli.bench.BenchCommand;
import dev.visor.cli.captures.CapturesCommand;
import dev.visor.cli.console.StandardOutput;
import dev.visor.cli.console.Table;
import dev.visor.cli.data.DataCommand;
import dev.visor.cli.evidence.EvidenceCommand;
import dev.visor.cli.keys.KeysCommand;
import dev.visor.cli.network.NetworkCommand;
import dev.visor.cli.picture.DefendCommand;
import dev.visor.cli.picture.EnrollCommand;
import dev.visor.cli.picture.IdentifyCommand;
import dev.visor.cli.picture.InspectCommand;
import dev.visor.cli.picture.VerifyCommand;
import dev.visor.cli.print.PrintCommand;
import dev.visor.cli.results.CompareCommand;
import dev.visor.cli.results.ExportCommand;
import dev.visor.cli.run.AttackCommand;
import dev.visor.cli.run.DemoCommand;
import dev.visor.cli.run.EvaluateCommand;
import dev.visor.cli.run.PlanCommand;
import dev.visor.cli.run.ReportCommand;
import dev.visor.cli.run.RunCommand;
import dev.visor.cli.run.SchemaCommand;
import dev.visor.cli.run.SettingCommand;
import dev.visor.cli.run.TrainCommand;
import dev.visor.cli.run.TuneCommand;
import dev.visor.cli.serve.ServeCommand;
import dev.visor.cli.studio.StudioCommand;
import dev.visor.cli.weights.WeightsCommand;
import dev.visor.store.file.FileNames;
import dev.visor.store.machine.NativeCache;
import dev.visor.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The visor command. */
@Command(
        name = "visor",
        versionProvider = VersionLines.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Red-teams face recognition with adversarial accessories and puts a defense in front of it.",
            "Use it only on systems that you own or may test, and on pictures that you may use."
        },
        footer = {"", "Exit codes: 0 done, 1 a fault of the program, 2 bad input, 3 a check did not pass."})
public final class Visor implements Runnable {

    private static final int LONGEST_OPTION = 26;
    private static final int BAD_INPUT = 2;

    /** The commands in the order of help. The names are repeated here, because to read them of all classes takes long. */
    private static final List<Subcommand> SUBCOMMANDS = List.of(
            new Subcommand("demo", DemoCommand.class),
            new Subcommand("run", RunCommand.class),
            new Subcommand("plan", PlanCommand.class),
            new Subcommand("train", TrainCommand.class),
            new Subcommand("attack", AttackCommand.class),
            new Subcommand("tune", TuneCommand.class),
            new Subcommand("evaluate", EvaluateCommand.class),
            new Subcommand("report", ReportCommand.class),
            new Subcommand("compare", CompareCommand.class),
            new Subcommand("export", ExportCommand.class),
            new Subcommand("evidence", EvidenceCommand.class),
            new Subcommand("defend", DefendCommand.class),
            new Subcommand("inspect", InspectCommand.class),
            new Subcommand("serve", ServeCommand.class),
            new Subcommand("studio", StudioCommand.class),
            new Subcommand("keys", KeysCommand.class),
            new Subcommand("captures", CapturesCommand.class),
            new Subcommand("enroll", EnrollCommand.class),
            new Subcommand("verify", VerifyCommand.class),
            new Subcommand("identify", IdentifyCommand.class),
            new Subcommand("print", PrintCommand.class),
            new Subcommand("data", DataCommand.class),
            new Subcommand("weights", WeightsCommand.class),
            new Subcommand("network", NetworkCommand.class),
            new Subcommand("schema", SchemaCommand.class),
            new Subcommand("bench", BenchCommand.class),
            new Subcommand("completion", CompletionCommand.class),
            new Subcommand("help", CommandLine.HelpCommand.class));

    private static final List<String> VERSION = List.of("--version");

    private record Subcommand(String name, Class<?> type) {}

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
        return commandLine(SUBCOMMANDS, command -> true);
    }

    /**
     * Returns the command line as far as arguments need it, because to build the whole takes a moment: of commands the one
     * that they begin with, and options for settings only of those that they name.
     */
    static CommandLine commandLine(String... args) {
        List<String> words = List.of(args);
        List<Subcommand> first = SUBCOMMANDS.stream()
                .filter(command -> !words.isEmpty() && command.name.equals(words.get(0)))
                .filter(command -> !command.name.equals("help"))
                .toList();
        return commandLine(first.isEmpty() ? SUBCOMMANDS : first, words::contains);
    }

    private static CommandLine commandLine(List<Subcommand> subcommands, Predicate<String> needed) {
        CommandLine program = new CommandLine(new Visor());
        subcommands.forEach(command -> program.addSubcommand(command.name, command.type));
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
        PrintWriter err = new PrintWriter(System.err, true);
        StandardOutput out = new StandardOutput();
        int code = run(out.writer(), err, args);
        Optional<String> failure = out.failure();
        failure.ifPresent(reason -> err.println("visor: the standard output cannot be written: " + reason));
        return failure.isPresent() && code == 0 ? BAD_INPUT : code;
    }

    private static int run(PrintWriter out, PrintWriter err, String... args) {
        try {
            if (List.of(args).equals(VERSION)) {
                // Other programs ask for it, and should not wait for a command line to be built.
                VersionLines.print(out);
                return 0;
            }
            for (String arg : args) {
                Optional<String> problem = FileNames.problemOfText(arg);
                if (problem.isPresent()) {
                    throw new IllegalArgumentException("the argument " + Printable.ascii(arg) + " " + problem.get());
                }
            }
            NativeCache.ofProcess()
                    .toBeSet()
                    .ifPresent(folder -> System.setProperty(NativeCache.PROPERTY, folder.toString()));
            return commandLine(args).setOut(out).setErr(err).execute(args);
        } catch (RuntimeException | Error e) {
            // For example, a plugin on the class path is broken.
            return new Errors().handle(e, err, false);
        }
    }
}
