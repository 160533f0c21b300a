package dev.visor.experiment;

import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Finding;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.RunAttacks;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.evaluation.openset.OpenSetResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an experiment found, as plain data: the same seed, data and weights give the same results on like
 * processors, whatever the number of threads. Pictures are named here and kept beside.
 *
 * @param version of this form of results, {@link #VERSION}
 * @param provenance what was run, with which versions and weights
 * @param data the faces that were used
 * @param training how the system under test was trained
 * @param hardened evaluation faces that the hardened head recognizes; null if no defense has one
 * @param attackers all attackers, in the order of the experiment
 * @param accessories the names of all accessories, likewise
 * @param attacks the attacks on the undefended system, of each attacker who does not know the defense
 * @param tuning the grid search; null if there was none
 * @param defenses all chains of defenses, the undefended system among them
 * @param findings what makes the figures doubtful, or explains them
 * @param examples attacks to look at
 * @param openSet how well an open set knows its people; null for a closed set
 */
public record ExperimentResults(
        int version,
        Provenance provenance,
        DataSummary data,
        TrainingSummary training,
        @Nullable Rate hardened,
        List<AttackerSummary> attackers,
        List<String> accessories,
        List<AttackSummary> attacks,
        @Nullable Tuning tuning,
        List<DefenseResult> defenses,
        List<Finding> findings,
        List<Example> examples,
        @Nullable OpenSetResult openSet) {

    /** The form of results that this class has. */
    public static final int VERSION = 4;

    /** Copies the lists. */
    public ExperimentResults {
        attackers = List.copyOf(attackers);
        accessories = List.copyOf(accessories);
        attacks = List.copyOf(attacks);
        defenses = List.copyOf(defenses);
        findings = List.copyOf(findings);
        examples = List.copyOf(examples);
    }

    /** Makes the results of a closed set. */
    public ExperimentResults(
            int version,
            Provenance provenance,
            DataSummary data,
            TrainingSummary training,
            @Nullable Rate hardened,
            List<AttackerSummary> attackers,
            List<String> accessories,
            List<AttackSummary> attacks,
            @Nullable Tuning tuning,
            List<DefenseResult> defenses,
            List<Finding> findings,
            List<Example> examples) {
        this(
                version,
                provenance,
                data,
                training,
                hardened,
                attackers,
                accessories,
                attacks,
                tuning,
                defenses,
                findings,
                examples,
                null);
    }

    /**
     * A grid search.
     *
     * @param attacks the attacks with training faces that it used
     * @param result the goodness of each combination
     */
    public record Tuning(AttackSummary attacks, TuningResult result) {}

    /** Returns the attacks that can be printed, and what became of them as digital pictures. */
    public RunAttacks printable() {
        return new RunAttacks(attackers, attacks, defenses);
    }

    /** Returns the undefended system. */
    public DefenseResult undefended() {
        return defenses.stream()
                .filter(DefenseResult::isUndefended)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the results lack the undefended system"));
    }
}
