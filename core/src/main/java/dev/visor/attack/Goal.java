package dev.visor.attack;

import dev.visor.face.Identity;
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

    /** Returns whether the most likely person is what the attacker wants. */
    default boolean holds(Scores scores) {
        return scores.best().equals(person()) == rises();
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
        double others = 0;
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
     * the largest other one, or the largest other one above the attacker's own. Where it is above zero, the goal holds.
     */
    default double margin(Scores scores) {
        float[] logits = scores.logits();
        int index = scores.gallery().indexOf(person());
        double margin = (double) logits[index] - logits[rival(logits, index)];
        return rises() ? margin : -margin;
    }

    /**
     * Returns the gradient of the margin with respect to the logits: one for the person who is to rise, minus one for
     * the person who is to fall. Of several largest others the first one counts.
     *
     * @return one value per person of the gallery
     */
    default float[] marginGradient(Scores scores) {
        float[] logits = scores.logits();
        int index = scores.gallery().indexOf(person());
        float[] gradient = new float[logits.length];
        gradient[index] = 1;
        gradient[rival(logits, index)] = -1;
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
