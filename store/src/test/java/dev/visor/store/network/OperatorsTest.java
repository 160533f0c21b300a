package dev.visor.store.network;

import static dev.visor.store.network.OnnxModels.list;
import static dev.visor.store.network.OnnxModels.number;
import static dev.visor.store.network.OnnxModels.text;
import static dev.visor.store.network.OnnxModels.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.torch.Engine;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operator against ONNX Runtime, and its gradient against finite differences. */
class OperatorsTest {

    private static final int SIDE = 9;
    /** Values around zero, so that activations bend within them. */
    private static final Preprocessing INPUT = Preprocessing.parse("RGB, (x-127.5)/50");

    private static Engine engine;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        engine = Engine.start(2);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static OnnxModels model(int opset) {
        return new OnnxModels(opset, -1, 3, SIDE, SIDE);
    }

    private static Arguments of(String name, OnnxModels model) {
        return Arguments.of(name, model);
    }

    static Stream<Arguments> activations() {
        return Stream.of(
                of("Relu", model(13).node("Relu", "x", "y")),
                of("LeakyRelu", model(13).node("LeakyRelu", "x", "y", number("alpha", 0.3))),
                of("Elu", model(13).node("Elu", "x", "y", number("alpha", 1.5))),
                of("Sigmoid", model(13).node("Sigmoid", "x", "y")),
                of("Tanh", model(13).node("Tanh", "x", "y")),
                of("Softplus", model(13).node("Softplus", "x", "y")),
                of("HardSigmoid", model(13).node("HardSigmoid", "x", "y", number("alpha", 0.4), number("beta", 0.3))),
                of("HardSwish", model(14).node("HardSwish", "x", "y")),
                of("Clip attributes", model(6).node("Clip", "x", "y", number("min", -1), number("max", 0.7))),
                of("Clip inputs", model(13).number("a", -0.4f).number("b", 1).node("Clip", "x a b", "y")),
                of("Clip below", model(13).number("a", -0.4f).node("Clip", "x a", "y")),
                of("PRelu channels", model(16).weights("a", -1, 2, 3, 1, 1).node("PRelu", "x a", "y")),
                of("PRelu one", model(16).weights("a", -1, 2, 1).node("PRelu", "x a", "y")),
                of("PRelu values", model(16).weights("a", -1, 2, 3, SIDE, SIDE).node("PRelu", "x a", "y")),
                of("Exp", model(13).node("Exp", "x", "y")),
                of("Abs", model(13).node("Abs", "x", "y")),
                of("Neg", model(13).node("Neg", "x", "y")),
                of(
                        "Sqrt and Log",
                        model(13).node("Exp", "x", "e").node("Sqrt", "e", "s").node("Log", "s", "y")),
                of("Reciprocal", model(13).node("Exp", "x", "e").node("Reciprocal", "e", "y")),
                of("Softmax", model(13).node("Softmax", "x", "y", whole("axis", 1))),
                of("Softmax of old", model(11).node("Softmax", "x", "y", whole("axis", 2))));
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                of(
                        "Conv",
                        model(11)
                                .weights("w", -1, 1, 4, 3, 3, 3)
                                .weights("b", -1, 1, 4)
                                .node("Conv", "x w b", "y")),
                of(
                        "Conv strided",
                        model(11)
                                .weights("w", -1, 1, 4, 3, 3, 3)
                                .node("Conv", "x w", "y", list("strides", 2, 2), list("pads", 1, 1, 1, 1))),
                of(
                        "Conv uneven",
                        model(11)
                                .weights("w", -1, 1, 4, 3, 2, 3)
                                .node("Conv", "x w", "y", list("strides", 2, 1), list("pads", 0, 1, 1, 2))),
                of(
                        "Conv depthwise uneven",
                        model(11)
                                .weights("w", -1, 1, 6, 1, 3, 3)
                                .node(
                                        "Conv",
                                        "x w",
                                        "y",
                                        whole("group", 3),
                                        list("strides", 2, 2),
                                        list("pads", 0, 1, 1, 0))),
                of(
                        "Conv dilated",
                        model(11)
                                .weights("w", -1, 1, 3, 1, 3, 3)
                                .node(
                                        "Conv",
                                        "x w",
                                        "y",
                                        whole("group", 3),
                                        list("dilations", 2, 3),
                                        list("pads", 2, 1, 2, 1))),
                of(
                        "Conv same upper",
                        model(11)
                                .weights("w", -1, 1, 4, 3, 4, 4)
                                .node("Conv", "x w", "y", text("auto_pad", "SAME_UPPER"), list("strides", 2, 2))),
                of(
                        "Conv same lower",
                        model(11)
                                .weights("w", -1, 1, 4, 3, 4, 4)
                                .node("Conv", "x w", "y", text("auto_pad", "SAME_LOWER"))),
                of(
                        "Conv valid",
                        model(11).weights("w", -1, 1, 4, 3, 1, 1).node("Conv", "x w", "y", text("auto_pad", "VALID"))),
                of(
                        "Conv and BatchNormalization",
                        norm(model(9).weights("w", -1, 1, 5, 3, 3, 3).node("Conv", "x w", "c"), "c", 5)),
                of("BatchNormalization", norm(model(15), "x", 3)),
                of(
                        "Pad and Conv",
                        model(11)
                                .wholes("p", 0, 0, 0, 0, 0, 0, 1, 1)
                                .weights("w", -1, 1, 4, 3, 3, 3)
                                .node("Pad", "x p", "q")
                                .node("Conv", "q w", "y", list("strides", 2, 2))),
                of(
                        "MaxPool",
                        model(12)
                                .node(
                                        "MaxPool",
                                        "x",
                                        "y",
                                        list("kernel_shape", 3, 2),
                                        list("strides", 2, 2),
                                        list("pads", 1, 0, 1, 0))),
                of(
                        "MaxPool uneven up",
                        model(12)
                                .node(
                                        "MaxPool",
                                        "x",
                                        "y",
                                        list("kernel_shape", 2, 2),
                                        list("strides", 2, 2),
                                        list("pads", 0, 0, 1, 1))),
                of(
                        "AveragePool",
                        model(12)
                                .node(
                                        "AveragePool",
                                        "x",
                                        "y",
                                        list("kernel_shape", 3, 3),
                                        list("strides", 2, 2),
                                        list("pads", 1, 1, 1, 1))),
                of(
                        "AveragePool counting",
                        model(12)
                                .node(
                                        "AveragePool",
                                        "x",
                                        "y",
                                        list("kernel_shape", 3, 3),
                                        whole("count_include_pad", 1),
                                        list("pads", 1, 1, 1, 1))),
                of("GlobalAveragePool", model(12).node("GlobalAveragePool", "x", "y")),
                of("GlobalMaxPool", model(12).node("GlobalMaxPool", "x", "y")));
    }

    private static OnnxModels norm(OnnxModels model, String input, int channels) {
        return model.weights("g", -2, 2, channels)
                .weights("h", -1, 1, channels)
                .weights("m", -1, 1, channels)
                .weights("v", 0.5, 2, channels)
                .node("BatchNormalization", input + " g h m v", "y", number("epsilon", 2e-5));
    }

    static Stream<Arguments> arithmetic() {
        return Stream.of(
                of("Add constant", model(13).weights("a", 1, 2, 3, 1, 1).node("Add", "x a", "y")),
                of("Sub from constant", model(13).weights("a", 1, 2, 1).node("Sub", "a x", "y")),
                of("Mul values", model(13).node("Sigmoid", "x", "s").node("Mul", "x s", "y")),
                of("Mul twice", model(13).node("Mul", "x x", "y")),
                of(
                        "Div repeated",
                        model(13)
                                .node("Exp", "x", "e")
                                .node("ReduceMean", "e", "m", list("axes", 2, 3))
                                .node("Div", "x m", "y")),
                of(
                        "Gemm",
                        model(13)
                                .weights("w", -1, 1, 5, 3 * SIDE * SIDE)
                                .weights("b", -1, 1, 5)
                                .node("Flatten", "x", "f")
                                .node(
                                        "Gemm",
                                        "f w b",
                                        "y",
                                        whole("transB", 1),
                                        number("alpha", 0.5),
                                        number("beta", 2))),
                of(
                        "MatMul constant",
                        model(13)
                                .weights("w", -1, 1, 3 * SIDE * SIDE, 4)
                                .node("Flatten", "x", "f")
                                .node("MatMul", "f w", "y")),
                of(
                        "MatMul values",
                        model(13)
                                .node("Transpose", "x", "t", list("perm", 0, 1, 3, 2))
                                .node("Sigmoid", "x", "s")
                                .node("MatMul", "t s", "y")),
                of("ReduceMean", model(13).node("ReduceMean", "x", "y", list("axes", -1), whole("keepdims", 0))),
                of("ReduceMean input", model(18).wholes("a", 2, 3).node("ReduceMean", "x a", "y")),
                of("ReduceSum", model(13).wholes("a", 1).node("ReduceSum", "x a", "y")),
                of("ReduceMax", model(13).node("ReduceMax", "x", "y", list("axes", 2))),
                of("ReduceL2", model(13).node("ReduceL2", "x", "y", list("axes", 1), whole("keepdims", 0))),
                of("LpNormalization", model(13).node("LpNormalization", "x", "y", whole("axis", 1))));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                of(
                        "Identity and Dropout",
                        model(13)
                                .node("Identity", "x", "i")
                                .node("Dropout", "i", "d")
                                .node("Neg", "d", "y")),
                of("Flatten", model(13).node("Flatten", "x", "y", whole("axis", 2))),
                of("Reshape", model(13).wholes("s", 0, -1, SIDE).node("Reshape", "x s", "y")),
                of(
                        "Unsqueeze, Squeeze",
                        model(13)
                                .wholes("a", -1, 1)
                                .node("Unsqueeze", "x a", "u")
                                .wholes("b", 1)
                                .node("Squeeze", "u b", "y")),
                of(
                        "Unsqueeze of old",
                        model(11)
                                .node("Unsqueeze", "x", "u", list("axes", 0))
                                .node("Squeeze", "u", "y", list("axes", 0))),
                of("Transpose", model(13).node("Transpose", "x", "y", list("perm", 0, 2, 3, 1))),
                of(
                        "Concat",
                        model(13)
                                .weights("c", -1, 1, 1, 2, SIDE, SIDE)
                                .node("Neg", "x", "n")
                                .node("Concat", "x c n", "y", whole("axis", 1))),
                of(
                        "Split",
                        model(13)
                                .wholes("l", 1, 2)
                                .node("Split", "x l", "a b", whole("axis", 1))
                                .node("Concat", "b a", "y", whole("axis", 1))),
                of(
                        "Split of old",
                        model(11)
                                .node("Split", "x", "a b", whole("axis", 1), list("split", 2, 1))
                                .node("Neg", "b", "y")),
                of(
                        "Slice",
                        model(13)
                                .wholes("s", 1, -2)
                                .wholes("e", 100, 2)
                                .wholes("a", 2, 3)
                                .wholes("t", 3, -2)
                                .node("Slice", "x s e a t", "y")),
                of(
                        "Slice back to the first",
                        model(13)
                                .wholes("s", -1)
                                .wholes("e", Long.MIN_VALUE + 1)
                                .wholes("a", 3)
                                .wholes("t", -1)
                                .node("Slice", "x s e a t", "y")),
                of(
                        "Slice of old",
                        model(9).node("Slice", "x", "y", list("starts", 1), list("ends", 3), list("axes", 1))),
                of(
                        "Pad value",
                        model(13)
                                .wholes("p", 0, 0, 1, 0, 0, 0, -2, 2)
                                .number("v", 0.5f)
                                .node("Pad", "x p v", "y")),
                of("Pad of old", model(9).node("Pad", "x", "y", list("pads", 0, 0, 1, 2, 0, 0, 0, 1))),
                of("Gather", model(13).wholes("i", 2, 0, -1, 2).node("Gather", "x i", "y", whole("axis", 1))),
                of(
                        "Expand",
                        model(13)
                                .wholes("s", 1, 3, SIDE, SIDE)
                                .node("ReduceMean", "x", "m", list("axes", 2))
                                .node("Expand", "m s", "y")),
                of(
                        "a chain of shapes",
                        model(13)
                                .wholes("zero", 0)
                                .wholes("rest", -1)
                                .node("Shape", "x", "shape")
                                .node("Gather", "shape zero", "batch")
                                .node("Cast", "batch", "cast", whole("to", 7))
                                .node("Concat", "cast rest", "target", whole("axis", 0))
                                .node("Reshape", "x target", "y")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"activations", "windows", "arithmetic", "shapes"})
    void computesWhatOnnxRuntimeComputes(String name, OnnxModels model) throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        float[] pixels = new float[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        Image picture = Image.of(SIDE, SIDE, pixels);
        byte[] bytes = model.bytes("y");
        Path file = Files.write(folder.resolve("model.onnx"), bytes);
        // Not opened as others do: ONNX Runtime would be compared with itself.
        ImportedNetwork network =
                ImportedNetwork.of("model", new NetworkFile(file.toString()).graph(), Optional.of(INPUT));

        float[] found;
        try (Backbone backbone =
                Backbone.load(network, NamedTensors.builder().build(), "0", Alignment.ARCFACE, SIDE, SIDE, engine)) {
            found = backbone.features(List.of(picture)).get(0);
            assertThat(found).hasSize(backbone.featureCount());
        }

        float[] expected = onnxRuntime(bytes, pixels);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i])
                    .as("value %d", i)
                    .isCloseTo(expected[i], within(1e-4f * Math.max(1, Math.abs(expected[i]))));
        }
        network.gradientDeviations(picture)
                .forEach((operator, deviation) ->
                        assertThat(deviation).as(operator).isLessThan(0.01));
    }

    private static float[] onnxRuntime(byte[] model, float... pixels) throws Exception {
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[i] * 255 - 127.5f) / 50;
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model, new OrtSession.SessionOptions());
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), new long[] {1, 3, SIDE, SIDE});
                OrtSession.Result result = session.run(Map.of("x", input))) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] all = new float[output.remaining()];
            output.get(all);
            return all;
        }
    }
}
