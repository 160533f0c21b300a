package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.saliency.SaliencyMap;

/**
 * A picture with the suspicious part removed.
 *
 * @param original the picture as presented
 * @param map what the mask was made from
 * @param mask the pixels that were replaced
 * @param image the picture with these pixels replaced, 8-bit
 */
public record Cleansed(Image original, SaliencyMap map, Mask mask, Image image) {}
