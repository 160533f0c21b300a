package dev.visor.api.engine;

import java.io.IOException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Opens engines of one kind. Found on the class path by {@link ServiceLoader}. */
public interface RunEngineProvider {

    /** Returns how commands name the engine. */
    String name();

    /**
     * Opens an engine.
     *
     * @throws IOException with one line if what gives out the machines can't be used
     */
    RunEngine open(EngineSettings settings) throws IOException;

    /**
     * Opens an engine by its name.
     *
     * @throws IllegalArgumentException with one line if there is none of this name on the class path
     * @throws IOException with one line if it can't be opened
     */
    static RunEngine open(String name, EngineSettings settings) throws IOException {
        try {
            List<RunEngineProvider> all = ServiceLoader.load(RunEngineProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            for (RunEngineProvider provider : all) {
                if (provider.name().equals(name)) {
                    return provider.open(settings);
                }
            }
            throw new IllegalArgumentException("illegal engine: " + name + ", must be local"
                    + String.join(
                            "", all.stream().map(known -> " or " + known.name()).toList())
                    + "; others need a jar of their own, see docs/guide/cluster.md");
        } catch (ServiceConfigurationError e) {
            throw new IOException("an engine on the class path can't be loaded: " + e.getMessage(), e);
        }
    }
}
