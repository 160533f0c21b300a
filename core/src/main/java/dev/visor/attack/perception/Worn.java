package dev.visor.attack.perception;

import dev.visor.accessory.WornAccessory;
import dev.visor.attack.alignment.View;
import dev.visor.capture.Capture;
import dev.visor.capture.CaptureSampler;
import dev.visor.capture.CapturedPicture;
import dev.visor.face.Landmarks;
import dev.visor.image.Image;
import dev.visor.run.Seed;
import java.util.List;

/**
 * Somebody who wears an accessory in the colors of a texture, and pictures of that person that can wear it. Immutable and
 * thread-safe; the texture is not copied.
 */
public final class Worn {

    private final List<Picture> pictures;
    private final Landmarks eyes;
    private final WornAccessory accessory;
    private final float[] texture;
    private final Image image;

    /**
     * Puts an accessory on.
     *
     * @param pictures the one that wears it in {@code image}, then others of the same size and with the eyes at the same place
     * @param eyes where they are in the pictures
     * @param accessory placed for the eyes
     * @param texture CHW, each value in [0, 1]; must not change any more
     * @param image the first picture with the accessory as it is meant, 8-bit
     */
    public Worn(List<Picture> pictures, Landmarks eyes, WornAccessory accessory, float[] texture, Image image) {
        this.pictures = List.copyOf(pictures);
        this.eyes = eyes;
        this.accessory = accessory;
        this.texture = texture;
        this.image = image;
    }

    /**
     * A picture of the person without the accessory.
     *
     * @param image 8-bit
     * @param view what the victim sees of it
     */
    public record Picture(Image image, View view) {}

    /** Returns the first picture with the accessory as it is meant, 8-bit. */
    public Image image() {
        return image;
    }

    /** Returns what the victim sees of the first picture. */
    View view() {
        return pictures.get(0).view;
    }

    /** Carries a gradient at {@link #image} back to the texture, CHW. */
    public float[] pullBack(float[] gradient) {
        return accessory.pullBack(gradient);
    }

    /** Returns a draw of what happens when the accessory is printed, worn and photographed. */
    Capture draw(CaptureSampler sampler, Seed seed) {
        return sampler.draw(accessory, eyes, seed);
    }

    /**
     * Returns one of the pictures.
     *
     * @param seed decides which
     */
    Picture picture(Seed seed) {
        return pictures.get(seed.derive("picture").random().nextInt(pictures.size()));
    }

    /** Returns the picture that is taken then, of one of the pictures of the person. */
    CapturedPicture under(Capture capture, Picture picture) {
        return capture.of(picture.image, texture);
    }
}
