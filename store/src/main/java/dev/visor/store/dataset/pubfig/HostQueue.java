package dev.visor.store.dataset.pubfig;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests that wait, of all hosts. A host gets at most two at a time and a pause between two; after six in a row
 * without an answer it is given up. Hosts take turns. Thread-safe.
 */
final class HostQueue {

    private static final int MOST_SILENCES = 6;
    private static final long LONGEST_NAP_MILLIS = 1000;

    private final long pauseNanos;
    private final Map<String, HostLine> lines = new HashMap<>();
    /** The hosts for whom requests wait, the next in turn first. */
    private final Map<String, HostLine> turns = new LinkedHashMap<>();

    private int running;
    private boolean closed;

    HostQueue(Duration pause) {
        pauseNanos = pause.toNanos();
    }

    /** Adds a request, unless its host was given up; returns whether it was added. */
    synchronized boolean add(PendingRequest request) {
        HostLine line = lines.computeIfAbsent(request.host(), host -> new HostLine(System.nanoTime()));
        if (line.isGivenUp()) {
            return false;
        }
        line.add(request);
        turns.putIfAbsent(request.host(), line);
        notifyAll();
        return true;
    }

    /**
     * Waits for a request that may go out, whose host is to be released afterwards; empty if there will be none any
     * more.
     */
    synchronized Optional<PendingRequest> take() throws InterruptedException {
        while (!closed && (running > 0 || !turns.isEmpty())) {
            long now = System.nanoTime();
            long nap = Duration.ofMillis(LONGEST_NAP_MILLIS).toNanos();
            for (Map.Entry<String, HostLine> turn : turns.entrySet()) {
                long delay = turn.getValue().delay(now).orElse(nap);
                if (delay <= 0) {
                    return Optional.of(take(turn.getKey(), turn.getValue(), now));
                }
                nap = Math.min(nap, delay);
            }
            wait(1 + nap / 1_000_000);
        }
        return Optional.empty();
    }

    private PendingRequest take(String host, HostLine line, long now) {
        turns.remove(host);
        PendingRequest request = line.take(now, pauseNanos);
        if (!line.isEmpty()) {
            turns.put(host, line);
        }
        running++;
        return request;
    }

    /** Says that a request that was taken is over; what follows from it must have been added before. */
    synchronized void release(PendingRequest request) {
        line(request).release();
        running--;
        notifyAll();
    }

    /** Says that the host answered. */
    synchronized void heard(PendingRequest request) {
        line(request).heard();
    }

    /** Says that the host did not answer, and returns the requests that are given up if it was silent too often. */
    synchronized List<PendingRequest> unheard(PendingRequest request) {
        return line(request).unheard() >= MOST_SILENCES ? giveUp(request) : List.of();
    }

    /** Gives the host of a request up, and returns the requests that waited for it. */
    synchronized List<PendingRequest> giveUp(PendingRequest request) {
        turns.remove(request.host());
        return line(request).giveUp();
    }

    /** Lets the host of a request rest for a while. */
    synchronized void rest(PendingRequest request, Duration time) {
        line(request).rest(System.nanoTime() + time.toNanos());
    }

    /** Ends the work: nothing is handed out any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private HostLine line(PendingRequest request) {
        HostLine line = lines.get(request.host());
        if (line == null) {
            throw new IllegalStateException("unknown host: " + request.host());
        }
        return line;
    }
}
