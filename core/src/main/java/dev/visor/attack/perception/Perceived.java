package dev.visor.attack.perception;

import dev.visor.image.Image;
import java.util.function.UnaryOperator;

/**
 * What a victim is shown, and the way back.
 *
 * @param image what it is shown, 8-bit
 * @param pullBack carries a gradient at the image, CHW, back to the texture of what is worn
 */
public record Perceived(Image image, UnaryOperator<float[]> pullBack) {}
