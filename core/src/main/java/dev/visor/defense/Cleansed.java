package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.saliency.SaliencyMap;

/**
 * A picture with the suspicious part removed.
 *
 * @param original the picture as presented
 * @param map how suspicious each pixel was found
 * @param mask the pixels that were changed
 * @param image the picture cleansed, 8-bit
 */
public record Cleansed(Image original, SaliencyMap map, Mask mask, Image image) {}
