package dev.visor.attack;

import dev.visor.recognition.Scores;

/**
 * What an attack descends on, and what makes one picture better than another. Implementations are immutable and
 * thread-safe.
 */
public interface Loss {

    /** The cross-entropy of the goal, {@code -log p} of its confidence {@code p}. The objective is the confidence. */
    Loss CROSS_ENTROPY = new Loss() {
        @Override
        public double objective(Goal goal, Scores scores) {
            return goal.confidence(scores);
        }

        @Override
        public float[] gradient(Goal goal, Scores scores) {
            return goal.crossEntropyGradient(scores);
        }

        @Override
        public double value(double confidence) {
            return -Math.log(Math.max(confidence, Double.MIN_NORMAL));
        }
    };

    /**
     * The margin of the goal with the sign turned. Its gradient is as steep for a recognizer that is sure as for one that
     * is not (N. Carlini, D. Wagner, "Towards Evaluating the Robustness of Neural Networks", S&amp;P 2017, section V, f6,
     * without its floor). The objective is the margin; the value is the cross-entropy of two people with this margin
     * between them, which is above 0.
     */
    Loss MARGIN = new Loss() {
        @Override
        public double objective(Goal goal, Scores scores) {
            return goal.margin(scores);
        }

        @Override
        public float[] gradient(Goal goal, Scores scores) {
            return Goal.negated(goal.marginGradient(scores));
        }

        @Override
        public double value(double margin) {
            double rest = StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
            return margin < 0 ? rest - margin : rest;
        }
    };

    /** Returns how good scores are for the attacker; the higher, the better. */
    double objective(Goal goal, Scores scores);

    /** Returns the gradient to descend on with respect to the logits, one value per person of the gallery. */
    float[] gradient(Goal goal, Scores scores);

    /** Returns the loss at a mean objective: at least 0, and lower where the objective is higher. */
    double value(double objective);
}
