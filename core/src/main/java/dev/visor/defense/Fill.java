package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.image.Mask;

/** What replaces the masked pixels: the article's fifth step. Implementations are immutable and thread-safe. */
public interface Fill {

    /** Returns what files and reports call it, one word. */
    String name();

    /** Returns whether it goes by the pixels that are not masked, and so can't replace a whole picture. */
    boolean needsSurroundings();

    /**
     * Returns the picture with other pixels under the mask, 8-bit.
     *
     * @param mask of the picture's size; neither empty nor, if the surroundings are needed, the whole picture
     */
    Image replace(Image image, Mask mask);

    /**
     * Replaces the masked pixels.
     *
     * @param image the picture
     * @param mask of the same size
     * @return the picture, 8-bit; unchanged if the mask is empty or leaves no pixel to go by
     */
    default Image apply(Image image, Mask mask) {
        boolean nothingKnown = mask.area() == image.width() * image.height() && needsSurroundings();
        return mask.area() == 0 || nothingKnown ? image : replace(image, mask);
    }
}
