package dev.visor.cli;

import dev.visor.run.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress for people: a bar with the remaining time on a terminal, plain lines elsewhere. The remaining time supposes
 * that the steps still to come take as long as those done.
 */
final class ConsoleProgress implements Progress {

    private static final int BAR = 28;
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;

    ConsoleProgress(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public Task begin(String label, long total) {
        long start = nanoTime.getAsLong();
        return new Task() {
            private long done;
            private long shown = terminal ? start - BAR_NANOS : start;

            @Override
            public void done(long steps) {
                done = steps;
                long now = nanoTime.getAsLong();
                if (now - shown >= (terminal ? BAR_NANOS : LINE_NANOS) && done < total) {
                    shown = now;
                    out.print(terminal ? "\r" + bar(label, done, total, now - start) : "");
                    if (!terminal) {
                        out.println(line(label, done, total, now - start));
                    }
                    out.flush();
                }
            }

            @Override
            public void close() {
                String end = String.format(
                        Locale.ROOT, "%s: %d/%d in %s", label, done, total, duration(nanoTime.getAsLong() - start));
                out.println(terminal ? "\r" + pad(end) : end);
                out.flush();
            }
        };
    }

    private static String bar(String label, long done, long total, long nanos) {
        int filled = (int) (BAR * done / Math.max(1, total));
        return pad("[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + line(label, done, total, nanos));
    }

    private static String line(String label, long done, long total, long nanos) {
        String left = done == 0 ? "" : ", " + duration((total - done) * (nanos / done)) + " left";
        return label + " " + done + "/" + total + left;
    }

    /** Fills up to the width of a terminal, so that what stood there before is gone. */
    private static String pad(String text) {
        return String.format(Locale.ROOT, "%-79s", text);
    }

    /** Returns a time in words. */
    static String duration(long nanos) {
        long seconds = Math.round(nanos / 1e9);
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
