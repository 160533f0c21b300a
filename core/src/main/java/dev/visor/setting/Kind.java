package dev.visor.setting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One kind of attack, defense, accessory or the like, by the name that files use. Either its values are records with a
 * table of settings, or there is a single value.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> its values
 */
public final class Kind<T> {

    private final String name;
    private final String description;
    private final Class<? extends T> type;
    private final @Nullable Settings<T> settings;
    private final @Nullable T value;

    private Kind(
            String name,
            String description,
            Class<? extends T> type,
            @Nullable Settings<T> settings,
            @Nullable T value) {
        if (!name.matches("[a-z0-9]+([-_][a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "illegal name of a kind: \"" + name + "\", must be small letters and digits with hyphens between");
        }
        this.name = name;
        this.description = description;
        this.type = type;
        this.settings = settings;
        this.value = value;
    }

    /**
     * Returns a kind whose values have settings.
     *
     * @param name small letters and digits with hyphens between
     * @param description one line, for people
     */
    public static <T> Kind<T> of(String name, String description, Settings<T> settings) {
        return new Kind<>(name, description, settings.type(), settings, null);
    }

    /**
     * Returns a kind with a single value.
     *
     * @param name small letters and digits with hyphens between
     * @param description one line, for people
     * @param value equal to itself alone
     */
    @SuppressWarnings("unchecked") // the class of a T
    public static <T> Kind<T> single(String name, String description, T value) {
        return new Kind<>(name, description, (Class<? extends T>) value.getClass(), null, value);
    }

    /** Returns the name that files use. */
    public String name() {
        return name;
    }

    /** Returns what it is, in one line. */
    public String description() {
        return description;
    }

    /** Returns the table of its values; none if there is a single value. */
    public Optional<Settings<T>> settings() {
        return Optional.ofNullable(settings);
    }

    /** Returns the single value; none if its values have settings. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** Returns the value for which the name alone is enough: the single one, or the default; none if something must be set. */
    public Optional<T> defaultValue() {
        return settings == null ? value() : Optional.ofNullable(settings.base());
    }

    /** Returns its named values, the default first. */
    public Map<String, T> presets() {
        return settings == null ? Map.of() : settings.presets();
    }

    /** Returns whether a value is of this kind. */
    boolean holds(Object other) {
        return value == null ? type.isInstance(other) : value.equals(other);
    }

    boolean isCalled(String word) {
        return name.equals(word.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-'))
                || name.equalsIgnoreCase(word);
    }

    /** Returns whether the name alone is a value, since there is nothing that must be set. */
    boolean isComplete() {
        return settings == null || settings.rows().isEmpty() || settings.base() != null;
    }

    /** Returns whether a key that is called as the kind is makes a mapping one of this kind. */
    boolean hasOwnKey() {
        return rows().stream().anyMatch(row -> row.key().equals(name));
    }

    /** Returns whether there is nothing to set. */
    boolean isWord() {
        return settings == null || settings.rows().isEmpty();
    }

    Optional<T> read(Section section, @Nullable T base) {
        return settings == null
                ? Optional.ofNullable(value)
                : settings.read(section, base != null && holds(base) ? base : null);
    }

    @SuppressWarnings("unchecked") // holds() was asked
    Map<String, Node> entries(Object of, Registry registry) {
        return settings == null ? Map.of() : settings.entries((T) of, registry);
    }

    /** Returns the rows that a file may have beside {@code kind}. */
    List<Setting<?>> rows() {
        return settings == null ? List.of() : settings.rows();
    }
}
