package dev.visor.network;

import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.network.internal.Chunks;
import dev.visor.network.internal.Filters;
import dev.visor.network.internal.Flatten;
import dev.visor.network.internal.InBfloat16;
import dev.visor.network.internal.NormalizedInput;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.VggBlock;
import dev.visor.run.IllegalSettingException;
import dev.visor.run.Seed;
import dev.visor.torch.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The convolutional part of VGG16 (K. Simonyan, A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image
 * Recognition", 2015, configuration D): 13 convolutions of 3x3 in five blocks, each with a ReLU behind it, and a pooling
 * by 2 behind each block. The features are those of the fifth pooling, channel by channel.
 *
 * <p>The channels lie last in memory, in which the processor is about half as fast again. The weights have the names
 * ({@code features.N.weight} and {@code features.N.bias}) and the layout (out, in, height, width) of torchvision; other
 * tensors are passed over. Their metadata name their {@link Preprocessing}.
 */
final class Vgg16 implements Architecture {

    private static final int MIN_SIDE = 64;
    private static final int STEP = 16;
    private static final List<List<Integer>> BLOCKS = List.of(
            List.of(64, 64), List.of(128, 128), List.of(256, 256, 256), List.of(512, 512, 512), List.of(512, 512, 512));

    @Override
    public String name() {
        return "vgg16";
    }

    @Override
    public boolean hasEmbeddedWeights() {
        return false;
    }

    /** Draws kernels that keep the size of a signal (K. He et al., 2015), and no biases. */
    @Override
    public Optional<NamedTensors> drawnWeights(Seed seed) {
        SplittableRandom random = seed.random();
        NamedTensors.Builder weights =
                NamedTensors.builder().metadata(Preprocessing.METADATA, Preprocessing.TORCHVISION.text());
        for (Layer layer : layers().stream().flatMap(List::stream).toList()) {
            double deviation = Math.sqrt(2.0 / (9 * layer.in));
            float[] kernels = new float[9 * layer.in * layer.out];
            for (int i = 0; i < kernels.length; i++) {
                kernels[i] = (float) (deviation * random.nextGaussian());
            }
            weights.tensor(layer.weight(), kernels, layer.out, layer.in, 3, 3);
            weights.tensor(layer.bias(), new float[layer.out], layer.out);
        }
        return Optional.of(weights.build());
    }

    @Override
    public List<Integer> usualSizes() {
        return List.of(112, 224);
    }

    @Override
    public void checkSize(int width, int height) {
        IllegalSettingException.check(
                fits(width) && fits(height),
                "size of the pictures for " + name(),
                width + "x" + height,
                "a multiple of " + STEP + " and at least " + MIN_SIDE + " on both sides");
    }

    private static boolean fits(int side) {
        return side >= MIN_SIDE && side % STEP == 0;
    }

    /** The filters are laid out beforehand, so a picture alone has the same result as in a batch. */
    @Override
    public Chunks chunks() {
        return new Chunks(1, Chunks.LIMIT, true);
    }

    @Override
    public Precision autoPrecision() {
        return Precision.BFLOAT16;
    }

    @Override
    public int featureCount(int width, int height) {
        return 512 * (width / 32) * (height / 32);
    }

    @Override
    public Color baseline(NamedTensors weights) {
        return Preprocessing.of(weights).baseline();
    }

    @Override
    public Stage input(NamedTensors weights, Alignment alignment, int width, int height) {
        Preprocessing preprocessing = Preprocessing.of(weights);
        return new NormalizedInput(
                preprocessing.mean(), preprocessing.scale(), preprocessing.order() == ChannelOrder.BGR);
    }

    @Override
    public List<Stage> layers(NamedTensors weights, Precision precision) {
        List<Stage> blocks = new ArrayList<>();
        for (List<Layer> block : layers()) {
            blocks.add(new VggBlock(
                    precision,
                    block.stream().map(layer -> layer.filters(weights)).toList()));
        }
        List<Stage> layers = new ArrayList<>(precision == Precision.FLOAT32 ? blocks : List.of(new InBfloat16(blocks)));
        layers.add(new Flatten());
        return layers;
    }

    /** Returns the convolutions, block by block. */
    private static List<List<Layer>> layers() {
        List<List<Layer>> blocks = new ArrayList<>();
        int in = 3;
        int number = 0;
        for (List<Integer> widths : BLOCKS) {
            List<Layer> block = new ArrayList<>();
            for (int out : widths) {
                block.add(new Layer(number, in, out));
                in = out;
                // A ReLU follows each convolution, and a pooling each block.
                number += 2;
            }
            number++;
            blocks.add(block);
        }
        return blocks;
    }

    /**
     * A convolution.
     *
     * @param number among all layers, as in its name
     * @param in the number of channels that go in
     * @param out the number of channels that come out
     */
    private record Layer(int number, int in, int out) {

        String weight() {
            return "features." + number + ".weight";
        }

        String bias() {
            return "features." + number + ".bias";
        }

        Filters filters(NamedTensors weights) {
            return new Filters(weights.values(weight(), out, in, 3, 3), weights.values(bias(), out), 3);
        }
    }
}
