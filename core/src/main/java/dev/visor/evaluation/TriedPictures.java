package dev.visor.evaluation;

/** Which pictures of an attacker wear a printed accessory. */
public enum TriedPictures {
    /** Those that the attack was not made with, as at a door. */
    OTHER,
    /** The first one that it was made with, which shows what printing and capturing alone take from an attack. */
    OWN
}
