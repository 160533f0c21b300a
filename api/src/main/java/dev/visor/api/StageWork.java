package dev.visor.api;

import dev.visor.experiment.cost.StageTime;
import dev.visor.store.run.RunFolder;
import java.io.IOException;

/** A stage of a run, which may fail to read or write. */
interface StageWork {

    /** Works. */
    void run() throws IOException;

    /** Works, and keeps how long that took. */
    static void timed(String stage, RunFolder folder, StageWork work) throws IOException {
        long start = System.nanoTime();
        work.run();
        folder.addTime(new StageTime(stage, (System.nanoTime() - start) / 1e9));
    }
}
