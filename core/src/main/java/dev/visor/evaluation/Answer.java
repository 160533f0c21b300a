package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Impersonation;
import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;

/**
 * What a system answered to a picture.
 *
 * @param verdict a person, unknown, or tampered
 * @param person the most likely person
 * @param confidence the probability of that person, in [0, 1]
 * @param realConfidence the probability of who it really is, in [0, 1]; of nobody for a stranger
 * @param targetConfidence the probability of the attacker's target, in [0, 1]; 0 without a target
 * @param certified whether no content of a declared accessory could have changed the answer
 */
public record Answer(
        Verdict verdict,
        Identity person,
        double confidence,
        double realConfidence,
        double targetConfidence,
        boolean certified) {

    /** Returns the answer of an undefended system to the picture of an attack. */
    public static Answer of(Scores scores, AdversarialExample example) {
        return of(Decision.of(scores), example);
    }

    /** Returns the answer of a system to the picture of an attack. */
    public static Answer of(Decision decision, AdversarialExample example) {
        Scores scores = decision.scores();
        return new Answer(
                decision.verdict(),
                scores.best(),
                scores.confidence(),
                scores.rightConfidence(example.face().identity()),
                example.goal() instanceof Impersonation impersonation ? scores.confidence(impersonation.target()) : 0,
                decision.certified());
    }
}
