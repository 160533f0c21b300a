package dev.visor.spark;

import dev.visor.api.engine.EngineSettings;
import dev.visor.api.engine.RunEngine;
import dev.visor.api.engine.RunEngineProvider;
import java.io.IOException;

/** Opens the engine that commands name {@code spark}. */
public final class SparkEngineProvider implements RunEngineProvider {

    /** Is called by {@link java.util.ServiceLoader}. */
    public SparkEngineProvider() {}

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public RunEngine open(EngineSettings settings) throws IOException {
        SparkVersion.check();
        return SparkEngine.open(settings);
    }
}
