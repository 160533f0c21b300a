package dev.visor.attack;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;

/** What an attacker wants a recognizer to answer: impersonation of somebody, or dodging. */
public sealed interface Goal permits Impersonation, Dodging {

    /** Returns whose score decides. */
    Identity person();

    /** Returns whether the score of {@link #person} is to rise; else it is to fall. */
    boolean rises();

    /** Returns how sure the recognizer is of what the attacker wants, in [0, 1]. */
    default double confidence(Scores scores) {
        double confidence = scores.confidence(person());
        return rises() ? confidence : 1 - confidence;
    }

    /**
     * Returns whether the answer to a picture is what the attacker wants: the target is recognized, or the attacker is not. In
     * an open set nobody is recognized below the threshold.
     */
    default boolean holds(Scores scores) {
        if (scores.isKnown()) {
            return scores.best().equals(person()) == rises();
        }
        return !rises() && scores.gallery().isOpenSet();
    }

    /**
     * Returns whether a system decides what the attacker wants: for the target, or with dodging for anybody else. To be
     * unknown is what a dodging attacker wants of an open set. A closed set knows everybody, so there it is an alarm.
     */
    default boolean holds(Decision decision) {
        return switch (decision.verdict()) {
            case PERSON -> decision.scores().best().equals(person()) == rises();
            case UNKNOWN -> !rises() && decision.scores().gallery().isOpenSet();
            case TAMPERED -> false;
        };
    }

    /**
     * Returns the gradient of the cross-entropy against the person with respect to the logits, with the sign turned if
     * the score is to fall.
     *
     * @return one value per person of the gallery
     */
    default float[] crossEntropyGradient(Scores scores) {
        double[] probabilities = scores.probabilities();
        float[] gradient = new float[probabilities.length];
        int index = scores.gallery().indexOf(person());
        double others = scores.unknownProbability();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) probabilities[i];
            others += i == index ? 0 : probabilities[i];
        }
        // Summing the others keeps a tiny gradient exact where the person's own probability rounds to one.
        gradient[index] = (float) -others;
        return rises() ? gradient : negated(gradient);
    }

    /**
     * Returns by how much the logit of what the attacker wants is above that of its strongest rival: the target's above
     * the largest other one, or the largest other one above the attacker's own. Where a picture can be rejected, nobody has the
     * logit 0, and is a rival too; with dodging in an open set, nobody is as welcome as another person. Where it is above zero, the
     * goal holds.
     */
    default double margin(Scores scores) {
        float[] logits = scores.logits();
        int index = scores.gallery().indexOf(person());
        double own = logits[index];
        double other = logits[rival(logits, index)];
        if (scores.gallery().canReject()) {
            if (rises() || scores.gallery().isOpenSet()) {
                other = Math.max(other, 0);
            } else {
                own = Math.max(own, 0);
            }
        }
        return rises() ? own - other : other - own;
    }

    /**
     * Returns the gradient of the margin with respect to the logits: one for the person who is to rise, minus one for
     * the person who is to fall. Of several largest others the first one counts. Nobody's logit is fixed.
     *
     * @return one value per person of the gallery
     */
    default float[] marginGradient(Scores scores) {
        float[] logits = scores.logits();
        int index = scores.gallery().indexOf(person());
        int rival = rival(logits, index);
        boolean rejects = scores.gallery().canReject();
        boolean rivalled = rises() || scores.gallery().isOpenSet();
        float[] gradient = new float[logits.length];
        gradient[index] = rejects && !rivalled && logits[index] <= 0 ? 0 : 1;
        gradient[rival] = rejects && rivalled && logits[rival] <= 0 ? 0 : -1;
        return rises() ? gradient : negated(gradient);
    }

    private static int rival(float[] logits, int person) {
        int rival = person == 0 ? 1 : 0;
        for (int i = 0; i < logits.length; i++) {
            if (i != person && logits[i] > logits[rival]) {
                rival = i;
            }
        }
        return rival;
    }

    /** Returns the gradient with the sign turned. */
    static float[] negated(float[] gradient) {
        float[] negated = new float[gradient.length];
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -gradient[i];
        }
        return negated;
    }
}
