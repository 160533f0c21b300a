package dev.visor.service.studio.message;

/**
 * How a picture is looked at.
 *
 * @param picture its id
 * @param mu the quantile of the saliency map above which pixels are salient, in (0, 1)
 * @param n how often the mask is dilated and then eroded, at least 0
 * @param phi the smallest contour that is kept, in pixels, at least 0
 * @param fill what replaces the masked pixels: zero or telea
 */
public record SaliencyRequest(String picture, double mu, int n, int phi, String fill) {}
