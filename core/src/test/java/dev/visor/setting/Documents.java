package dev.visor.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Documents of maps, lists, texts and numbers, as if each key stood on a line of its own. */
public final class Documents {

    private static final Registry STANDARD = Registry.standard();

    private Documents() {}

    /** What was read, and what was wrong. */
    public record Reading<T>(Optional<T> found, List<String> problems) {

        /** Returns what was read without a problem. */
        public T value() {
            if (!problems.isEmpty()) {
                throw new AssertionError(problems.toString());
            }
            return found.orElseThrow();
        }
    }

    /** Returns a mapping of keys and values that take turns. */
    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** Reads a document with the kinds that come with Visor. */
    public static <T> Reading<T> read(Type<T> type, Object document) {
        return read(type, document, null, STANDARD);
    }

    /** Reads a document that starts from something. */
    public static <T> Reading<T> read(Type<T> type, Object document, @Nullable T base, Registry registry) {
        return read(type, node(document), base, registry);
    }

    /** Reads a value that was written. */
    public static <T> Reading<T> read(Type<T> type, Node node, @Nullable T base, Registry registry) {
        Problems problems = new Problems();
        Cursor start = new Cursor("", place(1), problems, registry);
        Optional<T> found = type.read(node, start, base);
        if (found.isEmpty() && problems.lines().isEmpty()) {
            throw new AssertionError("nothing was read, and nothing was wrong");
        }
        return new Reading<>(found, problems.lines());
    }

    private static Place place(int line) {
        return new Place("test.yaml", line, path -> "/home/" + path);
    }

    /** Returns a value, whose lines are counted from 1; a text that is empty stands for no value. */
    public static Node node(Object value) {
        return node(value, new AtomicInteger());
    }

    private static Node node(Object value, AtomicInteger line) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            map.forEach((key, inner) -> {
                Place place = place(line.incrementAndGet());
                entries.put((String) key, new Node.Entry(place, node(inner, line)));
            });
            return new Node.Mapping(entries);
        }
        if (value instanceof List<?> list) {
            List<Node> items = new ArrayList<>();
            list.forEach(item -> items.add(node(item, line)));
            return new Node.Sequence(items);
        }
        return Node.plain(value.toString());
    }
}
