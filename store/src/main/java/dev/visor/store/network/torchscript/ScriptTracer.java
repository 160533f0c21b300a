package dev.visor.store.network.torchscript;

import dev.visor.network.graph.Attributes;
import dev.visor.network.graph.Constant;
import dev.visor.network.graph.Graph;
import dev.visor.network.graph.Node;
import dev.visor.store.weights.TorchPickle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the code of traced modules and writes down each operator as a node of a graph. Used once, by one thread. */
final class ScriptTracer {

    private static final int DEEPEST = 64;
    private static final int MOST_NODES = 100_000;
    /** The rules that the nodes follow. */
    private static final int OPSET = 18;

    private final ScriptCode code;
    private final Tensors tensors;
    private final @Nullable Object constants;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Constant> values = new LinkedHashMap<>();
    private final Map<Object, Value> known = new HashMap<>();
    private int depth;

    /**
     * Makes it.
     *
     * @param constants what the code calls {@code CONSTANTS}
     */
    ScriptTracer(ScriptCode code, Tensors tensors, @Nullable Object constants) {
        this.code = code;
        this.tensors = tensors;
        this.constants = constants;
    }

    /** A value of the graph. */
    record Value(String name) {}

    /** Reads tensors of an archive. */
    interface Tensors {

        /** {@return the values of a tensor; none if the object is none} */
        @Nullable
        Constant read(@Nullable Object object, boolean ofCode) throws IOException;
    }

    /** Follows a module from its picture to its features. */
    Graph trace(Map<?, ?> module) throws IOException {
        Value input = new Value("input");
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(input);
        Object result = call(module, arguments);
        List<String> outputs = new ArrayList<>();
        for (Object output : result instanceof List<?> list ? list : Arrays.asList(result)) {
            if (!(output instanceof Value value)) {
                throw new IllegalArgumentException("its output is no tensor");
            }
            outputs.add(value.name);
        }
        return new Graph("TorchScript", OPSET, input.name, List.of(), outputs, nodes, values);
    }

    private @Nullable Object call(Map<?, ?> module, List<@Nullable Object> arguments) throws IOException {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("its modules are too deeply nested");
        }
        ScriptCode.Method method = code.forward(String.valueOf(module.get(TorchPickle.CLASS)));
        if (method.parameters().size() != arguments.size()) {
            throw new IllegalArgumentException(
                    "a method forward takes " + method.parameters().size() + " values, must take " + arguments.size());
        }
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("self", module);
        for (int i = 0; i < arguments.size(); i++) {
            variables.put(method.parameters().get(i), arguments.get(i));
        }
        Object result = null;
        for (String statement : method.statements()) {
            if (statement.startsWith("return ")) {
                result = value(ExpressionParser.parse(statement.substring("return ".length())), variables);
                break;
            }
            assign(statement, variables);
        }
        depth--;
        return result;
    }

    private void assign(String statement, Map<String, @Nullable Object> variables) throws IOException {
        int equal = statement.indexOf(" = ");
        if (equal < 0) {
            throw new IllegalArgumentException("the code \"" + statement + "\" is not the kind that tracing writes");
        }
        List<String> names = Arrays.stream(statement.substring(0, equal).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        boolean several = statement.substring(0, equal).contains(",");
        Expression expression = ExpressionParser.parse(statement.substring(equal + 3));
        Object result = value(expression, variables);
        if (!several) {
            variables.put(names.get(0), result);
            return;
        }
        if (result instanceof Parts parts) {
            result = parts.cut(names.size(), this);
        }
        if (!(result instanceof List<?> list) || list.size() != names.size()) {
            throw new IllegalArgumentException("the code \"" + statement + "\" must give " + names.size() + " values");
        }
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), list.get(i));
        }
    }

    /** Parts of a value, whose number only shows where they are named. */
    interface Parts {

        /** {@return the parts} */
        List<Value> cut(int count, ScriptTracer tracer);
    }

    private @Nullable Object value(Expression expression, Map<String, @Nullable Object> variables) throws IOException {
        if (expression instanceof Expression.Literal literal) {
            return literal(literal.text());
        }
        if (expression instanceof Expression.Name name) {
            if (!variables.containsKey(name.text())) {
                throw new IllegalArgumentException("its code names \"" + name.text() + "\", which is not known");
            }
            return variables.get(name.text());
        }
        if (expression instanceof Expression.Sequence sequence) {
            return values(sequence.items(), variables);
        }
        if (expression instanceof Expression.Member member) {
            return member(member, variables);
        }
        if (expression instanceof Expression.Item item) {
            Object list = value(item.target(), variables);
            Object index = value(item.index().get(0), variables);
            if (list instanceof List<?> items && index instanceof Long at && at >= 0 && at < items.size()) {
                return items.get(at.intValue());
            }
            throw new IllegalArgumentException("its code takes an item of what is no list");
        }
        return called((Expression.Call) expression, variables);
    }

    private List<@Nullable Object> values(List<Expression> items, Map<String, @Nullable Object> variables)
            throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        for (Expression item : items) {
            values.add(value(item, variables));
        }
        return values;
    }

    private static @Nullable Object literal(String text) {
        return switch (text) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> null;
            default -> {
                if (text.startsWith("\"") || text.startsWith("'")) {
                    yield text.substring(1, text.length() - 1);
                }
                boolean whole = text.matches("-?\\d+");
                yield whole ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text.replace("inf", "Infinity"));
            }
        };
    }

    private @Nullable Object member(Expression.Member member, Map<String, @Nullable Object> variables)
            throws IOException {
        if (member.target() instanceof Expression.Name name && name.text().equals("CONSTANTS")) {
            int index = Integer.parseInt(member.name().substring(1));
            Object object = constants instanceof Object[] array && index < array.length ? array[index] : null;
            return constant(object, true);
        }
        return attribute(value(member.target(), variables), member.name());
    }

    private @Nullable Object attribute(@Nullable Object module, String name) throws IOException {
        if (!(module instanceof Map<?, ?> attributes) || !attributes.containsKey(name)) {
            throw new IllegalArgumentException("its code takes \"" + name + "\" of a module that has none");
        }
        Object attribute = attributes.get(name);
        return attribute instanceof Map<?, ?> ? attribute : constant(attribute, false);
    }

    /** {@return a tensor as a value of the graph; anything else as it is} */
    private @Nullable Object constant(@Nullable Object object, boolean ofCode) throws IOException {
        Value there = object == null ? null : known.get(object);
        if (there != null) {
            return there;
        }
        Constant constant = tensors.read(object, ofCode);
        if (constant == null || object == null) {
            return object;
        }
        Value value = add(constant);
        known.put(object, value);
        return value;
    }

    private @Nullable Object called(Expression.Call call, Map<String, @Nullable Object> variables) throws IOException {
        if (call.target() instanceof Expression.Name name) {
            List<Expression> arguments = call.arguments();
            return switch (name.text()) {
                case "getattr" ->
                    attribute(value(arguments.get(0), variables), String.valueOf(value(arguments.get(1), variables)));
                case "annotate" -> value(arguments.get(1), variables);
                case "int", "float" -> value(arguments.get(0), variables);
                default -> throw new IllegalArgumentException("its code calls " + name.text() + ", which is not known");
            };
        }
        if (!(call.target() instanceof Expression.Member member)) {
            throw new IllegalArgumentException("its code calls what has no name");
        }
        boolean torch =
                member.target() instanceof Expression.Name space && space.text().equals("torch");
        boolean primitive = member.target() instanceof Expression.Member inner
                && inner.target() instanceof Expression.Name ops
                && ops.text().equals("ops");
        if (torch || primitive) {
            return TorchFunctions.apply(member.name(), new Arguments(values(call.arguments(), variables), this));
        }
        Object module = value(member.target(), variables);
        if (!member.name().equals("forward") || !(module instanceof Map<?, ?> callee)) {
            throw new IllegalArgumentException("its code calls the method " + member.name() + ", must be forward");
        }
        return call(callee, values(call.arguments(), variables));
    }

    /** Adds a constant. */
    Value add(Constant constant) {
        Value value = new Value("constant." + values.size());
        values.put(value.name, constant);
        return value;
    }

    /** {@return the constant that a value is; null if it is computed} */
    @Nullable
    Constant constantOf(Value value) {
        return values.get(value.name);
    }

    /** Adds a node with one output. */
    Value add(String operator, Attributes attributes, List<Value> inputs) {
        return add(operator, attributes, inputs, 1).get(0);
    }

    /** Adds a node. */
    List<Value> add(String operator, Attributes attributes, List<Value> inputs, int outputs) {
        if (nodes.size() >= MOST_NODES) {
            throw new IllegalArgumentException("it has more than " + MOST_NODES + " operators");
        }
        List<Value> made = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            made.add(new Value("value." + nodes.size() + (i == 0 ? "" : "." + i)));
        }
        nodes.add(new Node(
                operator,
                "",
                inputs.stream().map(Value::name).toList(),
                made.stream().map(Value::name).toList(),
                attributes));
        return made;
    }
}
