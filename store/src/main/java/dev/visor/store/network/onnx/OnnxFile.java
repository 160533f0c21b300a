package dev.visor.store.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import dev.visor.network.graph.Attributes;
import dev.visor.network.graph.Constant;
import dev.visor.network.graph.Graph;
import dev.visor.network.graph.Node;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.weights.ForeignParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the graph of an ONNX file. Weights of 16 and 64 bits become floats of 32. Weights may lie in files beside the
 * model, but never outside its folder.
 */
public final class OnnxFile {

    private static final long LARGEST_FILE = Integer.MAX_VALUE - 8L;
    private static final int DEEPEST = 64;
    private static final int MOST_NODES = 100_000;
    private static final Set<String> STANDARD = Set.of("", "ai.onnx");

    private final Path file;
    private final OnnxTensors tensors;

    private OnnxFile(Path file) {
        this.file = file;
        this.tensors = new OnnxTensors(file);
    }

    /**
     * Reads a file.
     *
     * @throws DamagedFileException if it is damaged, or holds no network with one input
     * @throws IOException with one line naming the file that cannot be read
     */
    public static Graph read(Path file) throws IOException {
        byte[] bytes = ReadableFile.read(file, file.toString(), LARGEST_FILE);
        return ForeignParser.parse(file.toString(), "ONNX file", () -> new OnnxFile(file).read(bytes));
    }

    private Graph read(byte[] bytes) throws IOException {
        CodedInputStream input = CodedInputStream.newInstance(bytes);
        input.setRecursionLimit(DEEPEST);
        ModelProto model = ModelProto.parseFrom(input);
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new DamagedFileException(file.toString(), "is no ONNX file, or one without a graph");
        }
        GraphProto graph = model.getGraph();
        if (graph.getNodeCount() > MOST_NODES) {
            throw refused("has " + graph.getNodeCount() + " nodes, must have at most " + MOST_NODES);
        }
        if (graph.getSparseInitializerCount() > 0 || model.getFunctionsCount() > 0) {
            throw refused("has sparse tensors or functions of its own, must have neither");
        }
        int opset = opset(model);
        Map<String, Constant> constants = new LinkedHashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            constants.put(tensor.getName(), tensors.constant(tensor));
        }
        ValueInfoProto picture = picture(graph, constants);
        List<Node> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            nodes.add(node(node));
        }
        List<String> outputs =
                graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
        try {
            return new Graph(
                    "ONNX, opset " + opset, opset, picture.getName(), shape(picture), outputs, nodes, constants);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file.toString(), "its graph is damaged: " + e.getMessage(), e);
        }
    }

    private static int opset(ModelProto model) {
        return Math.toIntExact(model.getOpsetImportList().stream()
                .filter(set -> STANDARD.contains(set.getDomain()))
                .mapToLong(OperatorSetIdProto::getVersion)
                .max()
                .orElse(1));
    }

    /** Returns the one input that is no weight; older files list their weights as inputs too. */
    private ValueInfoProto picture(GraphProto graph, Map<String, Constant> constants) throws DamagedFileException {
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !constants.containsKey(input.getName()))
                .toList();
        if (inputs.size() != 1) {
            throw refused("has " + inputs.size() + " inputs, "
                    + inputs.stream().map(ValueInfoProto::getName).toList() + ", must have 1: pictures");
        }
        int type = inputs.get(0).getType().getTensorType().getElemType();
        if (type != TensorProto.DataType.FLOAT_VALUE
                && type != TensorProto.DataType.FLOAT16_VALUE
                && type != TensorProto.DataType.DOUBLE_VALUE
                && type != 0) {
            throw refused("takes pictures of the type " + OnnxTensors.typeName(type) + ", must be floats");
        }
        return inputs.get(0);
    }

    private static List<Long> shape(ValueInfoProto value) {
        return value.getType().getTensorType().getShape().getDimList().stream()
                .map(OnnxFile::side)
                .toList();
    }

    private static long side(TensorShapeProto.Dimension side) {
        return side.hasDimValue() && side.getDimValue() > 0 ? side.getDimValue() : Graph.FREE;
    }

    private Node node(NodeProto node) throws IOException {
        String operator =
                STANDARD.contains(node.getDomain()) ? node.getOpType() : node.getDomain() + "." + node.getOpType();
        Attributes attributes = Attributes.NONE;
        for (AttributeProto attribute : node.getAttributeList()) {
            attributes = with(attributes, attribute);
        }
        return new Node(operator, node.getName(), node.getInputList(), node.getOutputList(), attributes);
    }

    private Attributes with(Attributes attributes, AttributeProto attribute) throws IOException {
        String name = attribute.getName();
        return switch (attribute.getType()) {
            case INT -> attributes.with(name, attribute.getI());
            case FLOAT -> attributes.with(name, (double) attribute.getF());
            case STRING -> attributes.with(name, attribute.getS().toString(StandardCharsets.UTF_8));
            case TENSOR -> attributes.with(name, tensors.constant(attribute.getT()));
            case INTS -> attributes.withWholes(name, attribute.getIntsList());
            case FLOATS ->
                attributes.withNumbers(
                        name,
                        attribute.getFloatsList().stream()
                                .map(Float::doubleValue)
                                .toList());
            // Graphs within nodes and the like: no operator that is supported has any.
            default -> attributes.with(name, attribute.getType().name());
        };
    }

    private DamagedFileException refused(String reason) {
        return new DamagedFileException(file.toString(), reason);
    }
}
