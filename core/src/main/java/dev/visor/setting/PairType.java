package dev.visor.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two values, written as a list. */
record PairType<P, T>(Type<P> part, BiFunction<P, P, T> maker, Function<T, P> first, Function<T, P> second)
        implements Type<T> {

    @Override
    public Optional<T> read(Node value, Cursor at, @Nullable T base) {
        if (!(value instanceof Node.Sequence list) || list.items().size() != 2) {
            return at.refuse(value, "a list of two values");
        }
        Optional<P> one = part.read(list.items().get(0), at.item(0, list.items().get(0)), null);
        Optional<P> two = part.read(list.items().get(1), at.item(1, list.items().get(1)), null);
        return one.flatMap(a -> two.map(b -> maker.apply(a, b)));
    }

    @Override
    public Node write(T value, Registry registry) {
        return new Node.Sequence(
                List.of(part.write(first.apply(value), registry), part.write(second.apply(value), registry)));
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", part.schema(registry));
        schema.put("minItems", 2);
        schema.put("maxItems", 2);
        return schema;
    }
}
