package dev.visor.api.engine;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an engine is opened. Immutable.
 *
 * @param master the address of what gives out the machines; null for what the engine's own settings name
 * @param mixed whether processors may compute whose last digits may differ from those of this one
 * @param properties settings of the engine itself, by their names
 * @param notices takes what the user should know, each one line
 */
public record EngineSettings(
        @Nullable String master, boolean mixed, Map<String, String> properties, Consumer<String> notices) {

    /** Copies the map. */
    public EngineSettings {
        properties = Map.copyOf(properties);
    }
}
