package dev.visor.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that may be absent. */
record OptionalType<T>(Type<T> present) implements Type<@Nullable T> {

    /** The word that takes away what would be there otherwise. */
    static final String NONE = "none";

    static boolean isNone(Node value) {
        return value instanceof Node.Scalar scalar
                && scalar.plain()
                && scalar.text().equals(NONE);
    }

    @Override
    public Optional<T> read(Node value, Cursor at, @Nullable T base) {
        boolean keysAlone = value instanceof Node.Amended amended && isNone(amended.value());
        return present.read(keysAlone ? ((Node.Amended) value).keys() : value, at, base);
    }

    @Override
    public Node write(@Nullable T value, Registry registry) {
        return value == null ? Node.plain(NONE) : present.write(value, registry);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return Map.of("anyOf", List.of(present.schema(registry), Map.of("const", NONE)));
    }

    @Override
    public Optional<String> refusal(@Nullable T value) {
        return value == null ? Optional.empty() : present.refusal(value);
    }
}
