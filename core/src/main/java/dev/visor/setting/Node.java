package dev.visor.setting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value of a document of settings: plain data, with the places of the keys. Immutable and thread-safe. */
public sealed interface Node {

    /** Returns the value as a message shows it, on one line and not long. */
    String shown();

    /** Returns the value as maps, lists, texts, numbers and booleans. */
    Object data();

    /** Returns the value of maps, lists, texts, numbers and booleans, as {@link #data} gives them. */
    static Node of(Object data) {
        if (data instanceof Map<?, ?> map) {
            Map<String, Node> values = new LinkedHashMap<>();
            map.forEach((key, value) -> values.put(String.valueOf(key), of(value)));
            return Mapping.of(values);
        }
        return data instanceof List<?> list
                ? new Sequence(list.stream().map(Node::of).toList())
                : plain(String.valueOf(data));
    }

    /** Returns a word, a number or a text that needs no quotes. */
    static Scalar plain(String text) {
        return new Scalar(text, true);
    }

    /**
     * A single value.
     *
     * @param text as it was written, without quotes
     * @param plain whether it was written without quotes
     */
    record Scalar(String text, boolean plain) implements Node {

        private static final Pattern WORD = Pattern.compile("[-+.]?[0-9.][0-9.eE+-]*|true|false|null|~");

        private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

        private static final Pattern DECIMAL = Pattern.compile("-?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");

        private static final int LONGEST_SHOWN = 60;

        /** Returns whether there is no value behind the key. */
        public boolean empty() {
            return plain && text.isEmpty();
        }

        @Override
        public Object data() {
            if (plain && (text.equals("true") || text.equals("false"))) {
                return Boolean.valueOf(text);
            }
            if (plain && WHOLE.matcher(text).matches()) {
                return Long.valueOf(text);
            }
            return plain && DECIMAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
        }

        @Override
        public String shown() {
            if (empty()) {
                return "nothing";
            }
            String part = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
            return plain && WORD.matcher(text).matches() ? part : "\"" + part + "\"";
        }
    }

    /** Values in an order. */
    record Sequence(List<Node> items) implements Node {

        private static final int MOST_SHOWN = 8;

        /** Copies the list. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public Object data() {
            return items.stream().map(Node::data).toList();
        }

        @Override
        public String shown() {
            return items.stream()
                    .limit(MOST_SHOWN)
                    .map(item -> item instanceof Scalar ? item.shown() : "...")
                    .collect(Collectors.joining(", ", "[", items.size() > MOST_SHOWN ? ", ...]" : "]"));
        }
    }

    /** Values by their keys, in the order of the document. */
    record Mapping(Map<String, Entry> entries) implements Node {

        /** Copies the map. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** Returns the mapping of values that were not read from anywhere. */
        public static Mapping of(Map<String, Node> values) {
            return of(values, new Place("", 0, path -> path));
        }

        /** Returns the mapping of values that all stand at one place. */
        static Mapping of(Map<String, Node> values, Place place) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            values.forEach((key, value) -> entries.put(key, new Entry(place, value)));
            return new Mapping(entries);
        }

        /** Returns the mapping with the values of another one in the place of its own. */
        Mapping with(Mapping others) {
            Map<String, Entry> all = new LinkedHashMap<>(entries);
            all.putAll(others.entries);
            return new Mapping(all);
        }

        @Override
        public Object data() {
            Map<String, Object> data = new LinkedHashMap<>();
            entries.forEach((key, entry) -> data.put(key, entry.value().data()));
            return data;
        }

        @Override
        public String shown() {
            return entries.isEmpty() ? "{}" : "a mapping";
        }
    }

    /**
     * A value that is no mapping, but whose keys an option sets: legal if it is a word that stands for a mapping.
     *
     * @param value as the document has it
     * @param keys those that were set, at least one
     */
    record Amended(Node value, Mapping keys) implements Node {

        @Override
        public Object data() {
            throw new IllegalStateException("an option's keys for " + value.shown() + " are no value");
        }

        @Override
        public String shown() {
            return value.shown();
        }
    }

    /**
     * A value of a mapping.
     *
     * @param place where its key stands
     * @param value the value
     */
    record Entry(Place place, Node value) {}

    /** Returns every single value by the keys that lead to it, with dots between; a list of single values is one value. */
    default SortedMap<String, String> flattened() {
        SortedMap<String, String> values = new TreeMap<>();
        flatten("", this, values);
        return values;
    }

    private static void flatten(String path, Node value, SortedMap<String, String> values) {
        if (value instanceof Scalar scalar) {
            values.put(path, scalar.text());
        } else if (value instanceof Mapping mapping) {
            mapping.entries()
                    .forEach((key, entry) -> flatten(path.isEmpty() ? key : path + "." + key, entry.value(), values));
        } else if (value instanceof Sequence list) {
            if (list.items().stream().allMatch(Scalar.class::isInstance)) {
                values.put(
                        path,
                        list.items().stream()
                                .map(item -> ((Scalar) item).text())
                                .collect(Collectors.joining(", ", "[", "]")));
            } else {
                for (int i = 0; i < list.items().size(); i++) {
                    flatten(path + "[" + (i + 1) + "]", list.items().get(i), values);
                }
            }
        }
    }
}
