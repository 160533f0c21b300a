package dev.visor.service.studio.message;

import org.jspecify.annotations.Nullable;

/**
 * A face with an accessory.
 *
 * @param picture of it, with what the undefended system decides
 * @param share of the pixels that are covered, in [0, 1]
 * @param coveredByMasks whether a mask of the accessory's usual family hides all of it; null if it belongs to none
 */
public record WornCard(
        PictureCard picture, double share, @Nullable Boolean coveredByMasks) {}
