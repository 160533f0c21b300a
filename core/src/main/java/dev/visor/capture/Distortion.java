package dev.visor.capture;

/** A part of what happens to colors between the printer and the recognizer. */
public enum Distortion {
    /** The printer can't print every color, and prints others than it is sent. */
    GAMUT("gamut"),
    /** The accessory sits, turns and bends differently. */
    WEAR("wear"),
    /** The light differs. */
    LIGHT("light"),
    /** The camera blurs, is coarse and noisy, and compresses. */
    CAMERA("camera"),
    /** The face is aligned differently. */
    ALIGNMENT("alignment");

    private final String word;

    Distortion(String word) {
        this.word = word;
    }

    /** Returns what reports call it. */
    public String word() {
        return word;
    }
}
