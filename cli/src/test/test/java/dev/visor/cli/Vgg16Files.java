package dev.visor.cli;

import dev.visor.network.NamedTensors;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Weights of VGG16 that cost nothing to make. */
final class Vgg16Files {

    private static final int[] LAYERS = {0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28};
    private static final int[] WIDTHS = {64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512};

    private Vgg16Files() {}

    /** Writes the first layers with torchvision's names, each filled with one value. */
    static Path write(Path file, int layers) throws IOException {
        NamedTensors.Builder tensors = NamedTensors.builder();
        int in = 3;
        for (int i = 0; i < layers; i++) {
            float[] kernel = new float[WIDTHS[i] * in * 9];
            Arrays.fill(kernel, i / 64f);
            tensors.tensor("features." + LAYERS[i] + ".weight", kernel, WIDTHS[i], in, 3, 3);
            tensors.tensor("features." + LAYERS[i] + ".bias", new float[WIDTHS[i]], WIDTHS[i]);
            in = WIDTHS[i];
        }
        SafeTensors.write(file, tensors.build());
        return file;
    }
}
