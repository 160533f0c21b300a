package dev.visor.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of a text, whose parts may also be written as a list. */
record JoinedType<T>(Type<T> text) implements Type<T> {

    @Override
    public Optional<T> read(Node value, Cursor at, @Nullable T base) {
        if (value instanceof Node.Sequence list && list.items().stream().allMatch(Node.Scalar.class::isInstance)) {
            String joined = list.items().stream()
                    .map(item -> ((Node.Scalar) item).text())
                    .collect(Collectors.joining(","));
            return text.read(new Node.Scalar(joined, false), at, base);
        }
        return text.read(value, at, base);
    }

    @Override
    public Node write(T value, Registry registry) {
        return text.write(value, registry);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return Map.of("anyOf", List.of(text.schema(registry), Map.of("type", "array")));
    }
}
