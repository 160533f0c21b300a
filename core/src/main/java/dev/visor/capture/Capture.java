package dev.visor.capture;

import dev.visor.accessory.WornAccessory;
import dev.visor.face.Landmarks;
import dev.visor.face.Similarity;
import dev.visor.image.Image;
import dev.visor.print.ColorTable;
import dev.visor.run.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;

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
        float[] layer = worn.apply(accessory, onPaper(texture));
        float[] composed = face.values();
        int plane = composed.length / Image.CHANNELS;
        for (int i = 0; i < composed.length; i++) {
            float covered = layer[Image.CHANNELS * plane + i % plane];
            composed[i] = Math.min(1, (1 - covered) * composed[i] + light.paper() * layer[i]);
        }
        float[] covered = Arrays.copyOfRange(layer, Image.CHANNELS * plane, layer.length);
        return new CapturedPicture(this, texture, composed, covered, taken(composed));
    }

    /** Takes the picture of the bare face in the same light with the same camera, 8-bit. */
    public Image of(Image face) {
        return taken(face.values());
    }

    /** Returns what the camera resolves of how much of each pixel is covered. */
    Image resolved(float[] covered) {
        float[] values = new float[Image.CHANNELS * covered.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(1, covered[i % covered.length]);
        }
        return Image.quantized(accessory.width(), accessory.height(), camera.resolved(values));
    }

    private Image taken(float[] composed) {
        return camera.apply(light.apply(composed, accessory.width()));
    }

    /** Returns the printed colors of the pixels that the accessory covers, and 0 elsewhere. */
    private float[] onPaper(float[] texture) {
        int[] pixels = pixels();
        int plane = texture.length / Image.CHANNELS;
        float[] sent = new float[Image.CHANNELS * pixels.length];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = texture[i / pixels.length * plane + pixels[i % pixels.length]];
        }
        float[] seen = printed.apply(sent);
        float[] colors = new float[texture.length];
        for (int i = 0; i < seen.length; i++) {
            colors[i / pixels.length * plane + pixels[i % pixels.length]] = seen[i];
        }
        return colors;
    }

    private int[] pixels() {
        return IntStream.range(0, accessory.width() * accessory.height())
                .filter(accessory.region()::contains)
                .toArray();
    }

    /**
     * Carries a gradient back to a texture.
     *
     * @param composed what the light fell on
     * @param covered how much of each pixel of that the accessory covers
     * @param gradient at the picture
     */
    float[] pullBack(float[] texture, float[] composed, float[] covered, float[] gradient) {
        float[] atScene = light.pullBack(composed, camera.pullBack(gradient), accessory.width(), covered);
        for (int i = 0; i < atScene.length; i++) {
            atScene[i] *= composed[i] < 1 ? light.paper() : 0;
        }
        return printed.pullBack(texture, worn.pullBack(accessory, atScene));
    }
}
