package dev.visor.experiment;

import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.TuningResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an experiment found, as plain data: the same seed, data and weights give the same results, whatever
 * the number of threads. Pictures are named here and kept beside.
 *
 * @param provenance what was run, with which versions and weights
 * @param data the faces that were used
 * @param training how the head was trained
 * @param tuningAttacks the attacks that the defense was tuned on
 * @param attacks the attacks that everything is told on
 * @param tuning what the grid search found; null if there was none
 * @param defenses how each defense did
 * @param examples pictures to look at
 */
public record ExperimentResults(
        Provenance provenance,
        DataSummary data,
        TrainingSummary training,
        @Nullable AttackSummary tuningAttacks,
        AttackSummary attacks,
        @Nullable TuningResult tuning,
        List<DefenseEvaluation> defenses,
        List<Example> examples) {

    /** Copies the lists. */
    public ExperimentResults {
        defenses = List.copyOf(defenses);
        examples = List.copyOf(examples);
    }
}
