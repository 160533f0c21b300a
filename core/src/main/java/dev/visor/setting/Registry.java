package dev.visor.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * All kinds of things that experiment files can name: attacks, defenses, accessories, fills, saliency maps, systems under
 * test, sources of faces.
 *
 * <p>Immutable and thread-safe.
 */
public final class Registry {

    private final Map<Class<?>, List<Kind<?>>> kinds;

    private Registry(Map<Class<?>, List<Kind<?>>> kinds) {
        this.kinds = kinds;
    }

    /**
     * Returns the kinds of all plugins that a class loader finds, Visor's own among them.
     *
     * @throws IllegalArgumentException with one line that names the plugin that is broken or doubles a name
     */
    public static Registry load(ClassLoader loader) {
        Builder builder = new Builder();
        try {
            ServiceLoader.load(Plugin.class, loader).forEach(builder::add);
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException("a plugin on the class path is broken: " + e.getMessage(), e);
        }
        return builder.build();
    }

    /** Returns the kinds that Visor itself brings, and those of all plugins on the class path. */
    public static Registry standard() {
        return load(Registry.class.getClassLoader());
    }

    /** Returns a builder that starts from these kinds. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        kinds.forEach((family, own) -> builder.kinds.put(family, new ArrayList<>(own)));
        return builder;
    }

    /**
     * Returns the values of the kinds of one family that have no settings.
     *
     * @param family what all of them are
     */
    public <T> List<T> values(Class<T> family) {
        return kinds(family).stream()
                .flatMap(kind -> kind.value().stream())
                .<T>map(family::cast)
                .toList();
    }

    /**
     * Returns the kinds of one family.
     *
     * @param family what all of them are, for example {@code Accessory.class}
     */
    @SuppressWarnings("unchecked") // the builder takes no others
    public <T> List<Kind<? extends T>> kinds(Class<T> family) {
        return (List<Kind<? extends T>>) (List<?>) kinds.getOrDefault(family, List.of());
    }

    /**
     * Returns the kind of a value.
     *
     * @throws IllegalArgumentException if it is of none
     */
    public <T> Kind<? extends T> kindOf(Class<T> family, T value) {
        return kinds(family).stream()
                .filter(kind -> kind.holds(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value + " is of no registered kind of "
                        + family.getSimpleName() + ", must be one of "
                        + kinds(family).stream().map(Kind::name).toList()));
    }

    /** Collects kinds. Not thread-safe. */
    public static final class Builder {

        private final Map<Class<?>, List<Kind<?>>> kinds = new LinkedHashMap<>();

        /**
         * Adds the kinds of a plugin.
         *
         * @throws IllegalArgumentException with one line that names the plugin if it is broken or doubles a name
         */
        public void add(Plugin plugin) {
            try {
                plugin.register(this);
            } catch (RuntimeException | LinkageError e) {
                String reason = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
                String line = "the plugin " + plugin.getClass().getName() + " is broken: " + reason;
                throw new IllegalArgumentException(line.replaceAll("\\p{Cntrl}+", " "), e);
            }
        }

        /**
         * Adds a kind.
         *
         * @param family what files expect where this kind can stand, for example {@code Accessory.class}
         * @throws IllegalArgumentException if a name of a kind is also that of another kind of the family, or of a preset of one
         */
        public <T> Builder add(Class<T> family, Kind<? extends T> kind) {
            List<Kind<?>> own = kinds.computeIfAbsent(family, f -> new ArrayList<>());
            for (Kind<?> other : own) {
                if (other.isCalled(kind.name())
                        || other.presets().keySet().stream().anyMatch(kind::isCalled)
                        || kind.presets().keySet().stream().anyMatch(other::isCalled)) {
                    throw new IllegalArgumentException("the kind \"" + kind.name() + "\" of " + family.getSimpleName()
                            + " must have other names than the kind \"" + other.name() + "\" and its presets");
                }
            }
            own.add(kind);
            return this;
        }

        /** Returns the kinds. */
        public Registry build() {
            Map<Class<?>, List<Kind<?>>> copy = new LinkedHashMap<>();
            kinds.forEach((family, own) -> copy.put(family, List.copyOf(own)));
            return new Registry(copy);
        }
    }
}
