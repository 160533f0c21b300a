package dev.visor.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.run.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private final StringWriter out = new StringWriter();
    private long now = 5;

    @Test
    void aTerminalShowsABarWithTheRemainingTime() {
        try (Progress.Task task = begin(true, 4)) {
            after(10, () -> task.done(1));
            assertThat(out).hasToString(wide("\r[#######.....................] attacks 1/4, 30 s left"));
            after(50, () -> task.done(3));
        }
        assertThat(out.toString().split("\r"))
                .containsExactly(
                        "",
                        wide("[#######.....................] attacks 1/4, 30 s left"),
                        wide("[#####################.......] attacks 3/4, 25 s left"),
                        wide("attacks: 3/4 in 1 min 0 s") + System.lineSeparator());
    }

    @Test
    void theRemainingTimeGoesByTheRecentHalf() {
        try (Progress.Task task = begin(false, 100)) {
            for (int i = 1; i <= 20; i++) {
                int done = i;
                after(1, () -> task.done(done));
            }
            for (int i = 21; i <= 40; i++) {
                int done = i;
                after(10, () -> task.done(done));
            }
        }
        assertThat(out.toString().lines())
                .contains("attacks 10/100, 1 min 30 s left", "attacks 40/100, 10 min 0 s left");
    }

    /** Of ten steps the first takes as long as the nine others together. */
    @Test
    void theRemainingTimeGoesByTheEffortWhereStepsDiffer() {
        try (Progress.Task task = begin(false, 10)) {
            task.effort(9, 9);
            after(90, () -> task.done(1));
            for (int i = 2; i <= 10; i++) {
                int done = i;
                task.effort(8 + done, 10 - done);
                after(10, () -> task.done(done));
            }
        }
        assertThat(out.toString().lines())
                .startsWith("attacks 1/10, 1 min 30 s left", "attacks 2/10, 1 min 20 s left")
                .contains("attacks 9/10, 10 s left");
    }

    /** All attacks end at once, so no step is done until the end. */
    @Test
    void effortGivesARemainingTimeBeforeTheFirstStepIsDone() {
        try (Progress.Task task = begin(false, 8)) {
            for (int i = 1; i <= 20; i++) {
                task.effort(8.0 * i, 160 - 8.0 * i);
                after(5, () -> task.done(0));
            }
        }
        assertThat(out.toString().lines()).contains("attacks 0/8, 1 min 30 s left", "attacks 0/8, 10 s left");
    }

    @Test
    void aBarIsDrawnAtMostTenTimesASecond() {
        try (Progress.Task task = begin(true, 1000)) {
            for (int i = 1; i < 1000; i++) {
                int done = i;
                after(0.001, () -> task.done(done));
            }
        }
        assertThat(out.toString().chars().filter(c -> c == '\r').count()).isBetween(10L, 12L);
    }

    @Test
    void aBarHidesALongerOneBeforeIt() {
        Progress.Task task = begin(true, 100);
        after(90, () -> task.done(1));
        after(1, () -> task.done(99));
        List<Integer> widths = out.toString()
                .lines()
                .filter(line -> !line.isEmpty())
                .map(String::length)
                .toList();
        assertThat(widths).isNotEmpty().allMatch(width -> width == 79);
    }

    @Test
    void elsewhereThereArePlainLinesEveryTenSeconds() {
        try (Progress.Task task = begin(false, 10)) {
            for (int i = 1; i <= 10; i++) {
                int done = i;
                after(4, () -> task.done(done));
            }
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "attacks 3/10, 28 s left",
                        "attacks 6/10, 16 s left",
                        "attacks 9/10, 4 s left",
                        "attacks: 10/10 in 40 s");
        assertThat(out.toString()).doesNotContain("\r", "#");
    }

    @Test
    void quickWorkTakesOneLine() {
        try (Progress.Task task = begin(false, 2)) {
            after(1, () -> task.done(1));
            after(1, () -> task.done(2));
        }
        assertThat(out.toString().lines()).containsExactly("attacks: 2/2 in 2 s");
    }

    @Test
    void workThatIsBrokenOffSaysHowFarItCame() {
        try (Progress.Task task = begin(false, 7)) {
            after(100, () -> task.done(0));
        }
        assertThat(out.toString().lines()).containsExactly("attacks 0/7", "attacks: 0/7 in 1 min 40 s");
    }

    @Test
    void thereMayBeNothingToDo() {
        begin(true, 0).close();
        begin(false, 0).close();
        assertThat(out.toString().lines().map(String::strip))
                .containsExactly("", "attacks: 0/0 in 0 s", "attacks: 0/0 in 0 s");
    }

    private Progress.Task begin(boolean terminal, long total) {
        return new ConsoleProgress(new PrintWriter(out), terminal, () -> now).begin("attacks", total);
    }

    private void after(double seconds, Runnable step) {
        now += Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
        step.run();
    }

    private static String wide(String text) {
        String bare = text.replace("\r", "");
        return text + " ".repeat(79 - bare.length());
    }
}
