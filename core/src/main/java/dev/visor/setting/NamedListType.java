package dev.visor.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values by names, written as a list of words, which are their own names, and of mappings with a name. */
record NamedListType<T>(MappingType<T> item) implements Type<Map<String, T>> {

    private static final String NAME = "name";

    @Override
    public Optional<Map<String, T>> read(Node value, Cursor at, @Nullable Map<String, T> base) {
        if (!(value instanceof Node.Sequence list) || list.items().isEmpty()) {
            return at.refuse(value, "a list of words or mappings, at least 1");
        }
        Map<String, Node.Entry> named = new LinkedHashMap<>();
        boolean sound = true;
        for (int i = 0; i < list.items().size(); i++) {
            Cursor here = at.item(i);
            Optional<Named> one = named(list.items().get(i), here);
            boolean isNew = one.isPresent() && named.keySet().stream().noneMatch(one.get().name::equalsIgnoreCase);
            if (one.isPresent() && !isNew) {
                here.reject("the name \"" + one.get().name + "\" must differ from the others in more than case");
            }
            sound &= isNew;
            if (isNew) {
                named.put(one.get().name, new Node.Entry(one.get().place, one.get().value));
            }
        }
        Optional<Map<String, T>> read =
                named.isEmpty() ? Optional.empty() : new NamedType<>(item).read(new Node.Mapping(named), at, null);
        return sound ? read : Optional.empty();
    }

    private record Named(String name, Place place, Node value) {}

    private Optional<Named> named(Node value, Cursor at) {
        if (value instanceof Node.Scalar word && !word.empty()) {
            return Optional.of(new Named(word.text().toLowerCase(Locale.ROOT), at.place(), value));
        }
        if (!(value instanceof Node.Mapping mapping)) {
            item.refuseOther(value, at);
            return Optional.empty();
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
        Node.Entry name = entries.remove(NAME);
        if (name == null
                || !(name.value() instanceof Node.Scalar text)
                || text.text().isBlank()) {
            return at.key(NAME, name == null ? at.place() : name.place())
                    .reject("is missing, must be a name of its own");
        }
        return Optional.of(new Named(text.text(), name.place(), new Node.Mapping(entries)));
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

    /** Tells whether a name alone is read as the value. */
    private boolean isWord(String name, Map<String, Node> entries, Registry registry) {
        Cursor nowhere = new Cursor("", new Place("", 0, path -> path), new Problems(), registry);
        return item.read(Node.plain(name), nowhere, null)
                .filter(value -> item.entries(value, registry).equals(entries))
                .isPresent();
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return Map.of("type", "array", "minItems", 1, "items", item.schema(registry));
    }

    @Override
    public Optional<String> refusal(Map<String, T> values) {
        return new NamedType<>(item).refusal(values);
    }
}
