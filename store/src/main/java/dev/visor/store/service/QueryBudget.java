package dev.visor.store.service;

import dev.visor.run.Journal;
import java.io.IOException;

/**
 * How many pictures a run may send. The count is in the journal ahead of what was sent, in small steps, so that a process
 * that is killed never lets the run exceed it. Used by one thread, and closed by it.
 */
final class QueryBudget {

    private static final String PIECE = "queries";
    private static final int STEP = 10;

    private final int most;
    private final Journal journal;
    private int spent;
    private int kept;

    QueryBudget(int most, Journal journal) {
        this.most = most;
        this.journal = journal;
        this.spent = journal.find(PIECE).map(Integer::valueOf).orElse(0);
        this.kept = spent;
    }

    /** Returns how many pictures were sent, at most. */
    synchronized int spent() {
        return spent;
    }

    /**
     * Takes one query.
     *
     * @throws IOException with one line if none is left
     */
    synchronized void take() throws IOException {
        if (spent >= most) {
            throw new IOException("the " + most + " queries that the service may be asked are used up;"
                    + " give the run more with --set system.queries=N, and it goes on");
        }
        if (spent == kept) {
            kept = Math.min(most, spent + STEP);
            keep(kept);
        }
        spent++;
    }

    /** Keeps the exact count. */
    synchronized void close() {
        if (kept != spent) {
            kept = spent;
            keep(spent);
        }
    }

    private void keep(int count) {
        journal.keep(PIECE, Integer.toString(count));
    }
}
