package dev.visor.store.dataset.pubfig;

import static dev.visor.run.IllegalSettingException.check;

import java.time.Duration;

/**
 * How pictures are fetched.
 *
 * @param threads connections at a time, in [1, 64]
 * @param timeout how long an answer may take up to its last byte, in (0, 1 hour]
 * @param retries how often a picture is asked for again after a time-out, a broken connection, a busy or a faulty
 *     server, in [0, 10]
 * @param pause between two requests to one host, in [0, 1 minute]
 * @param backOff before the first of the retries, in [0, 1 minute]; doubled before each of the others
 * @param again whether pictures that could not be fetched in an earlier run are asked for again
 */
public record PubFigConfig(
        int threads, Duration timeout, int retries, Duration pause, Duration backOff, boolean again) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Eight connections, 20 seconds and two retries. */
    public static final PubFigConfig DEFAULT =
            new PubFigConfig(8, Duration.ofSeconds(20), 2, Duration.ofMillis(250), Duration.ofSeconds(1), false);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public PubFigConfig {
        check(threads >= 1 && threads <= 64, "threads", threads, "in [1, 64]");
        check(
                timeout.toNanos() > 0 && timeout.compareTo(Duration.ofHours(1)) <= 0,
                "timeout",
                timeout.toSeconds(),
                "in [1, 3600] seconds");
        check(retries >= 0 && retries <= 10, "retries", retries, "in [0, 10]");
        check(!pause.isNegative() && pause.compareTo(MINUTE) <= 0, "pause", pause.toSeconds(), "in [0, 60] seconds");
        check(!backOff.isNegative() && backOff.compareTo(MINUTE) <= 0, "back-off", backOff.toSeconds(), "in [0, 60]");
    }
}
