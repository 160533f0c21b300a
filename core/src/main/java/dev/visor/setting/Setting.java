package dev.visor.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of settings: one component of a record.
 *
 * @param key what files and options call it; empty where the component's own keys stand in its place
 * @param type what it can be
 * @param description one line, for people
 * @param mandatory whether a file must have it, whatever it starts from
 */
public record Setting<V>(String key, Type<V> type, String description, boolean mandatory) {

    /** Returns the row of a component. */
    public static <V> Setting<V> of(String key, Type<V> type, String description) {
        return new Setting<>(key, type, description, false);
    }

    /** Returns the row of a component that every file must set. */
    public static <V> Setting<V> required(String key, Type<V> type, String description) {
        return new Setting<>(key, type, description, true);
    }

    /** Returns the row of a component whose keys stand among those of the record. */
    public static <V> Setting<V> inline(MappingType<V> type) {
        return new Setting<>("", type, "", false);
    }

    private boolean isOptional() {
        return type instanceof OptionalType<?>;
    }

    /** Reads the component; what is put into {@code values} may be null. */
    boolean read(Section section, @Nullable V base, List<@Nullable Object> values) {
        if (key.isEmpty()) {
            Optional<V> read = ((MappingType<V>) type).read(section, base);
            values.add(read.orElse(null));
            return read.isPresent();
        }
        Optional<Node> value = section.value(key);
        if (value.isEmpty() || isOptional() && OptionalType.isNone(value.get())) {
            V absent = value.isEmpty() ? base : null;
            values.add(absent);
            if ((absent == null || mandatory) && !isOptional()) {
                section.at(key).reject("is missing: " + description);
                return false;
            }
            return true;
        }
        Optional<V> read = type.read(value.get(), section.at(key), mandatory ? null : base);
        values.add(read.orElse(base));
        return read.isPresent();
    }

    /**
     * Returns the component's keys and values; an absent one has none, unless something else would be read then.
     *
     * @param otherwise what is read where the key is left out
     */
    Map<String, Node> entries(@Nullable V value, @Nullable V otherwise, Registry registry) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (value != null && key.isEmpty()) {
            entries.putAll(((MappingType<V>) type).entries(value, registry));
        } else if (value != null) {
            entries.put(key, type.write(value, registry));
        } else if (otherwise != null && isOptional()) {
            entries.put(key, Node.plain(OptionalType.NONE));
        }
        return entries;
    }
}
