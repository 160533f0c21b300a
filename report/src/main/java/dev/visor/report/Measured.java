package dev.visor.report;

import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.experiment.ExperimentConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was measured of a defense at one confidence threshold.
 *
 * @param before the undefended system
 * @param after the defended system
 * @param defenseSuccess pictures that reached the goal before and are recognized as who they are after
 */
record Measured(Rates before, Rates after, Rate defenseSuccess) {

    /** The confidence threshold that the tables tell besides "none". */
    static final double ACCEPTANCE = ArticleFigures.THRESHOLD;

    /** Returns what was measured without a threshold; empty if it was not. */
    static Optional<Measured> withoutThreshold(DefenseEvaluation defense) {
        return at(defense, 0);
    }

    /** Returns what was measured with the threshold {@link #ACCEPTANCE}; empty if it was not. */
    static Optional<Measured> withThreshold(DefenseEvaluation defense) {
        return at(defense, ACCEPTANCE);
    }

    /**
     * Returns the defense that tuning chose, because it was chosen before the pictures of the evaluation were seen; if
     * there is none, that with the highest goodness score, the first of several; empty if there are no defenses.
     */
    static Optional<DefenseEvaluation> best(List<DefenseEvaluation> defenses) {
        return defenses.stream().filter(Measured::isTuned).findFirst().or(() -> highestGoodness(defenses));
    }

    /** Returns why a defense is the best, in two words. */
    static String distinction(DefenseEvaluation best) {
        return isTuned(best) ? "tuning's choice" : "highest goodness";
    }

    /** Tells whether a defense is the one that tuning chose. */
    static boolean isTuned(DefenseEvaluation defense) {
        return defense.name().equals(ExperimentConfig.TUNED);
    }

    private static Optional<DefenseEvaluation> highestGoodness(List<DefenseEvaluation> defenses) {
        return defenses.stream()
                .sorted(Comparator.comparingDouble(
                        (DefenseEvaluation defense) -> -defense.score().value()))
                .findFirst();
    }

    private static Optional<Measured> at(DefenseEvaluation defense, double threshold) {
        return IntStream.range(0, defense.after().size())
                .filter(i -> Math.abs(defense.after().get(i).threshold() - threshold) < 1e-9)
                .mapToObj(i -> new Measured(
                        defense.before().get(i),
                        defense.after().get(i),
                        defense.defenseSuccess().get(i)))
                .findFirst();
    }
}
