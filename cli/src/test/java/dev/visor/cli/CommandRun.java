package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * What came of a command.
 *
 * @param code its exit code
 * @param out what it printed to the standard output
 * @param err what it printed to the standard error
 */
public record CommandRun(int code, String out, String err) {

    private static final String PROGRESS = ".+[: ]\\d+/\\d+( in .+|, .+ left)?";

    /** Runs a command in this process. */
    public static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Visor.commandLine(args).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(args);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** Runs a command that must succeed. */
    public static CommandRun good(String... args) {
        CommandRun run = of(args);
        assertThat(run.code).as(run.err).isZero();
        return run;
    }

    /** Returns what was said on the standard error apart from progress. */
    public List<String> messages() {
        return err.lines().filter(line -> !line.matches(PROGRESS)).toList();
    }
}
