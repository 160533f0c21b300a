package dev.visor.api;

import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.experiment.TrainingSummary;
import java.nio.file.Path;

/** Is called when a stage of a run has ended, on the thread of the run. By default nothing happens. */
public interface RunListener {

    /** A listener that does nothing. */
    RunListener NONE = new RunListener() {};

    /** A run goes on where it stopped. */
    default void resumed(Path folder) {}

    /** The system under test has been trained. */
    default void trained(TrainingSummary training) {}

    /** An attacker has attacked the undefended system. */
    default void attacked(AttackSummary attacks) {}

    /** The grid search has ended. */
    default void tuned(TuningResult tuning) {}

    /** Something was noticed that the user should know, one line. */
    default void noticed(String line) {}
}
