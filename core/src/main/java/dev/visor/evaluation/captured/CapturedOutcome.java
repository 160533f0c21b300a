package dev.visor.evaluation.captured;

/** What became of a capture, from the best for an attacker to the worst. */
public enum CapturedOutcome {
    /** Accepted as the target. */
    TARGET("accepted as the target"),
    /** Accepted as somebody else who is not the target. */
    OTHER("accepted as somebody else"),
    /** Accepted as the person whom it shows. */
    RECOGNIZED("recognized"),
    /** Recognized as nobody. */
    UNKNOWN("unknown"),
    /** Taken for tampered with. */
    TAMPERED("tampered"),
    /** No usable face was found: a non-response in ISO/IEC 30107-3. */
    NO_FACE("no face");

    private final String words;

    CapturedOutcome(String words) {
        this.words = words;
    }

    /** Returns it in a few words. */
    public String words() {
        return words;
    }
}
