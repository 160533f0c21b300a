package dev.visor.cli.run;

import dev.visor.api.engine.EngineSettings;
import dev.visor.api.engine.RunEngine;
import dev.visor.api.engine.RunEngineProvider;
import dev.visor.cli.console.Console;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where attacks and decisions are computed. */
final class EngineChoice {

    private static final String LOCAL = "local";

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            order = 10,
            defaultValue = LOCAL,
            description = "Where attacks and decisions are computed: local, or spark on a cluster (default: local).")
    private String engine = LOCAL;

    @Option(names = "--master", paramLabel = "URL", order = 11, description = "The cluster, such as spark://host:7077.")
    private @Nullable String master;

    @Option(
            names = "--mixed",
            order = 12,
            description = "Let processors compute whose last digits may differ; the results name them.")
    private boolean mixed;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            order = 13,
            description = "A setting of the engine, such as spark.executor.memory=4g.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** Returns whether an engine computes that is not this process. */
    boolean isFar() {
        return !engine.equals(LOCAL);
    }

    /**
     * Opens the engine; none if everything is computed here.
     *
     * @throws IllegalArgumentException if there is no such engine, or options are given that have no meaning here
     * @throws IOException with one line if the engine can't be used
     */
    Optional<RunEngine> open(Console console) throws IOException {
        if (isFar()) {
            return Optional.of(
                    RunEngineProvider.open(engine, new EngineSettings(master, mixed, properties, console::note)));
        }
        if (master != null || mixed || !properties.isEmpty()) {
            throw new IllegalArgumentException(
                    "--master, --mixed and --conf need an engine of a cluster: --engine spark");
        }
        return Optional.empty();
    }
}
