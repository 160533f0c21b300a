package dev.visor.capture;

/** A part of what happens to colors between the printer and the recognizer. */
public enum Distortion {
    /** The printer can't print every color, and prints others than it is sent. */
    GAMUT,
    /** The accessory sits, turns and bends differently. */
    WEAR,
    /** The light differs. */
    LIGHT,
    /** The camera blurs, is coarse and noisy, and compresses. */
    CAMERA,
    /** The face is aligned differently. */
    ALIGNMENT
}
