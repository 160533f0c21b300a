package dev.visor.attack;

import dev.visor.face.Identity;
import dev.visor.recognition.Scores;

/**
 * Not to be recognized as oneself.
 *
 * @param self who the attacker really is
 */
public record Dodging(Identity self) implements Goal {

    @Override
    public double confidence(Scores scores) {
        return 1 - scores.confidence(self);
    }

    @Override
    public boolean holds(Scores scores) {
        return !scores.best().equals(self);
    }

    @Override
    public float[] lossGradient(Scores scores) {
        float[] gradient = Goal.crossEntropyGradient(scores, self);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = -gradient[i];
        }
        return gradient;
    }
}
