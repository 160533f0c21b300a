package dev.visor.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Measures by a clock, as often as a plan says. As thread-safe as the clock. */
final class Stopwatch {

    private final LongSupplier nanoTime;
    private final BenchmarkPlan plan;

    Stopwatch(LongSupplier nanoTime, BenchmarkPlan plan) {
        this.nanoTime = nanoTime;
        this.plan = plan;
    }

    /** {@return how many seconds the work takes, after it was done once unmeasured} */
    Spread time(Runnable work) {
        return time(work, work);
    }

    /** {@return how many seconds the work takes, after a warm-up} */
    Spread time(Runnable warmUp, Runnable work) {
        warmUp.run();
        List<Double> seconds = new ArrayList<>();
        double sum = 0;
        while (!isEnough(seconds.size(), sum)) {
            long start = nanoTime.getAsLong();
            work.run();
            seconds.add((nanoTime.getAsLong() - start) / 1e9);
            sum += seconds.get(seconds.size() - 1);
        }
        return Spread.of(seconds);
    }

    private boolean isEnough(int repetitions, double seconds) {
        return repetitions >= plan.most() || repetitions >= plan.least() && seconds >= plan.seconds();
    }

    /** {@return a measurement of work that asks at the beginning of each of its rounds whether to stop} */
    Laps laps() {
        return new Laps();
    }

    /** Measures the time between two questions. The first round is the warm-up. Used by one thread. */
    final class Laps implements BooleanSupplier {

        private final List<Double> seconds = new ArrayList<>();
        private int asked;
        private long last;
        private double sum;

        @Override
        public boolean getAsBoolean() {
            long now = nanoTime.getAsLong();
            asked++;
            if (asked > 2) {
                seconds.add((now - last) / 1e9);
                sum += seconds.get(seconds.size() - 1);
            }
            last = now;
            return isEnough(seconds.size(), sum);
        }

        Spread spread() {
            return Spread.of(seconds);
        }
    }
}
