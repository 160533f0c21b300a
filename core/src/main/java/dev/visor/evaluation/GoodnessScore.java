package dev.visor.evaluation;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;
import java.util.stream.DoubleStream;

/**
 * The article's goodness score, {@code 1/3 (AC(clean, r) + AC(adv, r) + 1 - AC(adv, t))}, where AC(X, Y) is the mean
 * confidence with which the pictures X are recognized as the people Y (r the real person, t the target).
 *
 * @param cleanReal AC(clean, r), in [0, 1]
 * @param adversarialReal AC(adv, r), in [0, 1]
 * @param adversarialTarget AC(adv, t), in [0, 1]
 */
public record GoodnessScore(double cleanReal, double adversarialReal, double adversarialTarget) {

    /** Checks the ranges. */
    public GoodnessScore {
        check(cleanReal, "AC(clean, r)");
        check(adversarialReal, "AC(adv, r)");
        check(adversarialTarget, "AC(adv, t)");
    }

    /** Returns the score in [0, 1]; higher is better. */
    public double value() {
        return (cleanReal + adversarialReal + 1 - adversarialTarget) / 3;
    }

    /** Returns the confidence with which somebody is accepted, or a stranger is unknown; 0 with another verdict. */
    static double confidence(Decision decision, Identity who) {
        Verdict right = decision.scores().gallery().isStranger(who) ? Verdict.UNKNOWN : Verdict.PERSON;
        return decision.verdict() == right ? decision.scores().rightConfidence(who) : 0;
    }

    /** Returns the mean of confidences, 0 of none; rounding can take a mean of shares above one. */
    static double mean(DoubleStream confidences) {
        return Math.min(1, confidences.average().orElse(0));
    }

    private static void check(double confidence, String name) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("illegal " + name + ": " + confidence + ", must be in [0, 1]");
        }
    }
}
