package dev.visor.service.studio;

import org.jspecify.annotations.Nullable;

/**
 * A face with an accessory.
 *
 * @param picture of it
 * @param share of the pixels that are covered, in [0, 1]
 * @param decision of the undefended system
 * @param coveredByMasks whether a mask of the accessory's usual family hides all of it; null if it belongs to none
 */
public record WornCard(
        PictureCard picture,
        double share,
        SeenDecision decision,
        @Nullable Boolean coveredByMasks) {}
