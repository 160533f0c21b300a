package dev.visor.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = 17;

    private Stopwatch stopwatch(int least, int most, double seconds) {
        BenchmarkPlan plan = new BenchmarkPlan(least, most, seconds, 1, List.of(), BenchmarkPlan.QUICK.grid());
        return new Stopwatch(() -> now, plan);
    }

    @Test
    void theWarmUpIsNotMeasured() {
        List<String> done = new ArrayList<>();
        Spread spread = stopwatch(3, 9, 0)
                .time(
                        () -> {
                            done.add("warm-up");
                            now += 100 * SECOND;
                        },
                        () -> {
                            done.add("work");
                            now += done.size() * SECOND;
                        });
        assertThat(done).containsExactly("warm-up", "work", "work", "work");
        assertThat(spread).isEqualTo(new Spread(3, 2, 4, 3));
    }

    @Test
    void repeatsUntilTheTimeIsOverButNeverTooOften() {
        assertThat(stopwatch(2, 100, 5).time(() -> now += SECOND)).isEqualTo(new Spread(1, 1, 1, 5));
        assertThat(stopwatch(2, 4, 5).time(() -> now += SECOND)).isEqualTo(new Spread(1, 1, 1, 4));
        assertThat(stopwatch(2, 100, 5).time(() -> now += 60 * SECOND)).isEqualTo(new Spread(60, 60, 60, 2));
    }

    @Test
    void lapsLieBetweenQuestionsAndTheFirstIsTheWarmUp() {
        Stopwatch.Laps laps = stopwatch(3, 9, 0).laps();
        long[] rounds = {50, 1, 3, 8};
        for (long round : rounds) {
            assertThat(laps.getAsBoolean()).isFalse();
            now += round * SECOND;
        }
        assertThat(laps.getAsBoolean()).isTrue();
        assertThat(laps.spread()).isEqualTo(new Spread(3, 1, 8, 3));
    }

    @Test
    void theMedianOfAnEvenNumberLiesInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9, 4));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0)).dividedBy(2)).isEqualTo(new Spread(1.5, 0.5, 4.5, 4));
    }

    @Test
    void refusesWhatIsNoSpreadOrPlan() {
        assertThatThrownBy(() -> Spread.of(List.of()))
                .hasMessage("illegal number of repetitions: 0, must be at least 1");
        assertThatThrownBy(() -> new Spread(3, 4, 5, 1)).hasMessage("illegal median: 3.0, must be in [4.0, 5.0]");
        assertThatThrownBy(() -> stopwatch(0, 1, 0)).hasMessage("illegal least repetitions: 0, must be at least 1");
        assertThatThrownBy(() -> stopwatch(2, 1, 0)).hasMessage("illegal most repetitions: 1, must be at least 2");
        assertThatThrownBy(() -> stopwatch(1, 1, -1)).hasMessage("illegal seconds: -1.0, must be at least 0");
    }

    @Test
    void theFullPlanSearchesThousandCombinations() {
        assertThat(BenchmarkPlan.FULL.grid().combinations()).hasSize(1000);
        assertThat(BenchmarkPlan.QUICK.grid().combinations()).hasSize(8);
    }
}
