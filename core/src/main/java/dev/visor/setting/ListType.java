package dev.visor.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values in an order. */
record ListType<T>(Type<T> item, boolean atLeastOne) implements Type<List<T>> {

    @Override
    public Optional<List<T>> read(Node value, Cursor at, @Nullable List<T> base) {
        if (!(value instanceof Node.Sequence list)) {
            return at.refuse(value, "a list");
        }
        if (atLeastOne && list.items().isEmpty()) {
            return at.refuse(value, "a list of at least one");
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            item.read(list.items().get(i), at.item(i, list.items().get(i)), null)
                    .ifPresent(values::add);
        }
        return values.size() == list.items().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    @Override
    public Node write(List<T> values, Registry registry) {
        return new Node.Sequence(
                values.stream().map(value -> item.write(value, registry)).toList());
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema(registry));
        if (atLeastOne) {
            schema.put("minItems", 1);
        }
        return schema;
    }

    @Override
    public Optional<String> refusal(List<T> values) {
        if (atLeastOne && values.isEmpty()) {
            return Optional.of("at least one");
        }
        return values.stream()
                .flatMap(value -> item.refusal(value).stream())
                .findFirst()
                .map(range -> range + " each");
    }
}
