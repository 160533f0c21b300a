package dev.visor.recognition;

/** The three outcomes of a decision. */
public enum Verdict {
    /** The picture shows a person of the gallery. */
    PERSON,
    /** Nobody of the gallery was recognized. */
    UNKNOWN,
    /** The picture was tampered with. */
    TAMPERED
}
