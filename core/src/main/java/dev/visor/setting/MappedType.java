package dev.visor.setting;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are written as those of another type. */
record MappedType<T, U>(Type<T> written, Function<T, U> to, Function<U, T> from) implements Type<U> {

    @Override
    public Optional<U> read(Node value, Cursor at, @Nullable U base) {
        Optional<T> read = written.read(value, at, base == null ? null : from.apply(base));
        try {
            return read.map(to);
        } catch (IllegalArgumentException e) {
            return at.reject(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Node write(U value, Registry registry) {
        return written.write(from.apply(value), registry);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return written.schema(registry);
    }
}
