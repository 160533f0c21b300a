package dev.visor.attack;

import dev.visor.recognition.Scores;

/** What an attack descends on, and by what its iterates are told apart. Immutable and thread-safe. */
public enum Loss {
    /** The cross-entropy of the goal; the nearest iterate is the one with the highest confidence. */
    CROSS_ENTROPY {
        @Override
        double nearness(Goal goal, Scores scores) {
            return goal.confidence(scores);
        }

        @Override
        float[] gradient(Goal goal, Scores scores) {
            return goal.lossGradient(scores);
        }

        @Override
        double of(double nearness) {
            return -Math.log(Math.max(nearness, Double.MIN_NORMAL));
        }
    },
    /**
     * The margin of the goal with the sign turned, whose gradient is as steep for a recognizer that is sure as for one
     * that is not (N. Carlini, D. Wagner, "Towards Evaluating the Robustness of Neural Networks", S&amp;P 2017, section V,
     * f6, without its floor); the nearest iterate is the one with the largest margin.
     */
    MARGIN {
        @Override
        double nearness(Goal goal, Scores scores) {
            return goal.margin(scores);
        }

        @Override
        float[] gradient(Goal goal, Scores scores) {
            return Goal.negated(goal.marginGradient(scores));
        }

        /** That of two people with the margin between them: above zero, so that a share of it can be told. */
        @Override
        double of(double nearness) {
            double rest = StrictMath.log1p(StrictMath.exp(-Math.abs(nearness)));
            return nearness < 0 ? rest - nearness : rest;
        }
    };

    /** Returns how near a picture is to the goal: the higher, the nearer. */
    abstract double nearness(Goal goal, Scores scores);

    /** Returns the gradient to descend on, with respect to the logits. */
    abstract float[] gradient(Goal goal, Scores scores);

    /** Returns the cross-entropy at a nearness, at least 0, by which patience measures progress. */
    abstract double of(double nearness);
}
