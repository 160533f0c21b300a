package dev.visor.service.decision;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;

/**
 * Whether a photograph shows a person, 1:1.
 *
 * @param match whether the guarded system decides for this person
 * @param claimed who it should be
 * @param answer what the system decides by itself
 */
public record Verification(boolean match, String claimed, Answer answer) {

    /** Compares a decision with who it should be. */
    public static Verification of(Decision decision, Identity claimed, Answer answer) {
        return new Verification(decision.recognizes(claimed), claimed.name(), answer);
    }
}
