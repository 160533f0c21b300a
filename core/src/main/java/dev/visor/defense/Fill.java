package dev.visor.defense;

/** What the masked pixels are replaced with. */
public enum Fill {
    /** Black, as in the article. */
    ZERO,
    /** The mean color of the pixels that are not masked. */
    MEAN,
    /** A strong Gaussian blur of the picture, computed from the pixels that are not masked. */
    BLUR,
    /** The surroundings carried on inwards (A. Telea, "An Image Inpainting Technique Based on the Fast Marching
     * Method", 2004). */
    TELEA
}
