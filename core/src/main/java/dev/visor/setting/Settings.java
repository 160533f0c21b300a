package dev.visor.setting;

import dev.visor.run.IllegalSettingException;
import dev.visor.run.IllegalSettingsException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a record, declared once: a row per component, in their order, with key, type, range and a line of
 * documentation. Reading and writing files, {@code --set}, options, the settings in reports and the JSON Schema all
 * derive from it, and the record's own constructor checks its ranges with {@link #check}.
 *
 * <pre>{@code
 * record Momentum(double size, double momentum) {
 *     // Declared before the presets, whose construction checks against it.
 *     static final Settings<Momentum> SETTINGS = Settings.of(
 *                     Momentum.class,
 *                     Setting.of("size", Type.number("in [1, 255]"), "largest change of a value, of 255"),
 *                     Setting.of("momentum", Type.number("in [0, 1)"), "share of the last change that is repeated"))
 *             .withPresets(() -> Map.of("ARTICLE", new Momentum(20, 0.4)));
 *
 *     Momentum {
 *         SETTINGS.check(size, momentum);
 *     }
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> the record
 */
public final class Settings<T> implements MappingType<T> {

    /** The key of the preset that a mapping starts from. */
    static final String PRESET = "preset";

    private final Class<T> type;
    private final List<Setting<?>> rows;
    private final Supplier<Map<String, T>> presets;

    private Settings(Class<T> type, List<Setting<?>> rows, Supplier<Map<String, T>> presets) {
        this.type = type;
        this.rows = rows;
        this.presets = presets;
    }

    /**
     * Makes the table of a record without presets, all of whose values must be given.
     *
     * @param rows one for each component, in their order
     */
    public static <T extends Record> Settings<T> of(Class<T> type, Setting<?>... rows) {
        if (rows.length != type.getRecordComponents().length) {
            throw new IllegalArgumentException("the table of " + type.getSimpleName() + " has " + rows.length
                    + " rows, must have one for each of " + type.getRecordComponents().length + " components");
        }
        return new Settings<>(type, List.of(rows), Map::of);
    }

    /**
     * Returns the same table with named records to start from.
     *
     * @param newPresets is asked when they are first needed; the first one is the default
     */
    public Settings<T> withPresets(Supplier<Map<String, T>> newPresets) {
        return new Settings<>(type, rows, newPresets);
    }

    /** Returns the same table with a record to start from that has no name. */
    public Settings<T> withDefault(Supplier<T> base) {
        return withPresets(() -> Map.of("", base.get()));
    }

    /** Returns the record's class. */
    public Class<T> type() {
        return type;
    }

    /** Returns the rows in the order of the components. */
    public List<Setting<?>> rows() {
        return rows;
    }

    /** Returns the named records, the default first. */
    public Map<String, T> presets() {
        Map<String, T> named = new LinkedHashMap<>(presets.get());
        named.remove("");
        return named;
    }

    /** Returns what a mapping starts from unless it names a preset; null if all values must be given. */
    @Nullable
    T base() {
        return presets.get().values().stream().findFirst().orElse(null);
    }

    /**
     * Checks the components of a record under construction against the types of their rows.
     *
     * @param components in their order
     * @throws IllegalSettingException if one is not allowed
     */
    public void check(@Nullable Object... components) {
        for (int i = 0; i < components.length; i++) {
            check(rows.get(i), components[i]);
        }
    }

    @SuppressWarnings("unchecked") // a row's type is that of its component
    private static <V> void check(Setting<V> row, @Nullable Object component) {
        if (component == null) {
            return;
        }
        Optional<String> refusal = row.type().refusal((V) component);
        IllegalSettingException.check(refusal.isEmpty(), row.key().replace('-', ' '), component, refusal.orElse(""));
    }

    @Override
    public Optional<T> read(Section section, @Nullable T given) {
        T base = given == null ? base() : given;
        if (!presets().isEmpty()) {
            Optional<Node> name = section.value(PRESET);
            Optional<T> preset = name.flatMap(value -> preset(value, section.at(PRESET)));
            if (name.isPresent() && preset.isEmpty()) {
                section.unsound();
            }
            base = preset.orElse(base);
        }
        List<@Nullable Object> values = new ArrayList<>();
        boolean sound = true;
        for (int i = 0; i < rows.size(); i++) {
            sound &= read(rows.get(i), section, base == null ? null : component(base, i), values);
        }
        return sound || values.stream().noneMatch(java.util.Objects::isNull)
                ? make(values, section).filter(made -> section.isSound())
                : section.unsound();
    }

    @SuppressWarnings("unchecked") // a row's type is that of its component
    private static <V> boolean read(
            Setting<V> row, Section section, @Nullable Object base, List<@Nullable Object> values) {
        boolean sound = row.read(section, (V) base, values);
        if (!sound) {
            section.unsound();
        }
        return sound;
    }

    private Optional<T> preset(Node value, Cursor at) {
        Map<String, T> named = presets();
        String text = value instanceof Node.Scalar word ? word.text() : "";
        Optional<T> found = named.entrySet().stream()
                .filter(preset -> preset.getKey().equalsIgnoreCase(text))
                .map(Map.Entry::getValue)
                .findFirst();
        return found.isPresent()
                ? found
                : at.refuse(value, "one of " + named.keySet() + Spelling.hint(text, named.keySet()));
    }

    /** Makes the record; what its constructor refuses is reported where the value stands. */
    private Optional<T> make(List<@Nullable Object> values, Section section) {
        try {
            return Optional.of(make(values));
        } catch (IllegalSettingException e) {
            section.refuse(e);
        } catch (IllegalSettingsException e) {
            e.refusals().forEach(section::refuse);
        } catch (IllegalArgumentException e) {
            section.at().reject(String.valueOf(e.getMessage()));
        }
        return section.unsound();
    }

    private T make(List<@Nullable Object> values) {
        try {
            Class<?>[] types = Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(type + " can't be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be made", e);
        }
    }

    private @Nullable Object component(T owner, int index) {
        try {
            RecordComponent component = type.getRecordComponents()[index];
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be read", e);
        }
    }

    @Override
    public Map<String, Node> entries(T value, Registry registry) {
        Map<String, Node> entries = new LinkedHashMap<>();
        T base = base();
        for (int i = 0; i < rows.size(); i++) {
            Object otherwise = base == null ? null : component(base, i);
            entries.putAll(entries(rows.get(i), component(value, i), otherwise, registry));
        }
        return KindType.kindFirst(entries);
    }

    @SuppressWarnings("unchecked") // a row's type is that of its component
    private static <V> Map<String, Node> entries(
            Setting<V> row, @Nullable Object value, @Nullable Object otherwise, Registry registry) {
        return row.entries((V) value, (V) otherwise, registry);
    }

    @Override
    public Node.Mapping write(T value, Registry registry) {
        return Node.Mapping.of(entries(value, registry));
    }

    /** A word names a preset. */
    @Override
    public Optional<Map<String, Node>> expand(String word, Registry registry) {
        return presets().keySet().stream()
                .filter(preset -> preset.equalsIgnoreCase(word))
                .map(preset -> Map.<String, Node>of(PRESET, Node.plain(preset)))
                .findFirst();
    }

    @Override
    public String allowed(Node value, Registry registry) {
        Set<String> names = presets().keySet();
        String text = value instanceof Node.Scalar word ? word.text() : "";
        return names.isEmpty() ? "a mapping" : Spelling.oneOf(names) + " or a mapping" + Spelling.hint(text, names);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return JsonSchema.of(this, registry);
    }

    @Override
    public String toString() {
        return "Settings of " + type.getSimpleName() + " "
                + Arrays.asList(rows.stream().map(Setting::key).toArray());
    }
}
