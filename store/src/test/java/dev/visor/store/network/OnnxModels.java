package dev.visor.store.network;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Small ONNX models: a picture goes in as {@code x}, and {@code y} comes out. */
final class OnnxModels {

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final SplittableRandom random = new SplittableRandom(7);
    private final int opset;

    OnnxModels(int opset, long... inputShape) {
        this.opset = opset;
        graph.addInput(value("x", inputShape));
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
        for (long side : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            sides.addDim(side > 0 ? dimension.setDimValue(side) : dimension.setDimParam("n" + -side));
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(sides)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Adds drawn weights in a range. */
    OnnxModels weights(String name, double low, double high, long... shape) {
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat((float) random.nextDouble(low, high));
        }
        return raw(name, TensorProto.DataType.FLOAT, bytes.array(), shape);
    }

    OnnxModels raw(String name, TensorProto.DataType type, byte[] bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        Arrays.stream(shape).forEach(tensor::addDims);
        return tensor(tensor.build());
    }

    OnnxModels tensor(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    /** Adds a row of whole numbers. */
    OnnxModels wholes(String name, long... values) {
        return tensor(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length)
                .addAllInt64Data(Arrays.stream(values).boxed().toList())
                .build());
    }

    /** Adds a single float. */
    OnnxModels number(String name, float value) {
        return tensor(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addFloatData(value)
                .build());
    }

    OnnxModels node(String operator, String inputs, String outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(List.of(inputs.split(" ")))
                .addAllOutput(List.of(outputs.split(" ")))
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto number(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto list(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(values).boxed().toList())
                .build();
    }

    byte[] bytes(String... outputs) {
        GraphProto.Builder whole = graph.clone();
        for (String output : outputs) {
            whole.addOutput(ValueInfoProto.newBuilder()
                    .setName(output)
                    .setType(TypeProto.newBuilder()
                            .setTensorType(
                                    TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))));
        }
        return ModelProto.newBuilder()
                .setIrVersion(opset > 16 ? 8 : 6)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(whole)
                .build()
                .toByteArray();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes("y"));
    }
}
