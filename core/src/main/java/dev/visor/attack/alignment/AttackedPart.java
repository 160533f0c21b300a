package dev.visor.attack.alignment;

import dev.visor.image.Image;
import dev.visor.image.Mask;

/**
 * The part of a photograph around a face with an adversarial accessory.
 *
 * @param image of the part's size, 8-bit
 * @param region where the accessory is in it
 */
public record AttackedPart(Image image, Mask region) {}
