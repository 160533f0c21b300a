package dev.visor.face;

import dev.visor.image.Image;

/**
 * A face cut out of a photograph, and the way back.
 *
 * @param image the aligned crop, 8-bit
 * @param toCrop maps the photograph's pixels to those of the crop; its inverse leads back
 */
public record AlignedFace(Image image, Similarity toCrop) {}
