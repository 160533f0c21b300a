package dev.visor.store.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which convolutions of 3x3 a network of VGG's kind has, and what they are called.
 *
 * @param blocks the output channels of each convolution, block by block; a pooling follows each block
 */
record Vgg16Layout(List<List<Integer>> blocks) {

    /** VGG16, configuration D: 13 convolutions. */
    static final Vgg16Layout CONFIGURATION_D = new Vgg16Layout(List.of(
            List.of(64, 64),
            List.of(128, 128),
            List.of(256, 256, 256),
            List.of(512, 512, 512),
            List.of(512, 512, 512)));

    private static final int SIDE = 3;
    private static final int COLORS = 3;
    private static final Pattern CONVOLUTION = Pattern.compile("conv\\d+_\\d+");

    /**
     * One convolution.
     *
     * @param name Caffe's, which Keras and MatConvNet took over: {@code conv1_1} is the first of the first block
     * @param torchName torchvision's: {@code features.0}, counting the layers without weights too
     * @param in the number of input channels
     * @param out the number of output channels
     */
    record Layer(String name, String torchName, int in, int out) {

        /** {@return the sizes of its filters, (out, in, height, width)} */
        int[] shape() {
            return new int[] {out, in, SIDE, SIDE};
        }

        /** {@return how many values its filters have} */
        int count() {
            return out * in * SIDE * SIDE;
        }
    }

    Vgg16Layout {
        blocks = blocks.stream().map(List::copyOf).toList();
    }

    /** {@return the convolutions, the first one first} */
    List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        int in = COLORS;
        int index = 0;
        for (int block = 0; block < blocks.size(); block++) {
            List<Integer> widths = blocks.get(block);
            for (int i = 0; i < widths.size(); i++) {
                layers.add(new Layer("conv" + (block + 1) + "_" + (i + 1), "features." + index, in, widths.get(i)));
                in = widths.get(i);
                index += 2; // a ReLU lies between
            }
            index++; // the pooling
        }
        return layers;
    }

    /** {@return whether a layer of Caffe's name is a convolution that this network does not have} */
    boolean isForeign(String name) {
        return CONVOLUTION.matcher(name).matches()
                && layers().stream().noneMatch(layer -> layer.name().equals(name));
    }

    /** {@return what the network is, in words for a message} */
    String text() {
        return "the " + layers().size() + " convolutions of VGG16 (configuration D)";
    }
}
