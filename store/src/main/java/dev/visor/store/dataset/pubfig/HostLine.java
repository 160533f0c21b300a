package dev.visor.store.dataset.pubfig;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The requests that wait for one host. Not thread-safe. */
final class HostLine {

    /** How many requests a host gets at a time. */
    static final int AT_A_TIME = 2;

    private final Deque<PendingRequest> waiting = new ArrayDeque<>();
    private int running;
    private long readyAt;
    private int silences;
    private boolean givenUp;

    HostLine(long now) {
        readyAt = now;
    }

    void add(PendingRequest request) {
        waiting.add(request);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** {@return for how long no request may go out, at most 0 if one may; empty if that depends on an answer} */
    Optional<Long> delay(long now) {
        if (running >= AT_A_TIME) {
            return Optional.empty();
        }
        if (readyAt - now > 0) {
            return Optional.of(readyAt - now);
        }
        long least = Long.MAX_VALUE;
        for (PendingRequest request : waiting) {
            least = Math.min(least, request.notBefore() - now);
            if (least <= 0) {
                break;
            }
        }
        return Optional.of(least);
    }

    /** Takes the first request whose time has come. */
    PendingRequest take(long now, long pause) {
        for (Iterator<PendingRequest> requests = waiting.iterator(); requests.hasNext(); ) {
            PendingRequest request = requests.next();
            if (request.notBefore() - now <= 0) {
                requests.remove();
                running++;
                readyAt = now + pause;
                return request;
            }
        }
        throw new IllegalStateException("no request may go out yet");
    }

    void release() {
        running--;
    }

    /** Lets the host rest. */
    void rest(long until) {
        readyAt = until - readyAt > 0 ? until : readyAt;
    }

    void heard() {
        silences = 0;
    }

    /** Notes that the host did not answer, and returns how often in a row by now. */
    int unheard() {
        silences++;
        return silences;
    }

    /** {@return the requests that will not go out any more} */
    List<PendingRequest> giveUp() {
        givenUp = true;
        List<PendingRequest> lost = List.copyOf(waiting);
        waiting.clear();
        return lost;
    }
}
