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
 * @param shape in which the graph takes pictures
 * @param runtime is closed with it
 */
record RuntimePass(Preprocessing input, PictureShape shape, GraphRuntime runtime) implements ForwardPass {

    @Override
    public float[] features(Image picture, int threads) {
        float[] planes = normalized(picture);
        float[] values = shape.isChannelsLast() ? interleaved(planes) : planes;
        return runtime.run(values, shape.of(picture.width(), picture.height()), threads);
    }

    /** Rounds as {@link dev.visor.network.internal.NormalizedInput} does. */
    private float[] normalized(Image picture) {
        float[] pixels = picture.values();
        float[] values = new float[pixels.length];
        int plane = pixels.length / Image.CHANNELS;
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            int from = (input.order() == ChannelOrder.BGR ? Image.CHANNELS - 1 - channel : channel) * plane;
            int to = channel * plane;
            float mean = (float) (input.mean().get(channel) / 255);
            float factor = (float) (255 / input.scale().get(channel));
            for (int i = 0; i < plane; i++) {
                values[to + i] = (pixels[from + i] - mean) * factor;
            }
        }
        return values;
    }

    private static float[] interleaved(float[] planes) {
        float[] values = new float[planes.length];
        int plane = planes.length / Image.CHANNELS;
        for (int i = 0; i < values.length; i++) {
            values[i] = planes[i % Image.CHANNELS * plane + i / Image.CHANNELS];
        }
        return values;
    }

    @Override
    public void close() {
        runtime.close();
    }
}
