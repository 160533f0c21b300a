package dev.visor.store.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When requests may begin: not more often than a rate, and not while the service has asked for a pause. Thread-safe. */
final class Pace {

    private final long interval;
    private long next = System.nanoTime();

    Pace(@Nullable Double perSecond) {
        this.interval = perSecond == null ? 0 : (long) (1e9 / perSecond);
    }

    /** Waits until a request may begin. */
    void await() throws InterruptedException {
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            wait = Math.max(0, next - now);
            next = Math.max(next, now) + interval;
        }
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
    }

    /** Lets no request begin for some time. */
    synchronized void pause(Duration time) {
        next = Math.max(next, System.nanoTime() + time.toNanos());
    }
}
