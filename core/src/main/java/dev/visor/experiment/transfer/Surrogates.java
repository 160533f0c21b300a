package dev.visor.experiment.transfer;

import dev.visor.experiment.SystemSource;
import dev.visor.setting.Cursor;
import dev.visor.setting.Node;
import dev.visor.setting.Registry;
import dev.visor.setting.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which systems an attacker has. Immutable and thread-safe.
 *
 * @param named the names of systems under test; empty if they are given
 * @param given systems by name; empty if they are named
 */
public record Surrogates(List<String> named, Map<String, SystemSource> given) {

    /** A list of names of {@code systems}, or a mapping with systems of its own. */
    public static final Type<Surrogates> TYPE = new SurrogatesType();

    /** Copies both, of which one must have entries. */
    public Surrogates {
        named = List.copyOf(named);
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        if (named.isEmpty() == given.isEmpty()) {
            throw new IllegalArgumentException("illegal surrogates: " + named + " and " + given.keySet()
                    + ", must be either names of systems or systems by name");
        }
    }

    /** Returns systems that are given. */
    static Surrogates of(Map<String, SystemSource> given) {
        return new Surrogates(List.of(), given);
    }

    /** Returns the same surrogates with everything resolved that depends on this machine. */
    Surrogates resolved() {
        Map<String, SystemSource> resolved = new LinkedHashMap<>();
        given.forEach((name, source) -> resolved.put(name, source.resolved()));
        return new Surrogates(named, resolved);
    }

    private record SurrogatesType() implements Type<Surrogates> {

        private static final Type<List<String>> NAMES = Type.someOf(Type.line());
        private static final Type<Map<String, SystemSource>> SYSTEMS = Type.named(Type.kind(SystemSource.class));

        @Override
        public Optional<Surrogates> read(Node value, Cursor at, @Nullable Surrogates base) {
            if (value instanceof Node.Sequence) {
                return NAMES.read(value, at, null).map(names -> new Surrogates(names, Map.of()));
            }
            return value instanceof Node.Mapping
                    ? SYSTEMS.read(value, at, null).map(Surrogates::of)
                    : at.refuse(value, "a list of names of systems, or a mapping with systems by name");
        }

        @Override
        public Node write(Surrogates value, Registry registry) {
            return value.named.isEmpty() ? SYSTEMS.write(value.given, registry) : NAMES.write(value.named, registry);
        }

        @Override
        public Map<String, Object> schema(Registry registry) {
            return Map.of("anyOf", List.of(NAMES.schema(registry), SYSTEMS.schema(registry)));
        }

        @Override
        public Optional<String> refusal(Surrogates value) {
            return value.named.isEmpty() ? SYSTEMS.refusal(value.given) : NAMES.refusal(value.named);
        }
    }

    /** Returns what stands for it in messages. */
    @Override
    public String toString() {
        return (named.isEmpty() ? given.keySet() : named).stream().collect(Collectors.joining(", ", "[", "]"));
    }
}
