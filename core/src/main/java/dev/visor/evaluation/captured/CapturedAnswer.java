package dev.visor.evaluation.captured;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;

/**
 * What a system answers to a capture.
 *
 * @param verdict a person, unknown, or tampered
 * @param person the most likely person
 * @param confidence the probability of that person, in [0, 1]
 * @param targetConfidence the probability of the attacker's target, in [0, 1]; 0 without a target
 * @param certified whether no content of a declared accessory could have changed the answer
 */
public record CapturedAnswer(
        Verdict verdict, Identity person, double confidence, double targetConfidence, boolean certified) {

    /**
     * Returns the answer of a system.
     *
     * @throws IllegalArgumentException if the target is not enrolled
     */
    public static CapturedAnswer of(Decision decision, Capture capture) {
        Identity target = capture.target();
        return new CapturedAnswer(
                decision.verdict(),
                decision.scores().best(),
                decision.scores().confidence(),
                target == null ? 0 : decision.scores().confidence(target),
                decision.certified());
    }

    /** Returns what became of a capture. */
    public CapturedOutcome outcome(Capture capture) {
        return switch (verdict) {
            case TAMPERED -> CapturedOutcome.TAMPERED;
            case UNKNOWN -> CapturedOutcome.UNKNOWN;
            case PERSON ->
                person.equals(capture.person())
                        ? CapturedOutcome.RECOGNIZED
                        : person.equals(capture.target()) ? CapturedOutcome.TARGET : CapturedOutcome.OTHER;
        };
    }
}
