package dev.visor.accessory;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.util.Arrays;

/**
 * An accessory at its place in a picture: how much of each pixel it covers. Its texture has a color for each pixel of
 * the picture, of which only those under the accessory matter.
 *
 * <p>Immutable and thread-safe.
 */
public final class WornAccessory {

    private final int width;
    private final int height;
    private final float[] coverage;
    private final Mask region;

    /**
     * Makes a worn accessory.
     *
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     * @param coverage the covered share of each pixel in [0, 1], row by row
     * @throws IllegalArgumentException if no pixel is covered
     */
    public WornAccessory(int width, int height, float[] coverage) {
        this.width = width;
        this.height = height;
        this.coverage = coverage.clone();
        boolean[] covered = new boolean[width * height];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = coverage[i] > 0;
        }
        this.region = Mask.of(width, height, covered);
        if (region.area() == 0) {
            throw new IllegalArgumentException("the accessory lies outside the picture");
        }
    }

    /** Returns the width of the picture in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of the picture in pixels. */
    public int height() {
        return height;
    }

    /** Returns a copy of the covered share of each pixel in [0, 1], row by row. */
    public float[] coverage() {
        return coverage.clone();
    }

    /** Returns the pixels that it covers, wholly or in part. */
    public Mask region() {
        return region;
    }

    /** Returns both accessories as one: a pixel is covered as far as the one covers it that covers more. */
    WornAccessory with(WornAccessory other) {
        check(other.width, other.height, Image.CHANNELS * other.coverage.length);
        float[] both = new float[coverage.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = Math.max(coverage[i], other.coverage[i]);
        }
        return new WornAccessory(width, height, both);
    }

    /** Returns the covered share of the picture in [0, 1], pixels covered in part counting in part. */
    public double share() {
        double sum = 0;
        for (float pixel : coverage) {
            sum += pixel;
        }
        return sum / coverage.length;
    }

    /** Returns a texture of one color: {@code 3 * height * width} values in [0, 1], CHW. */
    public float[] plainTexture(Color color) {
        float[] texture = new float[Image.CHANNELS * coverage.length];
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            Arrays.fill(texture, channel * coverage.length, (channel + 1) * coverage.length, color.component(channel));
        }
        return texture;
    }

    /**
     * Draws the accessory over a face, rounded to 8 bits. Pixels that it does not cover stay as they are.
     *
     * @param face of the size that the accessory was placed for
     * @param texture CHW, each value in [0, 1]
     */
    public Image render(Image face, float[] texture) {
        check(face.width(), face.height(), texture.length);
        float[] original = face.values();
        float[] drawn = new float[original.length];
        for (int i = 0; i < drawn.length; i++) {
            float alpha = coverage[i % coverage.length];
            drawn[i] = (1 - alpha) * original[i] + alpha * texture[i];
        }
        return Image.quantized(width, height, drawn);
    }

    /**
     * Returns the texture that a picture shows: what {@link #render} was given, but for rounding. A pixel that is covered less
     * than by half takes the color of the nearest one that is covered at least by half, of which there must be one.
     *
     * @param face without the accessory, of the size that the accessory was placed for
     * @param picture the face with the accessory, of the same size
     * @return CHW, each value in [0, 1]
     */
    public float[] texture(Image face, Image picture) {
        float[] bare = face.values();
        float[] worn = picture.values();
        check(face.width(), face.height(), bare.length);
        check(picture.width(), picture.height(), worn.length);
        int[] sources = sources();
        float[] texture = new float[bare.length];
        for (int i = 0; i < texture.length; i++) {
            int pixel = sources[i % coverage.length];
            int at = i - i % coverage.length + pixel;
            float alpha = coverage[pixel];
            texture[i] = Math.min(1, Math.max(0, (worn[at] - (1 - alpha) * bare[at]) / alpha));
        }
        return texture;
    }

    /** Returns for each pixel the nearest one that is covered at least by half. */
    private int[] sources() {
        return NearestPixels.of(width, height, pixel -> coverage[pixel] >= 0.5f);
    }

    /**
     * Pulls a gradient at the pixels of a rendered picture back to the texture; zero outside the accessory.
     *
     * @param gradient CHW
     * @return CHW, a new array
     */
    public float[] pullBack(float[] gradient) {
        check(width, height, gradient.length);
        float[] pulled = new float[gradient.length];
        for (int i = 0; i < pulled.length; i++) {
            pulled[i] = coverage[i % coverage.length] * gradient[i];
        }
        return pulled;
    }

    private void check(int faceWidth, int faceHeight, int values) {
        if (faceWidth != width || faceHeight != height || values != Image.CHANNELS * coverage.length) {
            throw new IllegalArgumentException("illegal picture for the accessory: " + faceWidth + "x" + faceHeight
                    + " with " + values + " values, must be " + width + "x" + height);
        }
    }
}
