package dev.visor.attack.perception;

import dev.visor.accessory.WornAccessory;
import dev.visor.capture.Capture;
import dev.visor.capture.CaptureSampler;
import dev.visor.capture.CapturedPicture;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.run.Seed;
import java.util.List;
import java.util.stream.Stream;

/**
 * A face that wears an accessory in the colors of a texture, and other pictures of the same person that can wear it. Immutable and
 * thread-safe; the texture is not copied.
 */
public final class Worn {

    private final List<Face> pictures;
    private final WornAccessory accessory;
    private final float[] texture;
    private final Image image;

    /**
     * Puts an accessory on.
     *
     * @param face the first picture
     * @param others of the same person, with the eyes at the same place; may be empty
     * @param accessory placed for the face's picture
     * @param texture CHW, each value in [0, 1]; must not change any more
     * @param image the face with the accessory as it is meant, 8-bit
     */
    public Worn(Face face, List<Face> others, WornAccessory accessory, float[] texture, Image image) {
        this.pictures = Stream.concat(Stream.of(face), others.stream()).toList();
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
        return sampler.draw(accessory, pictures.get(0).landmarks(), seed);
    }

    /**
     * Returns the picture that is taken then, of one of the pictures of the person.
     *
     * @param seed decides which
     */
    CapturedPicture under(Capture capture, Seed seed) {
        int picture = seed.derive("picture").random().nextInt(pictures.size());
        return capture.of(pictures.get(picture).image(), texture);
    }
}
