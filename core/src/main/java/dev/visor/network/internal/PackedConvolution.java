package dev.visor.network.internal;

import dev.visor.device.Device;
import dev.visor.torch.internal.Placement;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.FunctionSchema;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type.TypePtr;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A convolution whose filters are laid out in memory once as oneDNN computes with them. {@code conv2d} does that at each
 * call, which takes a fifth of the time when one picture is passed. The result has the same bits.
 *
 * <p>How filters of 1x1 are best laid out depends on the number of native threads; with another number than that of the
 * thread which made it, it is slow.
 *
 * <p>oneDNN's own operator is not among libtorch's functions, so the dispatcher calls it by name. The channels of the
 * pictures must lie last in memory. Owns its native memory; thread-safe.
 */
public final class PackedConvolution implements AutoCloseable {

    private static final String OPERATOR = "mkldnn::_convolution_pointwise";

    private final List<Pointer> owned = new ArrayList<>();
    private final OperatorHandle operator;
    private final IValue filters;
    private final List<IValue> settings;

    /**
     * Lays out the filters of a convolution by steps of 1 that keeps the size of the picture.
     *
     * @param weight [out, in, size, size], an odd size, its channels last in memory
     * @param bias [out], or an undefined tensor
     * @param relu whether negative values are set to zero
     */
    PackedConvolution(Tensor weight, Tensor bias, boolean relu) {
        this(weight, bias, ConvolutionGeometry.keeping(weight.size(2), weight.size(3)), relu);
    }

    /**
     * Lays the filters out.
     *
     * @param weight [out, in / groups, height, width], its channels last in memory
     * @param bias [out], or an undefined tensor
     * @param relu whether negative values are set to zero
     */
    public PackedConvolution(Tensor weight, Tensor bias, ConvolutionGeometry geometry, boolean relu) {
        try (PointerScope scope = new PointerScope()) {
            operator = own(Dispatcher.singleton().findSchemaOrThrow(OPERATOR, ""));
            filters = own(new IValue(torch.mkldnn_reorder_conv2d_weight(
                    weight.to_mkldnn(),
                    geometry.paddings(),
                    geometry.strides(),
                    geometry.dilations(),
                    geometry.groups(),
                    new LongArrayRefOptional())));
            settings = List.of(
                    own(bias.defined() ? new IValue(bias) : new IValue()),
                    own(numbers(geometry.paddings())),
                    own(numbers(geometry.strides())),
                    own(numbers(geometry.dilations())),
                    own(new IValue((long) geometry.groups())),
                    own(new IValue(relu ? "relu" : "none")),
                    own(new IValue(new GenericList(elementType(8)))),
                    own(new IValue("")));
        }
    }

    /** Returns whether this machine's oneDNN computes with numbers of this type where the thread's tensors lie. */
    public static boolean supports(ScalarType type) {
        if (Placement.current() != Device.CPU || !torch.hasMKLDNN()) {
            return false;
        }
        if (type == ScalarType.Float) {
            return true;
        }
        try (PointerScope scope = new PointerScope()) {
            IValueVector stack = new IValueVector();
            Dispatcher.singleton()
                    .findSchemaOrThrow("mkldnn::_is_mkldnn_bf16_supported", "")
                    .callBoxed(stack);
            return stack.get(0).toBool();
        }
    }

    private IValue numbers(long... values) {
        GenericList list = new GenericList(elementType(3));
        for (long value : values) {
            list.push_back(new IValue(value));
        }
        return new IValue(list);
    }

    /** Returns what the list at a place of the operator's arguments holds. */
    private TypePtr elementType(long argument) {
        FunctionSchema schema = operator.schema();
        return schema.arguments().getPointer(argument).type().get().containedType(0);
    }

    private <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        owned.add(pointer);
        return pointer;
    }

    /** Convolves, within the caller's native scope. Only the result keeps memory. */
    public Tensor apply(Tensor input) {
        try (IValueVector stack = new IValueVector();
                IValue first = new IValue(input)) {
            stack.push_back(first).push_back(filters);
            settings.forEach(stack::push_back);
            operator.callBoxed(stack);
            // What the stack gives out is its own.
            return new Tensor(stack.get(0).toTensor());
        }
    }

    @Override
    public void close() {
        owned.forEach(Pointer::close);
    }
}
