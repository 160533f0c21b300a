package dev.visor.store.weights;

import dev.visor.store.file.DamagedFileException;
import dev.visor.store.weights.TorchTensor.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pickle of a torch archive without ever running anything.
 *
 * <p>A pickle is a program: it may name any function of Python and call it. Here a name stays a name. A call is known
 * for {@code torch._utils._rebuild_tensor_v2}, which becomes a {@link TorchTensor}, with its negation bit, and for
 * {@code _rebuild_parameter} around it; for an empty {@code collections.OrderedDict}; for the list builders of TorchScript; and for the classes of a TorchScript module,
 * below {@code __torch__}, which become a map of their attributes. Every other call is refused and named. No class of
 * Java is looked up either: the opcodes with which the library would do so are taken over or refused, and so is every
 * opcode that torch does not write. A length is checked against what is left before memory is taken for it.
 *
 * <p>Not thread-safe.
 */
public final class TorchPickle extends Unpickler {

    private static final Set<Short> HARMLESS = Set.of(
            Opcodes.PROTO,
            Opcodes.FRAME,
            Opcodes.STOP,
            Opcodes.MARK,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.LONG1,
            Opcodes.BINFLOAT,
            Opcodes.BINUNICODE,
            Opcodes.SHORT_BINUNICODE,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST,
            Opcodes.APPEND,
            Opcodes.APPENDS,
            Opcodes.EMPTY_DICT,
            Opcodes.SETITEM,
            Opcodes.SETITEMS,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.MEMOIZE,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.BINPERSID);

    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final int METADATA = 6;
    private static final String NEGATION = "neg";
    private static final String ORDERED_DICT = "collections.OrderedDict";
    private static final String LISTS = "torch.jit._pickle.";
    private static final String MODULE = "__torch__.";

    /** The key of the class in the map of a module. */
    public static final String CLASS = "__class__";

    private final String file;

    private TorchPickle(String file) {
        this.file = file;
    }

    /** A function or class of Python, of which only the name is known. */
    record Name(String module, String name) {

        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    /**
     * {@return what a pickle holds: maps, lists, arrays for tuples, strings, numbers, tensors and names}
     *
     * @param file what to call the archive in a message
     * @throws DamagedFileException if it calls anything else or is damaged
     */
    public static @Nullable Object read(byte[] pickle, String file) throws IOException {
        return ForeignParser.parse(file, "pickle", () -> new TorchPickle(file).load(new ByteArrayInputStream(pickle)));
    }

    @Override
    protected @Nullable Object dispatch(short key) throws IOException {
        switch (key) {
            case Opcodes.GLOBAL -> stack.add(new Name(PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(new Name((String) stack.pop(), name));
            }
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
                Object arguments = stack.pop();
                stack.add(call(stack.pop(), (Object[]) arguments));
            }
            case Opcodes.BUILD -> build(stack.pop(), stack.peek());
            default -> {
                if (!HARMLESS.contains(key)) {
                    throw new DamagedFileException(
                            file, "its pickle has the opcode " + key + ", must have only those that torch writes");
                }
                checkLength(key);
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    private void checkLength(short key) throws IOException {
        if (key == Opcodes.BINUNICODE) {
            input.mark(Integer.BYTES);
            long length = PickleUtils.bytes_to_uint(PickleUtils.readbytes(input, Integer.BYTES), 0);
            if (length > input.available()) {
                throw new DamagedFileException(file, "its pickle ends within a text of " + length + " bytes");
            }
            input.reset();
        }
    }

    private Object call(@Nullable Object callee, Object[] arguments) throws DamagedFileException {
        String name = callee instanceof Name known ? known.toString() : "what is no name";
        if (name.equals(TENSOR)) {
            return tensor(arguments);
        }
        if (name.equals(PARAMETER) && arguments.length > 0 && arguments[0] instanceof TorchTensor parameter) {
            return parameter;
        }
        if (name.equals(ORDERED_DICT) && arguments.length == 0) {
            return new LinkedHashMap<>();
        }
        if (name.startsWith(MODULE)) {
            return new LinkedHashMap<>(Map.of(CLASS, name));
        }
        if (name.startsWith(LISTS) && arguments.length > 0) {
            return arguments[0];
        }
        throw new DamagedFileException(
                file,
                "its pickle calls " + name + ", which is not done here: only tensors, plain values and TorchScript"
                        + " modules are read; save the state_dict() alone");
    }

    /** Gives a module its attributes. The other state of a state_dict, its versions, is of no interest. */
    private void build(@Nullable Object state, @Nullable Object target) throws DamagedFileException {
        if (!(target instanceof LinkedHashMap<?, ?>) || !(state instanceof Map<?, ?> attributes)) {
            throw new DamagedFileException(file, "its pickle gives a state to what is no module");
        }
        if (!attributes.containsKey("_metadata")) {
            @SuppressWarnings("unchecked")
            Map<Object, Object> module = (Map<Object, Object>) target;
            module.putAll(attributes);
        }
    }

    @Override
    protected Object persistentLoad(@Nullable Object id) {
        if (id instanceof Object[] parts
                && parts.length == 5
                && "storage".equals(parts[0])
                && parts[1] instanceof Name type
                && parts[2] instanceof String key
                && !"meta".equals(parts[3])) {
            return new Storage(type.name(), key, number(parts[4]));
        }
        throw new IllegalArgumentException("a persistent id that is no storage");
    }

    /** After the strides come whether there is a gradient and its hooks, which have no say in the values. */
    private TorchTensor tensor(Object[] arguments) throws DamagedFileException {
        if (arguments.length < 4 || !(arguments[0] instanceof Storage storage)) {
            throw new IllegalArgumentException("a tensor without a storage");
        }
        boolean negated = false;
        if (arguments.length > METADATA && arguments[METADATA] instanceof Map<?, ?> metadata) {
            for (Map.Entry<?, ?> flag : metadata.entrySet()) {
                boolean set = !Boolean.FALSE.equals(flag.getValue());
                if (set && !NEGATION.equals(flag.getKey())) {
                    throw new DamagedFileException(
                            file, "has a tensor with the flag " + flag.getKey() + ", may only have " + NEGATION);
                }
                negated |= set;
            }
        } else if (arguments.length > METADATA && arguments[METADATA] != null) {
            throw new IllegalArgumentException("a tensor whose metadata are no flags");
        }
        return new TorchTensor(storage, number(arguments[1]), numbers(arguments[2]), numbers(arguments[3]), negated);
    }

    private static List<Long> numbers(@Nullable Object tuple) {
        if (tuple instanceof Object[] elements) {
            return Arrays.stream(elements).map(TorchPickle::number).toList();
        }
        if (tuple instanceof List<?> elements) {
            List<Long> numbers = new ArrayList<>();
            elements.forEach(element -> numbers.add(number(element)));
            return numbers;
        }
        throw new IllegalArgumentException("a tensor without sizes or strides");
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException("a size that is no whole number");
    }
}
