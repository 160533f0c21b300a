package dev.visor.attack;

import dev.visor.face.Identity;
import dev.visor.recognition.Scores;

/**
 * To be recognized as a certain person.
 *
 * @param target whom the attacker wants to pass for
 */
public record Impersonation(Identity target) implements Goal {

    @Override
    public double confidence(Scores scores) {
        return scores.confidence(target);
    }

    @Override
    public boolean holds(Scores scores) {
        return scores.best().equals(target);
    }

    @Override
    public float[] lossGradient(Scores scores) {
        return Goal.crossEntropyGradient(scores, target);
    }

    @Override
    public double margin(Scores scores) {
        return Goal.marginOf(scores, target);
    }

    @Override
    public float[] marginGradient(Scores scores) {
        return Goal.marginGradientOf(scores, target);
    }
}
