package dev.visor.recognition;

import dev.visor.face.Identity;

/**
 * What a recognition system decides about a picture. A system without a defense decides for the most likely person, and in
 * an open set for nobody if that person's logit is below the threshold.
 *
 * @param verdict a person, unknown, or tampered
 * @param scores the scores behind the decision; their most likely person is the one decided for
 * @param certified whether it is proven that no accessory of the family that the system declares could have made the
 *     system decide for another person
 */
public record Decision(Verdict verdict, Scores scores, boolean certified) {

    /** Returns what a system without a defense decides: for the most likely person, or unknown below the threshold. */
    public static Decision of(Scores scores) {
        return new Decision(scores.isKnown() ? Verdict.PERSON : Verdict.UNKNOWN, scores, false);
    }

    /** Returns the decision for the most likely person, whatever the threshold. */
    public static Decision person(Scores scores) {
        return new Decision(Verdict.PERSON, scores, false);
    }

    /** Returns the same scores under another verdict, which is not certified. */
    public Decision as(Verdict other) {
        return new Decision(other, scores, false);
    }

    /** Returns whether the decision is for this person. */
    public boolean recognizes(Identity person) {
        return verdict == Verdict.PERSON && scores.best().equals(person);
    }

    /** Returns whether the decision is right about somebody: for the person, or unknown if the person is a stranger. */
    public boolean isRightAbout(Identity who) {
        return scores.gallery().isStranger(who) ? verdict == Verdict.UNKNOWN : recognizes(who);
    }
}
