package dev.visor.store.weights;

import dev.visor.network.NamedTensors;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.weights.Vgg16Layout.Layer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Collects the filters and biases of a network, each checked before and after it is read. Not thread-safe. */
final class Convolutions {

    private final String file;
    private final NamedTensors.Builder tensors = NamedTensors.builder();

    /** Starts without any; the file is what messages name. */
    Convolutions(String file) {
        this.file = file;
    }

    /** Reads values. */
    @FunctionalInterface
    interface Values {
        float[] read() throws IOException;
    }

    /**
     * Adds the filters of a layer.
     *
     * @param source what they are called in the file
     * @param shape as the file has it, checked before anything is read
     */
    void kernel(Layer layer, KernelOrder order, String source, List<Integer> shape, Values values) throws IOException {
        if (!shape.equals(order.shape(layer))) {
            throw new DamagedFileException(
                    file, source + " has the shape " + shape + ", must be " + order.shape(layer) + " " + order.axes());
        }
        float[] read = checked(values.read(), layer.count(), source);
        tensors.tensor(layer.torchName() + ".weight", order.toOihw(read, layer), layer.shape());
    }

    /**
     * Adds the biases of a layer, a row or a column of them.
     *
     * @param source what they are called in the file
     * @param shape as the file has it, checked before anything is read
     */
    void bias(Layer layer, String source, List<Integer> shape, Values values) throws IOException {
        List<Integer> sides = shape.stream().filter(side -> side != 1).toList();
        if (!sides.equals(List.of(layer.out()))) {
            throw new DamagedFileException(
                    file, source + " has the shape " + shape + ", must be [" + layer.out() + "]");
        }
        tensors.tensor(layer.torchName() + ".bias", checked(values.read(), layer.out(), source), layer.out());
    }

    private float[] checked(float[] values, int count, String source) throws DamagedFileException {
        if (values.length != count) {
            throw new DamagedFileException(file, source + " has " + values.length + " values, must have " + count);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new DamagedFileException(file, source + " holds " + value + ", must be finite numbers");
            }
        }
        return values;
    }

    /** Adds words about the tensors. */
    void metadata(String key, String value) {
        tensors.metadata(key, value);
    }

    /** {@return the sizes as a list} */
    static List<Integer> shape(int... sizes) {
        return Arrays.stream(sizes).boxed().toList();
    }

    /** {@return what was added, in that order} */
    NamedTensors build() {
        return tensors.build();
    }

    /** Says that a layer is missing. */
    static DamagedFileException missing(String file, String what, Vgg16Layout layout) {
        return new DamagedFileException(file, "has no " + what + ", must have " + layout.text());
    }

    /** Says that there is a layer that VGG16 does not have. */
    static DamagedFileException foreign(String file, String what, Vgg16Layout layout) {
        return new DamagedFileException(file, "has " + what + " too, must have only " + layout.text());
    }
}
