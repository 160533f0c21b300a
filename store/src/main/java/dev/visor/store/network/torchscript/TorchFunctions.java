package dev.visor.store.network.torchscript;

import static java.util.Map.entry;

import dev.visor.network.graph.Attributes;
import dev.visor.network.graph.Constant;
import dev.visor.store.network.torchscript.ScriptTracer.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The functions of torch, as operators of a graph. A new one needs its line here. */
final class TorchFunctions {

    private static final Attributes NONE = Attributes.NONE;
    private static final int PICTURE = 4;

    private static final Map<String, Function> ALL = Map.ofEntries(
            entry("NumToTensor", arguments -> arguments.tensor(0)),
            entry("_convolution", TorchFunctions::convolution),
            entry("adaptive_avg_pool2d", TorchFunctions::adaptiveMean),
            entry("add", arguments -> scaled("Add", arguments)),
            entry("addmm", TorchFunctions::addedProduct),
            entry("alias", arguments -> arguments.tensor(0)),
            entry("avg_pool2d", TorchFunctions::averagePool),
            entry("batch_norm", TorchFunctions::batchNorm),
            entry("cat", TorchFunctions::cat),
            entry("chunk", TorchFunctions::chunk),
            entry(
                    "clamp",
                    arguments -> clip(
                            arguments,
                            arguments.number(1, Double.NEGATIVE_INFINITY),
                            arguments.number(2, Double.POSITIVE_INFINITY))),
            entry("clamp_min", arguments -> clip(arguments, arguments.number(1, 0), Double.POSITIVE_INFINITY)),
            entry("clone", arguments -> arguments.tensor(0)),
            entry("constant_pad_nd", TorchFunctions::pad),
            entry("contiguous", arguments -> arguments.tensor(0)),
            entry("detach", arguments -> arguments.tensor(0)),
            entry("div", arguments -> two("Div", arguments)),
            entry("dropout", TorchFunctions::dropout),
            entry("elu", arguments -> one("Elu", NONE.with("alpha", arguments.number(1, 1)), arguments)),
            entry("expand_as", arguments -> arguments.tensor(0)),
            entry("feature_dropout", TorchFunctions::dropout),
            entry("flatten", TorchFunctions::flatten),
            entry("hardsigmoid", arguments -> one("HardSigmoid", NONE.with("alpha", 1 / 6.0), arguments)),
            entry("hardswish", arguments -> one("HardSwish", NONE, arguments)),
            entry("hardtanh", arguments -> clip(arguments, arguments.number(1, -1), arguments.number(2, 1))),
            entry(
                    "leaky_relu",
                    arguments -> one("LeakyRelu", NONE.with("alpha", arguments.number(1, 0.01)), arguments)),
            entry("linalg_vector_norm", TorchFunctions::norm),
            entry("linear", TorchFunctions::linear),
            entry("matmul", arguments -> two("MatMul", arguments)),
            entry("max_pool2d", TorchFunctions::maxPool),
            entry("mean", TorchFunctions::mean),
            entry("mm", arguments -> two("MatMul", arguments)),
            entry("mul", arguments -> two("Mul", arguments)),
            entry("neg", arguments -> one("Neg", NONE, arguments)),
            entry("norm", TorchFunctions::norm),
            entry("pad", TorchFunctions::pad),
            entry("permute", arguments -> one("Transpose", NONE.withWholes("perm", arguments.wholes(1)), arguments)),
            entry("prelu", arguments -> two("PRelu", arguments)),
            entry("relu", arguments -> one("Relu", NONE, arguments)),
            entry("relu6", arguments -> clip(arguments, 0, 6)),
            entry("reshape", TorchFunctions::reshape),
            entry("sigmoid", arguments -> one("Sigmoid", NONE, arguments)),
            entry("silu", TorchFunctions::silu),
            entry("size", TorchFunctions::size),
            entry("slice", TorchFunctions::slice),
            entry("softmax", arguments -> one("Softmax", NONE.with("axis", arguments.whole(1, -1)), arguments)),
            entry("softplus", arguments -> one("Softplus", NONE, arguments)),
            entry("split", TorchFunctions::split),
            entry("sqrt", arguments -> one("Sqrt", NONE, arguments)),
            entry("squeeze", arguments -> axes("Squeeze", arguments)),
            entry("sub", arguments -> scaled("Sub", arguments)),
            entry("t", arguments -> one("Transpose", NONE, arguments)),
            entry("tanh", arguments -> one("Tanh", NONE, arguments)),
            entry("to", arguments -> arguments.tensor(0)),
            entry("unsqueeze", arguments -> axes("Unsqueeze", arguments)),
            entry("view", TorchFunctions::reshape));

    private TorchFunctions() {}

    /** Makes nodes of a call. */
    @FunctionalInterface
    private interface Function {

        Object apply(Arguments arguments);
    }

    /**
     * {@return what a function makes of its arguments}
     *
     * <p>A function that is not known becomes an operator of its own name, so that all of them are named together.
     */
    static @Nullable Object apply(String name, Arguments arguments) {
        String plain = name.length() > 1 && name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
        Function function = ALL.get(plain);
        if (function != null) {
            return function.apply(arguments);
        }
        List<Value> inputs = new ArrayList<>();
        for (Object value : arguments.values()) {
            if (value instanceof Value tensor) {
                inputs.add(tensor);
            }
        }
        return arguments.tracer().add("torch." + name, NONE, inputs);
    }

    private static Value one(String operator, Attributes attributes, Arguments arguments) {
        return arguments.tracer().add(operator, attributes, List.of(arguments.tensor(0)));
    }

    private static Value two(String operator, Arguments arguments) {
        if (operator.equals("Div") && arguments.has(2)) {
            throw new IllegalArgumentException("its code rounds a quotient, which is not computed here");
        }
        return arguments.tracer().add(operator, NONE, List.of(arguments.tensor(0), arguments.tensor(1)));
    }

    /** Sums and differences, the second operand times a factor. */
    private static Value scaled(String operator, Arguments arguments) {
        Value second = arguments.tensor(1);
        if (arguments.number(2, 1) != 1) {
            second = arguments.tracer().add("Mul", NONE, List.of(second, arguments.tensor(2)));
        }
        return arguments.tracer().add(operator, NONE, List.of(arguments.tensor(0), second));
    }

    private static Value clip(Arguments arguments, double least, double most) {
        return one("Clip", NONE.with("min", least).with("max", most), arguments);
    }

    private static Value silu(Arguments arguments) {
        Value gate = one("Sigmoid", NONE, arguments);
        return arguments.tracer().add("Mul", NONE, List.of(arguments.tensor(0), gate));
    }

    private static Value dropout(Arguments arguments) {
        if (arguments.flag(2)) {
            throw new IllegalArgumentException(
                    "its code drops values, so it was traced in training; call eval() before");
        }
        return arguments.tensor(0);
    }

    private static Value convolution(Arguments arguments) {
        if (arguments.flag(6)) {
            throw new IllegalArgumentException("its code has a transposed convolution, which is not computed here");
        }
        List<Value> inputs = new ArrayList<>(List.of(arguments.tensor(0), arguments.tensor(1)));
        if (arguments.has(2)) {
            inputs.add(arguments.tensor(2));
        }
        return arguments
                .tracer()
                .add(
                        "Conv",
                        NONE.withWholes("strides", arguments.wholes(3))
                                .withWholes("pads", twice(arguments.wholes(4)))
                                .withWholes("dilations", arguments.wholes(5))
                                .with("group", arguments.whole(8, 1)),
                        inputs);
    }

    private static List<Long> twice(List<Long> pads) {
        List<Long> both = new ArrayList<>(pads);
        both.addAll(pads);
        return both;
    }

    private static Value batchNorm(Arguments arguments) {
        if (arguments.flag(5)) {
            throw new IllegalArgumentException(
                    "its code normalizes by a batch, so it was traced in training; call eval() before");
        }
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            if (!arguments.has(i)) {
                throw new IllegalArgumentException("its code has a normalization without scale or statistics");
            }
            inputs.add(arguments.tensor(i));
        }
        return arguments.tracer().add("BatchNormalization", NONE.with("epsilon", arguments.number(7, 1e-5)), inputs);
    }

    private static Value linear(Arguments arguments) {
        ScriptTracer tracer = arguments.tracer();
        Value turned = tracer.add("Transpose", NONE, List.of(arguments.tensor(1)));
        Value product = tracer.add("MatMul", NONE, List.of(arguments.tensor(0), turned));
        return arguments.has(2) ? tracer.add("Add", NONE, List.of(product, arguments.tensor(2))) : product;
    }

    private static Value addedProduct(Arguments arguments) {
        ScriptTracer tracer = arguments.tracer();
        if (arguments.number(3, 1) != 1 || arguments.number(4, 1) != 1) {
            throw new IllegalArgumentException("its code has addmm with factors, which are not computed here");
        }
        Value product = tracer.add("MatMul", NONE, List.of(arguments.tensor(1), arguments.tensor(2)));
        return tracer.add("Add", NONE, List.of(product, arguments.tensor(0)));
    }

    private static Attributes window(Arguments arguments) {
        List<Long> size = arguments.wholes(1);
        boolean steps = arguments.has(2) && !arguments.wholes(2).isEmpty();
        return NONE.withWholes("kernel_shape", size)
                .withWholes("strides", steps ? arguments.wholes(2) : size)
                .withWholes("pads", twice(arguments.has(3) ? arguments.wholes(3) : List.of(0L, 0L)));
    }

    private static Value maxPool(Arguments arguments) {
        Attributes attributes = window(arguments).with("ceil_mode", arguments.flag(5) ? 1 : 0);
        return one(
                "MaxPool",
                arguments.has(4) ? attributes.withWholes("dilations", arguments.wholes(4)) : attributes,
                arguments);
    }

    private static Value averagePool(Arguments arguments) {
        if (arguments.has(6)) {
            throw new IllegalArgumentException(
                    "its code has means with a divisor of their own, which are not computed here");
        }
        boolean counts = arguments.values().size() <= 5 || arguments.flag(5);
        return one(
                "AveragePool",
                window(arguments)
                        .with("ceil_mode", arguments.flag(4) ? 1 : 0)
                        .with("count_include_pad", counts ? 1 : 0),
                arguments);
    }

    private static Value adaptiveMean(Arguments arguments) {
        if (!arguments.wholes(1).equals(List.of(1L, 1L))) {
            throw new IllegalArgumentException(
                    "its code has an adaptive pooling to " + arguments.wholes(1) + ", must be to [1, 1]");
        }
        return one("GlobalAveragePool", NONE, arguments);
    }

    private static Value mean(Arguments arguments) {
        return arguments
                .tracer()
                .add(
                        "ReduceMean",
                        NONE.with("keepdims", arguments.flag(2) ? 1 : 0),
                        List.of(arguments.tensor(0), arguments.row(1)));
    }

    private static Value norm(Arguments arguments) {
        if (arguments.number(1, 2) != 2 || !arguments.has(2)) {
            throw new IllegalArgumentException("its code has another norm than the Euclidean one over some dimensions");
        }
        return arguments
                .tracer()
                .add(
                        "ReduceL2",
                        NONE.with("keepdims", arguments.flag(3) ? 1 : 0),
                        List.of(arguments.tensor(0), arguments.row(2)));
    }

    private static Value flatten(Arguments arguments) {
        long start = arguments.whole(1, 0);
        if (start != 1 || arguments.whole(2, -1) != -1 && arguments.whole(2, -1) != PICTURE - 1) {
            throw new IllegalArgumentException("its code flattens other dimensions than those behind the first");
        }
        return one("Flatten", NONE, arguments);
    }

    private static Value reshape(Arguments arguments) {
        return arguments
                .tracer()
                .add("Reshape", NONE.with("allowzero", 1), List.of(arguments.tensor(0), arguments.row(1)));
    }

    private static Value axes(String operator, Arguments arguments) {
        ScriptTracer tracer = arguments.tracer();
        Value axes = tracer.add(Constant.row(arguments.whole(1, 0)));
        return tracer.add(operator, NONE, List.of(arguments.tensor(0), axes));
    }

    private static Value cat(Arguments arguments) {
        return arguments.tracer().add("Concat", NONE.with("axis", arguments.whole(1, 0)), arguments.tensors(0));
    }

    private static ScriptTracer.Parts chunk(Arguments arguments) {
        return (count, tracer) ->
                tracer.add("Split", NONE.with("axis", arguments.whole(2, 0)), List.of(arguments.tensor(0)), count);
    }

    private static ScriptTracer.Parts split(Arguments arguments) {
        return (count, tracer) -> {
            boolean lengths = arguments.values().get(1) instanceof List<?>;
            List<Value> inputs = new ArrayList<>(List.of(arguments.tensor(0)));
            if (lengths) {
                inputs.add(tracer.add(Constant.row(
                        arguments.wholes(1).stream().mapToLong(Long::longValue).toArray())));
            }
            return tracer.add("Split", NONE.with("axis", arguments.whole(2, 0)), inputs, count);
        };
    }

    private static Value size(Arguments arguments) {
        ScriptTracer tracer = arguments.tracer();
        Value shape = tracer.add("Shape", NONE, List.of(arguments.tensor(0)));
        Value index = tracer.add(Constant.ofWholes(new long[] {arguments.whole(1, 0)}, List.of()));
        return tracer.add("Gather", NONE, List.of(shape, index));
    }

    private static Value slice(Arguments arguments) {
        ScriptTracer tracer = arguments.tracer();
        Value[] rows = LongStream.of(
                        arguments.whole(2, 0),
                        arguments.whole(3, Long.MAX_VALUE),
                        arguments.whole(1, 0),
                        arguments.whole(4, 1))
                .mapToObj(row -> tracer.add(Constant.row(row)))
                .toArray(Value[]::new);
        return tracer.add("Slice", NONE, List.of(arguments.tensor(0), rows[0], rows[1], rows[2], rows[3]));
    }

    /** Torch counts the amounts from the last dimension on. */
    private static Value pad(Arguments arguments) {
        boolean plain = arguments.values().size() > 2 && arguments.values().get(2) instanceof String;
        if (plain && !arguments.text(2, "").equals("constant")) {
            throw new IllegalArgumentException(
                    "its code pads in the mode " + arguments.text(2, "") + ", must be constant");
        }
        double value = arguments.number(plain ? 3 : 2, 0);
        List<Long> amounts = arguments.wholes(1);
        int sides = amounts.size() / 2;
        long[] pads = new long[2 * sides];
        long[] axes = new long[sides];
        for (int i = 0; i < sides; i++) {
            pads[i] = amounts.get(2 * i);
            pads[sides + i] = amounts.get(2 * i + 1);
            axes[i] = -1 - i;
        }
        ScriptTracer tracer = arguments.tracer();
        return tracer.add(
                "Pad",
                NONE,
                List.of(
                        arguments.tensor(0),
                        tracer.add(Constant.row(pads)),
                        tracer.add(Constant.ofFloats(new float[] {(float) value}, List.of())),
                        tracer.add(Constant.row(axes))));
    }
}
