package dev.visor.evaluation;

import dev.visor.defense.SaliencyMaskConfig;
import java.util.List;

/**
 * How one defense did, before and after, over confidence thresholds.
 *
 * @param name what the defense is called in tables
 * @param config its parameters, n and phi in pixels of the pictures it was used on
 * @param before the undefended system at each threshold, thresholds rising from 0
 * @param after the defended system at the same thresholds
 * @param defenseSuccess at the same thresholds: pictures that reached the goal before and are recognized as who they
 *     are after, of all adversarial pictures
 * @param score the goodness score of the defended system on these pictures
 * @param scoreBefore the goodness score of the undefended system
 * @param outcomes what became of each adversarial picture, in the order of the attacks
 */
public record DefenseEvaluation(
        String name,
        SaliencyMaskConfig config,
        List<Rates> before,
        List<Rates> after,
        List<Rate> defenseSuccess,
        GoodnessScore score,
        GoodnessScore scoreBefore,
        List<Outcome> outcomes) {

    /** Copies the lists. */
    public DefenseEvaluation {
        before = List.copyOf(before);
        after = List.copyOf(after);
        defenseSuccess = List.copyOf(defenseSuccess);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Returns the index of a threshold in the lists.
     *
     * @throws IllegalArgumentException if nothing was measured at this threshold
     */
    public int indexOf(double threshold) {
        for (int i = 0; i < after.size(); i++) {
            if (Math.abs(after.get(i).threshold() - threshold) < 1e-9) {
                return i;
            }
        }
        throw new IllegalArgumentException("nothing was measured at the confidence threshold " + threshold);
    }
}
