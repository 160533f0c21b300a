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
}
