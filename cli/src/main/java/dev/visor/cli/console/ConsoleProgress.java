package dev.visor.cli.console;

import dev.visor.run.Progress;
import dev.visor.text.Printable;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress for people: a bar with the remaining time on a terminal, plain lines elsewhere. The remaining time supposes that
 * the effort that is left goes on as fast as in the recent half of the time; unless an effort is reported, that is the number
 * of steps.
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
        return new Shown(label, total, nanoTime.getAsLong());
    }

    /** How much effort was spent at a time. */
    private record Sample(long nanos, double spent) {}

    private final class Shown implements Task {

        private final String label;
        private final long total;
        private final long start;
        private final Deque<Sample> recent = new ArrayDeque<>();
        private long done;
        private double spent;
        private double left;
        private boolean reportsEffort;
        private long shown;

        Shown(String label, long total, long start) {
            this.label = Printable.line(label);
            this.total = total;
            this.start = start;
            this.shown = terminal ? start - BAR_NANOS : start;
            recent.add(new Sample(start, 0));
        }

        @Override
        public void effort(double nowSpent, double nowLeft) {
            reportsEffort = true;
            spent = nowSpent;
            left = nowLeft;
        }

        @Override
        public void done(long steps) {
            done = steps;
            if (!reportsEffort) {
                spent = steps;
                left = total - steps;
            }
            long now = nanoTime.getAsLong();
            if (now - shown < (terminal ? BAR_NANOS : LINE_NANOS) || done >= total) {
                return;
            }
            shown = now;
            String line = label + " " + done + "/" + total + left(now);
            if (terminal) {
                int filled = (int) (BAR * done / Math.max(1, total));
                out.print("\r" + pad("[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + line));
            } else {
                out.println(line);
            }
            out.flush();
        }

        private String left(long now) {
            while (recent.size() > 1 && second().nanos <= now - (now - start) / 2) {
                recent.remove();
            }
            Sample from = recent.element();
            recent.add(new Sample(now, spent));
            return spent == from.spent
                    ? ""
                    : ", " + Durations.text(Math.round(left * ((now - from.nanos) / (spent - from.spent)))) + " left";
        }

        private Sample second() {
            return recent.stream().skip(1).findFirst().orElseThrow();
        }

        @Override
        public void close() {
            String end = String.format(
                    Locale.ROOT, "%s: %d/%d in %s", label, done, total, Durations.text(nanoTime.getAsLong() - start));
            out.println(terminal ? "\r" + pad(end) : end);
            out.flush();
        }
    }

    /** Fills up to the width of a terminal, so that what stood there before is gone. */
    private static String pad(String text) {
        return String.format(Locale.ROOT, "%-79s", text);
    }
}
