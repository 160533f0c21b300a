package dev.visor.torch.internal;

import dev.visor.device.Device;
import dev.visor.image.Image;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Arrays and images as float tensors where the thread's {@link Placement} is, and back. Every tensor owns its memory. */
public final class Tensors {

    static {
        Libtorch.load();
    }

    private Tensors() {}

    /** Returns a tensor with a copy of these values. */
    public static Tensor of(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            // from_blob only borrows the memory, so the tensor must be copied before the pointer is closed.
            Tensor borrowed = torch.from_blob(pointer, shape);
            Tensor owned = Placement.current() == Device.CPU ? borrowed.clone() : Placement.placed(borrowed);
            borrowed.close();
            return owned;
        }
    }

    /** Returns a row of whole numbers. */
    public static Tensor ofWholes(long... values) {
        return Placement.placed(Tensor.create(values));
    }

    /** Returns a tensor of zeros. */
    public static Tensor zeros(long... shape) {
        return Placement.placed(torch.zeros(shape));
    }

    /** Returns a tensor that outlives the scope it is made in; the caller must close it. */
    public static Tensor owned(float[] values, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = of(values, shape);
            tensor.retainReference();
            return tensor;
        }
    }

    /**
     * Returns the weight of a convolution that outlives the scope it is made in, laid out with the channels last; the
     * caller must close it.
     *
     * @param type of its numbers
     * @param values [out, in, height, width]
     */
    public static Tensor ownedFilters(ScalarType type, float[] values, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = of(values, shape).to(type).contiguous(MemoryFormat.ChannelsLast);
            tensor.retainReference();
            return tensor;
        }
    }

    /** Returns a tensor of numbers of a type that outlives the scope it is made in; the caller must close it. */
    public static Tensor owned(ScalarType type, float[] values, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = of(values, shape).to(type);
            tensor.retainReference();
            return tensor;
        }
    }

    /**
     * Returns images as one tensor.
     *
     * @param images at least one, all of one size
     * @return [N, 3, height, width], values in [0, 1]
     */
    public static Tensor ofImages(List<Image> images) {
        Image first = images.get(0);
        int size = Image.CHANNELS * first.width() * first.height();
        float[] values = new float[images.size() * size];
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            if (!image.sameSize(first)) {
                throw new IllegalArgumentException(
                        "illegal batch: " + image + " beside " + first + ", all images must have one size");
            }
            image.copyTo(values, i * size);
        }
        return of(values, images.size(), Image.CHANNELS, first.height(), first.width());
    }

    /** Returns a copy of all values of a float tensor, the last dimension running fastest. */
    public static float[] toArray(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        try (Tensor near = tensor.cpu();
                Tensor contiguous = near.contiguous();
                FloatPointer pointer = contiguous.data_ptr_float()) {
            pointer.get(values);
        }
        return values;
    }
}
