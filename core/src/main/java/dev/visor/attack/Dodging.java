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
        return Goal.negated(Goal.crossEntropyGradient(scores, self));
    }

    @Override
    public double margin(Scores scores) {
        return -Goal.marginOf(scores, self);
    }

    @Override
    public float[] marginGradient(Scores scores) {
        return Goal.negated(Goal.marginGradientOf(scores, self));
    }
}
