package dev.visor.attack;

import dev.visor.face.Identity;
import dev.visor.recognition.Scores;

/** What an attacker wants a recognizer to answer. */
public sealed interface Goal permits Impersonation, Dodging {

    /** Returns how sure the recognizer is of what the attacker wants, in [0, 1]. */
    double confidence(Scores scores);

    /** Tells whether the most likely person is what the attacker wants. */
    boolean holds(Scores scores);

    /**
     * Returns the gradient of the loss that falls as the goal comes nearer, with respect to the logits.
     *
     * @return one value per person of the gallery
     */
    float[] lossGradient(Scores scores);

    /**
     * Returns by how much the logit of what the attacker wants is above that of what stands in its way: the target's
     * above the largest other one, or the largest other one above the attacker's own. Where it is above zero, the goal
     * holds.
     */
    double margin(Scores scores);

    /**
     * Returns the gradient of the margin with respect to the logits: one for the person who is to rise, minus one for
     * the person who is to fall. Of several largest others the first one counts.
     *
     * @return one value per person of the gallery
     */
    float[] marginGradient(Scores scores);

    /** Returns the logit of a person less the largest other one. */
    static double marginOf(Scores scores, Identity person) {
        float[] logits = scores.logits();
        int index = scores.gallery().indexOf(person);
        return (double) logits[index] - logits[rival(logits, index)];
    }

    /** Returns the gradient of {@link #marginOf}. */
    static float[] marginGradientOf(Scores scores, Identity person) {
        float[] logits = scores.logits();
        int index = scores.gallery().indexOf(person);
        float[] gradient = new float[logits.length];
        gradient[index] = 1;
        gradient[rival(logits, index)] = -1;
        return gradient;
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

    /** Returns the gradient of the cross-entropy against a person: the probabilities, less one at the person. */
    static float[] crossEntropyGradient(Scores scores, Identity person) {
        double[] probabilities = scores.probabilities();
        float[] gradient = new float[probabilities.length];
        int index = scores.gallery().indexOf(person);
        double others = 0;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) probabilities[i];
            others += i == index ? 0 : probabilities[i];
        }
        // Summing the others keeps a tiny gradient exact where the person's own probability rounds to one.
        gradient[index] = (float) -others;
        return gradient;
    }

    /** Returns the gradient the other way round. */
    static float[] negated(float[] gradient) {
        float[] negated = new float[gradient.length];
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -gradient[i];
        }
        return negated;
    }
}
