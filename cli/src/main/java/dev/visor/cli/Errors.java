package dev.visor.cli;

import dev.visor.cli.console.ProblemsException;
import dev.visor.run.CancelledException;
import dev.visor.setting.Spelling;
import dev.visor.store.experiment.ExperimentFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine;

/**
 * One line for whoever gave bad input, or one for each problem of an experiment file, and exit code 2; a stack trace only
 * for a fault of the program, or on request.
 */
final class Errors implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {

    private static final int FAULT = 1;
    private static final int BAD_INPUT = 2;

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("visor: " + oneLine(e) + suggestions(e) + " '"
                + command.getCommandSpec().qualifiedName() + " --help'");
        err.flush();
        return BAD_INPUT;
    }

    private static String suggestions(CommandLine.ParameterException e) {
        if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return "; see";
        }
        List<String> names = unmatched.isUnknownOption()
                ? unmatched.getSuggestions()
                : Spelling.nearest(
                                unmatched.getUnmatched().get(0),
                                e.getCommandLine().getSubcommands().keySet())
                        .map(List::of)
                        .orElse(List.of());
        return names.isEmpty() ? "; see" : "; did you mean " + String.join(" or ", names) + "? See";
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult result) {
        PrintWriter err = command.getErr();
        boolean bad = e instanceof IllegalArgumentException
                || e instanceof IOException
                || e instanceof UncheckedIOException
                || e instanceof CancelledException;
        if (e instanceof ExperimentFileException file) {
            file.problems().forEach(problem -> err.println("visor: " + problem));
        } else if (e instanceof ProblemsException several) {
            several.problems().forEach(problem -> err.println("visor: " + problem));
        } else {
            err.println("visor: " + (bad ? "" : "a fault of the program: ") + oneLine(e));
        }
        if (verbose(command)) {
            e.printStackTrace(err);
        } else if (!bad) {
            err.println("Run it again with --verbose to see where.");
        }
        err.flush();
        return bad ? BAD_INPUT : FAULT;
    }

    private static boolean verbose(CommandLine command) {
        return command.getCommandSpec().findOption("--verbose") != null
                && Boolean.TRUE.equals(
                        command.getCommandSpec().findOption("--verbose").getValue());
    }

    /** Returns what went wrong in one line; the JDK's own file errors say no more than a path. */
    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof FileSystemException file) {
            String reason = file.getReason() == null
                    ? file.getClass().getSimpleName().replace("Exception", "")
                    : file.getReason();
            message = file.getFile() + ": " + reason;
        }
        return message.lines().findFirst().orElse(message);
    }
}
