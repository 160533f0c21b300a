package dev.visor.cli;

import dev.visor.run.CancelledException;
import dev.visor.setting.Spelling;
import dev.visor.store.captures.CapturesException;
import dev.visor.store.experiment.ExperimentFileException;
import dev.visor.store.file.FileNames;
import dev.visor.store.machine.NativeCache;
import dev.visor.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * One line for whoever gave bad input, or one for each problem of a file or folder, and exit code 2. One line also for a
 * fault of the program or a lack of memory or libraries, and exit code 1. A stack trace only on request.
 */
final class Errors
        implements CommandLine.IParameterExceptionHandler,
                CommandLine.IExecutionExceptionHandler,
                CommandLine.IExecutionStrategy {

    private static final int FAULT = 1;
    private static final int BAD_INPUT = 2;
    /** The folders where Java searched, which are not those of the libraries. */
    private static final Pattern SEARCHED = Pattern.compile("(?<=java\\.library\\.path): .*");

    private static final Pattern MISSING = Pattern.compile("(\\S+): cannot open shared object file");

    private static final Pattern NATIVE_MEMORY =
            Pattern.compile("bad_alloc|[Cc]an(no|')t allocate|Failed to allocate|Insufficient memory");

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("visor: " + Printable.line(oneLine(e) + suggestions(e)) + " '"
                + command.getCommandSpec().qualifiedName() + " --help'");
        err.flush();
        return BAD_INPUT;
    }

    private static String suggestions(CommandLine.ParameterException e) {
        List<String> names =
                e instanceof CommandLine.UnmatchedArgumentException unmatched ? suggestions(unmatched) : List.of();
        return names.isEmpty() ? "; see" : "; did you mean " + String.join(" or ", names) + "? See";
    }

    private static List<String> suggestions(CommandLine.UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        if (e.isUnknownOption() && !e.getSuggestions().isEmpty()) {
            return e.getSuggestions();
        }
        String word = e.getUnmatched().get(0).replaceFirst("=.*", "");
        Set<String> names = e.isUnknownOption()
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        return Spelling.nearest(word, names).map(List::of).orElse(List.of());
    }

    /** Runs the last command; an {@code Error} that it throws is handled as an exception is. */
    @Override
    public int execute(CommandLine.ParseResult result) {
        try {
            return new CommandLine.RunLast().execute(result);
        } catch (Error e) {
            List<CommandLine> commands = result.asCommandLineList();
            CommandLine command = commands.get(commands.size() - 1);
            return handle(e, command.getErr(), isVerbose(command));
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult result) {
        return handle(e, command.getErr(), isVerbose(command));
    }

    /**
     * Prints what went wrong.
     *
     * @param verbose whether a stack trace is wanted
     * @return the exit code
     */
    int handle(Throwable e, PrintWriter err, boolean verbose) {
        boolean bad = e instanceof IllegalArgumentException
                || e instanceof IOException
                || e instanceof UncheckedIOException
                || e instanceof CancelledException;
        lines(e, bad).forEach(line -> err.println("visor: " + Printable.line(line)));
        if (verbose) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            err.print(Printable.lines(trace.toString()));
        }
        err.flush();
        return bad ? BAD_INPUT : FAULT;
    }

    private static List<String> lines(Throwable e, boolean bad) {
        if (e instanceof ExperimentFileException file) {
            return file.problems();
        }
        if (e instanceof CapturesException captures) {
            return captures.problems();
        }
        if (bad) {
            return List.of(oneLine(e));
        }
        if (isLackOfMemory(e)) {
            return List.of(memory(oneLine(e)));
        }
        if (e instanceof StackOverflowError) {
            return List.of("too deeply nested (StackOverflowError); allow more, for example VISOR_JAVA_OPTS=-Xss8m");
        }
        if (isOfNativeLibrary(e)) {
            String reason = SEARCHED.matcher(named(e)).replaceFirst("");
            return List.of(missing(e)
                    .map(library ->
                            "the native libraries need " + library + ", which is not found on this machine; install"
                                    + " what it belongs to, or name its folder in LD_LIBRARY_PATH")
                    .orElseGet(() -> NativeCache.ofProcess().problem() + " (" + reason + ")"));
        }
        if (e instanceof LinkageError) {
            return List.of("a class or library is missing or damaged (" + named(e)
                    + "); build Visor anew on this machine, and any plugin for this version");
        }
        return List.of("a fault of the program: " + oneLine(e) + "; run it again with --verbose to see where");
    }

    private static String named(Throwable e) {
        return e.getClass().getSimpleName() + ": " + oneLine(e);
    }

    /** Native libraries report a lack of memory in their own words. */
    private static boolean isLackOfMemory(Throwable e) {
        return e instanceof OutOfMemoryError
                || e instanceof RuntimeException
                        && NATIVE_MEMORY.matcher(String.valueOf(e.getMessage())).find();
    }

    private static String memory(String reason) {
        if (reason.contains("native thread")) {
            return "the system allows no more threads (" + reason + "); use fewer --threads, or raise ulimit -u";
        }
        return "not enough memory (" + reason + "); allow more, for example VISOR_JAVA_OPTS=-Xmx4g (without ./visor:"
                + " java -Xmx4g), or use fewer --threads";
    }

    private static boolean isOfNativeLibrary(Throwable e) {
        boolean initializes = e instanceof NoClassDefFoundError || e instanceof ExceptionInInitializerError;
        return e instanceof UnsatisfiedLinkError
                || initializes && (String.valueOf(e.getMessage()).contains("org.bytedeco") || isCausedByNative(e));
    }

    private static boolean isCausedByNative(Throwable e) {
        return e.getCause() != null && e.getCause() != e && isOfNativeLibrary(e.getCause());
    }

    /** Returns the library of the system that a native library was linked with and that is not there. */
    private static Optional<String> missing(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            Matcher matcher = MISSING.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean isVerbose(CommandLine command) {
        CommandLine.ParseResult parsed = command.getParseResult();
        return parsed != null && parsed.hasMatchedOption("--verbose");
    }

    /** Returns what went wrong in one line; the JDK's own file errors say no more than a path. */
    private static String oneLine(Throwable e) {
        if (e instanceof InvalidPathException path) {
            return path.getInput() + ": " + FileNames.reason(path);
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof FileSystemException file) {
            String reason = file.getReason() == null
                    ? file.getClass().getSimpleName().replace("Exception", "")
                    : file.getReason();
            return file.getFile() + ": " + reason;
        }
        // A name may hold a line break, but what libraries say in further lines is of no use.
        return e instanceof IOException || e instanceof IllegalArgumentException
                ? message.strip()
                : message.lines().findFirst().orElse(message);
    }
}
