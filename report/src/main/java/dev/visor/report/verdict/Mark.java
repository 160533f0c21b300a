package dev.visor.report.verdict;

import dev.visor.evaluation.Answer;

/** What an answer to an attack is worth, marked by a word and a sign besides the color. */
public enum Mark {
    /** Recognized as who the attacker is. */
    REAL("✓", "recognized", "stopped"),
    /** Taken for tampered with. */
    TAMPERED("!", "tampered", "stopped"),
    /** Recognized as nobody. */
    UNKNOWN("–", "unknown", "stopped"),
    /** Taken for a third person. */
    OTHER("?", "third person", "open"),
    /** Taken for the target, or for anybody else if that is all that the attacker wants. */
    TARGET("✗", "passed", "passed");

    private final String sign;
    private final String words;
    private final String styleClass;

    Mark(String sign, String words, String styleClass) {
        this.sign = sign;
        this.words = words;
        this.styleClass = styleClass;
    }

    /** Returns the sign. */
    public String sign() {
        return sign;
    }

    /** Returns what it means, in one or two words. */
    public String words() {
        return words;
    }

    /**
     * Returns the class of the style sheet.
     *
     * @param adaptive whether the attacker knew the defense; only then a stopped attack is green
     */
    public String styleClass(boolean adaptive) {
        return adaptive && styleClass.equals("stopped") ? "held" : styleClass;
    }

    /** Returns whom a person's answer names, by whose confidence the highest one is. */
    static Mark byConfidence(Answer answer) {
        if (answer.confidence() == answer.realConfidence()) {
            return REAL;
        }
        return answer.confidence() == answer.targetConfidence() ? TARGET : OTHER;
    }
}
