package dev.visor.cli.console;

import dev.visor.evaluation.Rate;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.text.Printable;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints its results and, apart from them, what goes on meanwhile. */
public final class Console {

    private static final int SHOWN = 20;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colored;

    /**
     * Makes a console.
     *
     * @param out takes results
     * @param err takes everything else
     * @param colored whether results may be colored
     */
    public Console(PrintWriter out, PrintWriter err, boolean colored) {
        this.out = out;
        this.err = err;
        this.colored = colored;
    }

    /** Returns the console of a command; it is colored on a terminal, unless the variable {@code NO_COLOR} is set. */
    public static Console of(CommandSpec command) {
        return new Console(
                command.commandLine().getOut(),
                command.commandLine().getErr(),
                Ansi.AUTO.enabled() && System.getenv("NO_COLOR") == null);
    }

    /** Returns a run that shows its progress here. */
    public RunContext run(long seed) {
        return RunContext.of(seed).withProgress(progress());
    }

    /** Returns a progress that is shown here. */
    public Progress progress() {
        return new ConsoleProgress(err, isTerminal(), System::nanoTime);
    }

    /** From Java 22 on there is a console even if there is no terminal. */
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** Prints a line that is no result; what may not be printed in it becomes escapes. */
    public void note(String line) {
        err.println(Printable.line(line));
        err.flush();
    }

    /** Prints something that is wrong, as the messages of bad input are. */
    public void problem(String line) {
        note("visor: " + line);
    }

    /** Prints what could not be used and why. */
    public void leftOut(@Nullable String reason) {
        note("left out: " + reason);
    }

    /** Prints the first of several reasons, and how many more there are. */
    public void leftOut(List<String> reasons) {
        reasons.stream().limit(SHOWN).forEach(this::leftOut);
        if (reasons.size() > SHOWN) {
            leftOut("and " + (reasons.size() - SHOWN) + " more");
        }
    }

    /** Prints results; what may not be printed in the values becomes escapes. */
    public void print(String format, Object... values) {
        Object[] printable = Arrays.stream(values)
                .map(value -> value instanceof Number ? value : Printable.line(String.valueOf(value)))
                .toArray();
        write(String.format(Locale.ROOT, format, printable));
    }

    /** Prints a text of several lines as it is; what may not be printed in it becomes escapes. */
    public void document(String text) {
        write(Printable.lines(text));
    }

    /** Prints a text of which every part is known to be printable. */
    void write(String text) {
        out.print(text);
        out.flush();
    }

    /** Prints a paragraph of results, broken at {@link Table#WIDTH}; lines after the first are indented. */
    public void paragraph(String text) {
        List<String> lines = Table.wrap(Printable.line(text), Table.WIDTH - 2);
        write(String.join("\n  ", lines) + System.lineSeparator());
    }

    boolean isColored() {
        return colored;
    }

    /** Returns a rate with its counts and its 95 % interval. */
    public static String text(Rate rate) {
        return rate.trials() == 0
                ? "0/0"
                : counts(rate) + " [" + percent(rate, rate.low()) + ", " + percent(rate, rate.high()) + "]";
    }

    /** Returns a rate and how many it is of. */
    public static String share(Rate rate) {
        return rate.trials() == 0
                ? "0/0"
                : String.format(Locale.ROOT, "%.1f %% of %d", 100 * rate.value(), rate.trials());
    }

    /** Returns a rate with its counts. */
    public static String counts(Rate rate) {
        return rate.trials() == 0
                ? "0/0"
                : rate.hits() + "/" + rate.trials() + " = " + percent(rate, rate.value()) + " %";
    }

    private static String percent(Rate rate, double share) {
        return String.format(Locale.ROOT, "%." + rate.decimals() + "f", 100 * share);
    }
}
