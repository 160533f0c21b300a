package dev.visor.capture;

import dev.visor.accessory.WornAccessory;
import dev.visor.face.Landmarks;
import dev.visor.print.ColorTable;
import dev.visor.run.Seed;

/**
 * Draws what happens to an accessory that is printed, worn and photographed.
 *
 * <pre>{@code
 * CaptureSampler sampler = new CaptureSampler(PrintAndCapture.TRIAL);
 * Capture capture = sampler.draw(worn, face.landmarks(), seed.derive("capture", 7));
 * Image seen = capture.of(face.image(), texture).image();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CaptureSampler {

    private final PrintAndCapture settings;
    private final ColorTable printed;

    /** Makes a sampler. */
    public CaptureSampler(PrintAndCapture settings) {
        this.settings = settings;
        this.printed = settings.printer().table();
    }

    /**
     * Returns a draw.
     *
     * @param accessory at its place in the picture of the face
     * @param eyes where they are in that picture
     * @param seed decides which
     */
    public Capture draw(WornAccessory accessory, Landmarks eyes, Seed seed) {
        return new Capture(settings, printed, accessory, eyes, seed);
    }
}
