package dev.visor.network.operator.internal;

import static java.util.Map.entry;

import dev.visor.network.graph.internal.Operator;
import java.util.Map;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** All operators, by the names that ONNX has for them. A new one needs its class and its line here. */
public final class Operators {

    /** The operators by name. */
    public static final Map<String, Operator> ALL = Map.ofEntries(
            entry("Abs", Activations.abs()),
            entry("Add", Arithmetic.ADD),
            entry("AveragePool", Pool.AVERAGE),
            entry("BatchNormalization", new BatchNormalize()),
            entry("Cast", Fixings::cast),
            entry("Clip", new Clip()),
            entry("Concat", new Concat()),
            entry("Constant", Fixings::constant),
            entry("ConstantOfShape", ((Operator) Fixings::constantOfShape).withData(0)),
            entry("Conv", new Convolve()),
            entry("Div", Arithmetic.DIV),
            entry("Dropout", Fixings::unchanged),
            entry("Elu", Activations.elu()),
            entry("Equal", Fixings.ofConstants(2, values -> values.get(0).eq(values.get(1)))),
            entry("Exp", Activations.exp()),
            entry("Expand", new Expand()),
            entry("Flatten", Reshapes.FLATTEN),
            entry("Gather", new Gather()),
            entry("Gemm", new Gemm()),
            entry("GlobalAveragePool", Reduce.global(Reduce.MEAN)),
            entry("GlobalMaxPool", Reduce.global(Reduce.MAX)),
            entry("HardSigmoid", Activations.hardSigmoid()),
            entry("HardSwish", Activations.hardSwish()),
            entry("Identity", Fixings::unchanged),
            entry("LeakyRelu", Activations.leakyRelu()),
            entry("Log", Activations.log()),
            entry("LpNormalization", new Normalize()),
            entry("MatMul", new MatMul()),
            entry("MaxPool", Pool.MAX),
            entry("Mul", Arithmetic.MUL),
            entry("Neg", Activations.negative()),
            entry("PRelu", new ParametricRelu()),
            entry("Pad", new Pad()),
            entry("Reciprocal", Activations.reciprocal()),
            entry("ReduceL2", Reduce.L2),
            entry("ReduceMax", Reduce.MAX),
            entry("ReduceMean", Reduce.MEAN),
            entry("ReduceSum", Reduce.SUM),
            entry("Relu", Activations.relu()),
            entry("Reshape", Reshapes.RESHAPE),
            entry("Shape", Fixings::shape),
            entry("Sigmoid", Activations.sigmoid()),
            entry("Slice", new Slice()),
            entry("Softmax", new Softmax()),
            entry("Softplus", Activations.softplus()),
            entry("Split", new Split()),
            entry("Sqrt", Activations.sqrt()),
            entry("Squeeze", Reshapes.SQUEEZE),
            entry("Sub", Arithmetic.SUB),
            entry("Tanh", Activations.tanh()),
            entry("Transpose", new Transpose()),
            entry("Unsqueeze", Reshapes.UNSQUEEZE),
            entry(
                    "Where",
                    Fixings.ofConstants(
                            3, values -> values.get(1).where(values.get(0).to(ScalarType.Bool), values.get(2)))));

    private Operators() {}
}
