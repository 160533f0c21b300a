package dev.visor.store.faces.detection;

import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Image;

/** A photograph that faces are pasted into. */
public final class Canvas {

    private final int width;
    private final int height;
    private final float[] values;

    /** Begins with a smooth gray. */
    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.35f + 0.2f * (i % width) / width;
        }
    }

    /**
     * Pastes a picture.
     *
     * @param angle in degrees, clockwise
     */
    public Canvas paste(Image picture, double left, double top, double scale, double angle) {
        double a = scale * Math.cos(Math.toRadians(angle));
        double b = scale * Math.sin(Math.toRadians(angle));
        Similarity there = new Similarity(a, b, left, top);
        SimilarityWarp warp = SimilarityWarp.onBlack(there, width, height);
        float[] pasted = warp.apply(picture).values();
        float[] covered = warp.apply(
                        Image.filled(picture.width(), picture.height(), new dev.visor.image.Color(1, 1, 1)))
                .values();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * (1 - covered[i]) + pasted[i];
        }
        return this;
    }

    /** Returns the photograph. */
    public Image image() {
        return Image.quantized(width, height, values);
    }
}
