package dev.visor.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.store.network.NetworkFile;
import dev.visor.torch.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures what {@code benchmarks/peers/compare_onnx.py} asks for: the forward pass of a network in an ONNX file. Each line of
 * standard input names a batch and how often to pass it; each line of the answer is the median in milliseconds.
 */
public final class OnnxWorker {

    private OnnxWorker() {}

    /**
     * Starts a worker. Its first line has the features of the first picture.
     *
     * @param args the ONNX file, the number of threads, and the pictures' side in pixels
     */
    public static void main(String[] args) throws IOException {
        ImportedNetwork network = new NetworkFile(args[0]).open(Optional.empty(), "");
        int side = Integer.parseInt(args[2]);
        NamedTensors none = NamedTensors.builder().build();
        try (Engine engine = Engine.start(Integer.parseInt(args[1]));
                Backbone backbone = Backbone.load(network, none, "0", Alignment.ARCFACE, side, side, engine);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            StringBuilder ready = new StringBuilder("ready");
            for (float feature : backbone.features(pictures(1, side)).get(0)) {
                ready.append(' ').append(feature);
            }
            System.out.println(ready);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                List<Image> pictures = pictures(Integer.parseInt(words[0]), side);
                double median = PeerWorker.median(Integer.parseInt(words[1]), () -> backbone.features(pictures));
                System.out.println(String.format(Locale.ROOT, "%.4f", median));
            }
        }
    }

    /** Returns pictures of bytes, as decoded ones are; the peer makes the same. */
    private static List<Image> pictures(int count, int side) {
        List<Image> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[Image.CHANNELS * side * side];
            for (int k = 0; k < values.length; k++) {
                values[k] = (k * 31 + k / side * 17 + i * 7) % 256 / 255f;
            }
            pictures.add(Image.of(side, side, values));
        }
        return pictures;
    }
}
