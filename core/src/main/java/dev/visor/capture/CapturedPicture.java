package dev.visor.capture;

import dev.visor.image.Image;

/**
 * What a camera took of a face with a printed accessory, and the way back to the colors that were sent to the printer. Immutable
 * and thread-safe.
 */
public final class CapturedPicture {

    private final Capture capture;
    private final float[] texture;
    private final float[] composed;
    private final float[] covered;
    private final Image image;

    CapturedPicture(Capture capture, float[] texture, float[] composed, float[] covered, Image image) {
        this.capture = capture;
        this.texture = texture;
        this.composed = composed;
        this.covered = covered;
        this.image = image;
    }

    /** Returns the picture, 8-bit, of the size of the face's picture, before it is aligned anew. */
    public Image image() {
        return image;
    }

    /**
     * Returns how much of each pixel comes from the accessory after the camera's blur and coarseness: the same in all three
     * channels, 8-bit. JPEG carries a little of it farther.
     */
    public Image coverage() {
        return capture.resolved(covered);
    }

    /**
     * Carries a gradient at the picture back to the texture: exact through the camera's blur and coarseness, the light, the place
     * of the accessory and the printer, and straight through rounding, noise and JPEG.
     *
     * @param gradient CHW
     * @return CHW, zero outside the accessory
     */
    public float[] pullBack(float[] gradient) {
        return capture.pullBack(texture, composed, covered, gradient);
    }
}
