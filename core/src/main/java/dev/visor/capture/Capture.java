package dev.visor.capture;

import dev.visor.accessory.WornAccessory;
import dev.visor.face.Landmarks;
import dev.visor.face.Similarity;
import dev.visor.image.Image;
import dev.visor.print.ColorTable;
import dev.visor.run.Seed;

/**
 * One draw of what happens between the file and the recognizer. The steps:
 *
 * <ol>
 *   <li>The texture is printed.
 *   <li>The print is worn: it lies over the face where it happens to sit.
 *   <li>Light falls on both.
 *   <li>The camera takes the picture.
 *   <li>The face is aligned, which {@link #alignment} says how; the caller does it.
 * </ol>
 *
 * <p>Immutable and thread-safe.
 */
public final class Capture {

    private final ColorTable printed;
    private final WornAccessory accessory;
    private final WornPlane worn;
    private final LitScene light;
    private final CameraShot camera;
    private final AlignmentSpread alignment;
    private final Seed seed;

    Capture(PrintAndCapture settings, ColorTable printed, WornAccessory accessory, Landmarks eyes, Seed seed) {
        this.printed = printed;
        this.accessory = accessory;
        this.worn = new WornPlane(settings.wear(), eyes, seed);
        this.light = new LitScene(settings.light(), eyes, seed);
        this.camera =
                new CameraShot(settings.camera(), eyes.eyeDistance(), accessory.width(), accessory.height(), seed);
        this.alignment = settings.alignment();
        this.seed = seed;
    }

    /**
     * Returns how the face is aligned differently: from the pixels of what would be seen to those of what is seen.
     *
     * @param eyes where they are in what would be seen
     */
    public Similarity alignment(Landmarks eyes) {
        return alignment.draw(eyes, seed.derive("alignment"));
    }

    /**
     * Takes the picture of a face that wears the accessory.
     *
     * @param face without the accessory, of the size that the accessory was placed for
     * @param texture of the accessory, CHW, each value in [0, 1]
     */
    public CapturedPicture of(Image face, float[] texture) {
        float[] colors = printed.apply(texture);
        float[] layer = worn.apply(accessory, colors);
        float[] composed = face.values();
        int plane = composed.length / Image.CHANNELS;
        for (int i = 0; i < composed.length; i++) {
            float covered = layer[Image.CHANNELS * plane + i % plane];
            composed[i] = Math.min(1, (1 - covered) * composed[i] + light.paper() * layer[i]);
        }
        return new CapturedPicture(this, texture, composed, taken(composed));
    }

    /** Takes the picture of the bare face in the same light with the same camera, 8-bit. */
    public Image of(Image face) {
        return taken(face.values());
    }

    private Image taken(float[] composed) {
        return camera.apply(light.apply(composed, accessory.width()));
    }

    float[] pullBack(float[] texture, float[] composed, float[] gradient) {
        float[] atScene = light.pullBack(composed, camera.pullBack(gradient), accessory.width());
        for (int i = 0; i < atScene.length; i++) {
            atScene[i] *= composed[i] < 1 ? light.paper() : 0;
        }
        return printed.pullBack(texture, worn.pullBack(accessory, atScene));
    }
}
