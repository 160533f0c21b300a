package dev.visor.setting;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values by names that the reader of a report will see; the names can also be names of folders and files. */
record NamedType<T>(Type<T> item) implements Type<Map<String, T>> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9 _-]{0,38}[A-Za-z0-9_-]|[A-Za-z0-9_-]");
    private static final String NAMES = "up to 40 letters, digits, spaces, - and _";

    @Override
    public Optional<Map<String, T>> read(Node value, Cursor at, @Nullable Map<String, T> base) {
        if (!(value instanceof Node.Mapping mapping)) {
            return at.refuse(value, "a mapping of names");
        }
        if (mapping.entries().isEmpty()) {
            return at.refuse(value, "a mapping with at least one name");
        }
        Map<String, T> values = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        mapping.entries().forEach((name, entry) -> {
            if (isLegal(name, names, new Cursor(at.path(), entry.place(), at.problems(), at.registry()))) {
                item.read(entry.value(), at.key(name, entry.place()), null).ifPresent(read -> values.put(name, read));
            }
        });
        return values.size() == mapping.entries().size()
                ? Optional.of(Collections.unmodifiableMap(values))
                : Optional.empty();
    }

    /** Returns whether a name can stand beside others, and adds it to these; reports it if it can't. */
    static boolean isLegal(String name, Set<String> others, Cursor at) {
        boolean legal = NAME.matcher(name).matches();
        if (!legal) {
            at.reject("the name \"" + name + "\" must be " + NAMES);
        } else if (!others.add(name.toLowerCase(Locale.ROOT))) {
            at.reject("the name \"" + name + "\" must differ from the others in more than case");
            return false;
        }
        return legal;
    }

    @Override
    public Node write(Map<String, T> values, Registry registry) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        values.forEach((name, value) -> nodes.put(name, item.write(value, registry)));
        return Node.Mapping.of(nodes);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("minProperties", 1);
        schema.put("propertyNames", Map.of("pattern", "^(" + NAME.pattern() + ")$"));
        schema.put("additionalProperties", item.schema(registry));
        return schema;
    }

    @Override
    public Optional<String> refusal(Map<String, T> values) {
        if (values.isEmpty()) {
            return Optional.of("at least one");
        }
        long different = values.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        boolean legal =
                values.keySet().stream().allMatch(name -> NAME.matcher(name).matches());
        return legal && different == values.size()
                ? Optional.empty()
                : Optional.of("names of " + NAMES + ", different in more than case");
    }
}
