package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Impersonation;
import dev.visor.face.Identity;
import dev.visor.recognition.Scores;

/**
 * What a recognizer answered.
 *
 * @param person the most likely person
 * @param confidence the probability of that person, in [0, 1]
 * @param realConfidence the probability of who it really is, in [0, 1]
 * @param targetConfidence the probability of the attacker's target, in [0, 1]; 0 without a target
 */
public record Answer(Identity person, double confidence, double realConfidence, double targetConfidence) {

    /** Returns what a recognizer answered to a picture of a person. */
    public static Answer of(Scores scores, Identity real) {
        return new Answer(scores.best(), scores.confidence(), scores.confidence(real), 0);
    }

    /** Returns what a recognizer answered to a picture of an attack. */
    public static Answer of(Scores scores, AdversarialExample example) {
        return new Answer(
                scores.best(),
                scores.confidence(),
                scores.confidence(example.face().identity()),
                example.goal() instanceof Impersonation impersonation ? scores.confidence(impersonation.target()) : 0);
    }
}
