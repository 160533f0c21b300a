package dev.visor.capture;

import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.run.Seed;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One draw of {@link Camera}. Immutable and thread-safe. */
final class CameraShot {

    private static final double SHARPEST = 0.2; // pixels; a blur below it changes next to nothing

    private final int width;
    private final int height;
    private final @Nullable GaussianBlur blur;
    private final @Nullable SimilarityWarp coarser;
    private final @Nullable SimilarityWarp finer;
    private final int coarseWidth;
    private final int coarseHeight;
    private final double noise;
    private final Seed noiseSeed;
    private final int quality;

    /** Draws, for pictures of a size, and eyes so many pixels apart. */
    CameraShot(Camera camera, double eyeDistance, int width, int height, Seed seed) {
        SplittableRandom random = seed.derive("camera").random();
        this.width = width;
        this.height = height;
        double sigma = camera.blur() * eyeDistance * random.nextDouble();
        this.blur = sigma > SHARPEST ? new GaussianBlur(sigma) : null;
        double side = camera.coarseness() * eyeDistance * random.nextDouble();
        this.coarseWidth = side > 1 ? (int) Math.ceil(width / side) : width;
        this.coarseHeight = side > 1 ? (int) Math.ceil(height / side) : height;
        Similarity shrink = side > 1 ? new Similarity(1 / side, 0, (1 / side - 1) / 2, (1 / side - 1) / 2) : null;
        this.coarser = shrink == null ? null : SimilarityWarp.replicating(shrink, coarseWidth, coarseHeight);
        this.finer = shrink == null ? null : SimilarityWarp.replicating(shrink.inverse(), width, height);
        this.noise = camera.noise() * random.nextDouble();
        this.noiseSeed = seed.derive("noise");
        this.quality = 100 - (int) Math.round(camera.jpeg() * random.nextDouble());
    }

    /** Returns what the lens and the sensor make of values: blurred and coarse, in [0, 1]. */
    float[] resolved(float[] values) {
        float[] seen = blur == null ? values : blur.apply(values, width);
        return coarser == null || finer == null
                ? seen
                : finer.apply(coarser.apply(Image.of(width, height, inRange(seen))))
                        .values();
    }

    /** Returns the picture that is taken, 8-bit. */
    Image apply(float[] values) {
        float[] seen = resolved(values);
        if (noise > 0) {
            seen = noisy(seen);
        }
        Image taken = Image.quantized(width, height, seen);
        return quality == 100 ? taken : PictureCodec.decode(PictureCodec.encodeJpeg(taken, quality), "JPEG");
    }

    /** The weights of a blur add up to 1 but for rounding. */
    private static float[] inRange(float[] values) {
        float[] cut = values.clone();
        for (int i = 0; i < cut.length; i++) {
            cut[i] = Math.min(1f, cut[i]);
        }
        return cut;
    }

    private float[] noisy(float[] values) {
        SplittableRandom random = noiseSeed.random();
        float[] noisy = new float[values.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = values[i] + (float) (noise * random.nextGaussian());
        }
        return noisy;
    }

    /** Carries a gradient at the picture back to what was seen, straight through rounding, JPEG, and the limits of values. */
    float[] pullBack(float[] gradient) {
        float[] pulled = gradient;
        if (coarser != null && finer != null) {
            pulled = coarser.pullBack(finer.pullBack(pulled, coarseWidth, coarseHeight), width, height);
        }
        return blur == null ? pulled : blur.pullBack(pulled, width);
    }
}
