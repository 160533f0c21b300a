package dev.visor.network.imported;

import dev.visor.image.Image;
import dev.visor.network.Preprocessing;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.network.graph.GraphRuntime;
import dev.visor.network.internal.ForwardPass;

/**
 * Pictures through a graph in another engine. They are prepared in plain Java: a native library's threads would wait for
 * more work on the processors that the engine needs.
 *
 * @param input what is done to a picture before
 * @param channelsLast whether the graph takes the three values of a pixel side by side
 * @param runtime is closed with it
 */
record RuntimePass(Preprocessing input, boolean channelsLast, GraphRuntime runtime) implements ForwardPass {

    @Override
    public float[] features(Image picture, int threads) {
        long height = picture.height();
        long width = picture.width();
        long[] shape = channelsLast
                ? new long[] {1, height, width, Image.CHANNELS}
                : new long[] {1, Image.CHANNELS, height, width};
        return runtime.run(normalized(picture), shape, threads);
    }

    /** Rounds as {@link dev.visor.network.internal.NormalizedInput} does. */
    private float[] normalized(Image picture) {
        float[] pixels = picture.values();
        float[] values = new float[pixels.length];
        int plane = picture.width() * picture.height();
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            int from = (input.order() == ChannelOrder.BGR ? Image.CHANNELS - 1 - channel : channel) * plane;
            float mean = (float) (input.mean().get(channel) / 255);
            float factor = (float) (255 / input.scale().get(channel));
            int to = channelsLast ? channel : channel * plane;
            int step = channelsLast ? Image.CHANNELS : 1;
            for (int i = 0; i < plane; i++) {
                values[to + i * step] = (pixels[from + i] - mean) * factor;
            }
        }
        return values;
    }

    @Override
    public void close() {
        runtime.close();
    }
}
