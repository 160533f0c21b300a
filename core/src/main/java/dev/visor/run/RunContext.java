package dev.visor.run;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The surroundings of a run: its seed, who receives progress, where to keep what is done, and whether it is
 * still wanted.
 *
 * <p>Immutable; as thread-safe as the progress, the journal and the supplier it was given.
 */
public final class RunContext {

    private final Seed seed;
    private final Progress progress;
    private final Journal journal;
    private final BooleanSupplier cancelled;

    private RunContext(Seed seed, Progress progress, Journal journal, BooleanSupplier cancelled) {
        this.seed = Objects.requireNonNull(seed, "seed");
        this.progress = Objects.requireNonNull(progress, "progress");
        this.journal = Objects.requireNonNull(journal, "journal");
        this.cancelled = Objects.requireNonNull(cancelled, "cancelled");
    }

    /** Returns a silent run with this seed that nobody cancels. */
    public static RunContext of(long seed) {
        return new RunContext(new Seed(seed), Progress.silent(), Journal.none(), () -> false);
    }

    /** Returns the same run, which reports its progress elsewhere. */
    public RunContext withProgress(Progress newProgress) {
        return new RunContext(seed, newProgress, journal, cancelled);
    }

    /** Returns the same run, going on from a journal and keeping what is done there. */
    public RunContext withJournal(Journal newJournal) {
        return new RunContext(seed, progress, newJournal, cancelled);
    }

    /** Returns the same run, stopping at the next checkpoint after the supplier says true. */
    public RunContext cancelledWhen(BooleanSupplier newCancelled) {
        return new RunContext(seed, progress, journal, newCancelled);
    }

    /** Returns the same run for a part of the work, with the seed of that name. */
    public RunContext derive(String name, long... indices) {
        return new RunContext(seed.derive(name, indices), progress, journal, cancelled);
    }

    /** Returns the seed of this run. */
    public Seed seed() {
        return seed;
    }

    /** Returns where finished pieces of work are kept. */
    public Journal journal() {
        return journal;
    }

    /** Says that a piece of work of this many steps begins. */
    public Progress.Task begin(String label, long total) {
        return progress.begin(label, total);
    }

    /**
     * Called once per optimiser step, batch or comparable piece of work.
     *
     * @throws CancelledException if the run is not wanted any more
     */
    public void checkpoint() {
        if (cancelled.getAsBoolean()) {
            throw new CancelledException();
        }
    }
}
