package dev.visor.store.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value of a YAML document: plain data, with the places of the keys. Immutable and thread-safe. */
sealed interface YamlNode {

    /** Returns the value as a message shows it, on one line and not long. */
    String shown();

    /**
     * Returns the value as a mapping, if it is one or a word.
     *
     * @param wordKey what a word stands behind
     * @param place where a word stands
     */
    default Optional<Mapping> mapping(String wordKey, YamlPlace place) {
        if (this instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        return this instanceof Scalar word && !word.empty()
                ? Optional.of(new Mapping(Map.of(wordKey, new Entry(place, this))))
                : Optional.empty();
    }

    /** Returns the items of a list as mappings, if it is a list and each item is a mapping or a word. */
    default Optional<List<Mapping>> mappings(String wordKey, YamlPlace place) {
        if (!(this instanceof Sequence list)) {
            return Optional.empty();
        }
        List<Mapping> mappings = list.items().stream()
                .flatMap(item -> item.mapping(wordKey, place).stream())
                .toList();
        return mappings.size() == list.items().size() ? Optional.of(mappings) : Optional.empty();
    }

    /**
     * A single value.
     *
     * @param text as it was written, without quotes
     * @param plain whether it was written without quotes
     */
    record Scalar(String text, boolean plain) implements YamlNode {

        private static final Pattern WORD = Pattern.compile("[-+.]?[0-9.][0-9.eE+-]*|true|false|null|~");

        private static final int LONGEST_SHOWN = 60;

        /** Tells whether there is no value behind the key. */
        boolean empty() {
            return plain && text.isEmpty();
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
    record Sequence(List<YamlNode> items) implements YamlNode {

        private static final int MOST_SHOWN = 8;

        public Sequence {
            items = List.copyOf(items);
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
    record Mapping(Map<String, Entry> entries) implements YamlNode {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** Returns where the first key stands, or another place if there is no key. */
        YamlPlace place(YamlPlace other) {
            return entries.values().stream().map(Entry::place).findFirst().orElse(other);
        }

        @Override
        public String shown() {
            return "a mapping";
        }
    }

    /**
     * A value of a mapping.
     *
     * @param place where its key stands
     * @param value the value
     */
    record Entry(YamlPlace place, YamlNode value) {}
}
