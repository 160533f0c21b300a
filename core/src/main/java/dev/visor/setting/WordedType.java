package dev.visor.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values of a type, some of which also have a word of their own; what is written stays true if the word changes. */
record WordedType<T>(Type<T> spelledOut, Supplier<Map<String, T>> words) implements Type<T> {

    @Override
    public Optional<T> read(Node value, Cursor at, @Nullable T base) {
        if (!(value instanceof Node.Scalar word) || word.empty()) {
            return spelledOut.read(value, at, base);
        }
        Map<String, T> named = words.get();
        Optional<T> found = named.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(word.text()))
                .map(Map.Entry::getValue)
                .findFirst();
        return found.isPresent()
                ? found
                : at.refuse(
                        value, "one of " + named.keySet() + " or a list" + Spelling.hint(word.text(), named.keySet()));
    }

    @Override
    public Node write(T value, Registry registry) {
        return spelledOut.write(value, registry);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return Map.of("anyOf", List.of(Map.of("enum", List.copyOf(words.get().keySet())), spelledOut.schema(registry)));
    }
}
