package dev.visor.saliency;

import dev.visor.image.Color;
import dev.visor.image.Image;

/**
 * How the three color channels of a signal at the pixels become one value per pixel. Implementations are immutable and
 * thread-safe.
 */
public interface Reading {

    /** Returns what files and reports call it, one word. */
    String name();

    /**
     * Combines the channels of one pixel.
     *
     * @param signal red, green and blue
     * @param distance of the pixel from the baseline: red, green and blue
     * @return at least 0
     */
    float combine(float[] signal, float[] distance);

    /**
     * Reads a map off a signal.
     *
     * @param signal CHW, as it came back to the picture
     * @param image the picture
     * @param baseline the color that the recognizer sees as nothing
     */
    default SaliencyMap read(float[] signal, Image image, Color baseline) {
        int plane = image.width() * image.height();
        float[] values = image.values();
        float[] map = new float[plane];
        float[] pixelSignal = new float[Image.CHANNELS];
        float[] distance = new float[Image.CHANNELS];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                pixelSignal[channel] = signal[channel * plane + pixel];
                distance[channel] = values[channel * plane + pixel] - baseline.component(channel);
            }
            map[pixel] = combine(pixelSignal, distance);
        }
        return new SaliencyMap(image.width(), image.height(), map);
    }
}
