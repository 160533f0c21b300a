package dev.visor.service.studio.message;

import org.jspecify.annotations.Nullable;

/**
 * A picture as the page shows it.
 *
 * @param id what the page calls it
 * @param url of the PNG file
 * @param person whose face it is; null if that is unknown
 * @param width in pixels
 * @param height in pixels
 * @param eyeDistance between the eyes, in pixels
 * @param decision of the undefended system
 */
public record PictureCard(
        String id,
        String url,
        @Nullable String person,
        int width,
        int height,
        double eyeDistance,
        SeenDecision decision) {}
