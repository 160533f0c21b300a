package dev.visor.network.graph.internal;

import dev.visor.network.graph.Constant;
import dev.visor.torch.internal.Tensors;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Constants as tensors, and back. */
public final class Constants {

    private Constants() {}

    /** Returns a constant as a tensor of floats or of whole numbers, within the caller's native scope. */
    public static Tensor tensor(Constant constant) {
        long[] shape = shape(constant);
        if (!constant.isWhole()) {
            return Tensors.of(constant.floats(), shape);
        }
        long[] values = constant.wholes();
        return values.length == 0
                ? Tensors.of(new float[0], shape).to(ScalarType.Long)
                : Tensors.ofWholes(values).reshape(shape);
    }

    /** Returns floats that outlive the scope they are made in; the caller must close them. */
    public static Tensor owned(Constant constant) {
        return Tensors.owned(constant.floats(), shape(constant));
    }

    /** Returns the sizes of a constant. */
    public static long[] shape(Constant constant) {
        return constant.shape().stream().mapToLong(Integer::longValue).toArray();
    }

    /** Returns a copy of a tensor; whole numbers and truths become whole numbers. */
    static Constant of(Tensor tensor) {
        List<Integer> shape = LongStream.of(tensor.sizes().vec().get())
                .mapToObj(Math::toIntExact)
                .toList();
        if (tensor.is_floating_point()) {
            return Constant.ofFloats(Tensors.toArray(tensor.to(ScalarType.Float)), shape);
        }
        long[] values = new long[Math.toIntExact(tensor.numel())];
        try (Tensor wholes = tensor.to(ScalarType.Long).cpu().contiguous();
                LongPointer pointer = wholes.data_ptr_long()) {
            pointer.get(values);
        }
        return Constant.ofWholes(values, shape);
    }
}
