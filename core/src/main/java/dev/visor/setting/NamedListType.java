package dev.visor.setting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values by names, written as a list of words, which are their own names, and of mappings with a name. */
record NamedListType<T>(MappingType<T> item) implements Type<Map<String, T>> {

    private static final String NAME = "name";

    @Override
    public Optional<Map<String, T>> read(Node value, Cursor at, @Nullable Map<String, T> base) {
        if (!(value instanceof Node.Sequence list) || list.items().isEmpty()) {
            return at.refuse(value, "a list of words or mappings, at least 1");
        }
        Map<String, T> values = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.items().size(); i++) {
            read(list.items().get(i), at.item(i, list.items().get(i)), names, values);
        }
        return values.size() == list.items().size()
                ? Optional.of(Collections.unmodifiableMap(values))
                : Optional.empty();
    }

    private void read(Node value, Cursor at, Set<String> names, Map<String, T> values) {
        Optional<Section> found = item.section(value, at);
        if (found.isEmpty()) {
            return;
        }
        Section section = found.get();
        Optional<String> name = name(value, section);
        Optional<T> read = item.read(section, null);
        section.close();
        if (name.isPresent()
                && NamedType.isLegal(name.get(), names, section.has(NAME) ? section.at(NAME) : at)
                && section.isSound()) {
            read.ifPresent(one -> values.put(name.get(), one));
        }
    }

    /** Returns the name that a mapping has, or that a word is. */
    private static Optional<String> name(Node value, Section section) {
        Node written = value instanceof Node.Amended amended ? amended.value() : value;
        Optional<Node> name = section.value(NAME);
        if (name.isEmpty() && written instanceof Node.Scalar word) {
            return Optional.of(word.text().toLowerCase(Locale.ROOT));
        }
        if (name.isEmpty()) {
            return section.at(NAME).reject("is missing, must be a name of its own");
        }
        return name.get() instanceof Node.Scalar text && !text.text().isBlank()
                ? Optional.of(text.text())
                : section.at(NAME).refuse(name.get(), "a name");
    }

    @Override
    public Node write(Map<String, T> values, Registry registry) {
        List<Node> items = new ArrayList<>();
        values.forEach((name, value) -> {
            Map<String, Node> entries = item.entries(value, registry);
            if (isWord(name, entries, registry)) {
                items.add(Node.plain(name));
            } else {
                Map<String, Node> all = new LinkedHashMap<>();
                all.put(NAME, new Node.Scalar(name, false));
                all.putAll(entries);
                items.add(Node.Mapping.of(all));
            }
        });
        return new Node.Sequence(items);
    }

    /** Returns whether a name alone is read as the value. */
    private boolean isWord(String name, Map<String, Node> entries, Registry registry) {
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        Cursor nowhere = new Cursor("", new Place("", 0, path -> path), new Problems(), registry);
        return item.read(Node.plain(name), nowhere, null)
                .filter(value -> item.entries(value, registry).equals(entries))
                .isPresent();
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("minItems", 1);
        schema.put("items", JsonSchema.withKey(NAME, "a name of its own", item.schema(registry)));
        return schema;
    }

    @Override
    public Optional<String> refusal(Map<String, T> values) {
        return new NamedType<>(item).refusal(values);
    }
}
