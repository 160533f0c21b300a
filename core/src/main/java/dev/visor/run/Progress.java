package dev.visor.run;

/** Receives how far long work has come. Implementations are called from one thread at a time. */
public interface Progress {

    /**
     * Says that a piece of work begins.
     *
     * @param label what is done, in a few words
     * @param total the number of steps, at least 0
     * @return where the steps are reported
     */
    Task begin(String label, long total);

    /** Returns a progress that nobody sees. */
    static Progress silent() {
        return (label, total) -> Task.NONE;
    }

    /** One piece of work under way. Closing it says that it has ended. */
    interface Task extends AutoCloseable {

        /** A task that nobody sees. */
        Task NONE = done -> {};

        /**
         * Reports how many steps are done in all.
         *
         * @param done at least 0, never less than before
         */
        void done(long done);

        /**
         * Reports how much work has been done and about how much is left, where the steps differ in that; reported before the
         * steps that it leads to. Without it, all steps are taken for equal.
         *
         * @param spent in any unit that takes about the same time throughout, at least 0 and never less than before
         * @param left in the same unit, at least 0
         */
        default void effort(double spent, double left) {}

        @Override
        default void close() {}
    }
}
