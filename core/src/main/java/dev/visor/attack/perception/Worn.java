package dev.visor.attack.perception;

import dev.visor.accessory.WornAccessory;
import dev.visor.capture.Capture;
import dev.visor.capture.CaptureSampler;
import dev.visor.capture.CapturedPicture;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.run.Seed;

/** A face that wears an accessory in the colors of a texture. Immutable and thread-safe; the texture is not copied. */
public final class Worn {

    private final Face face;
    private final WornAccessory accessory;
    private final float[] texture;
    private final Image image;

    /**
     * Puts an accessory on.
     *
     * @param accessory placed for the face's picture
     * @param texture CHW, each value in [0, 1]; must not change any more
     * @param image the face with the accessory as it is meant, 8-bit
     */
    public Worn(Face face, WornAccessory accessory, float[] texture, Image image) {
        this.face = face;
        this.accessory = accessory;
        this.texture = texture;
        this.image = image;
    }

    /** Returns the picture of the face with the accessory as it is meant, 8-bit. */
    public Image image() {
        return image;
    }

    /** Carries a gradient at {@link #image} back to the texture, CHW. */
    public float[] pullBack(float[] gradient) {
        return accessory.pullBack(gradient);
    }

    /** Returns a draw of what happens when the accessory is printed, worn and photographed. */
    Capture draw(CaptureSampler sampler, Seed seed) {
        return sampler.draw(accessory, face.landmarks(), seed);
    }

    /** Returns the picture that is taken then. */
    CapturedPicture under(Capture capture) {
        return capture.of(face.image(), texture);
    }
}
