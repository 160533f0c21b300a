package dev.visor.api.dispatch;

import dev.visor.api.engine.RunEngine;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.kit.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What an engine is sent of an experiment: packed once, and removed when this is closed. Used by one thread. */
public final class Dispatch implements AutoCloseable {

    private final RunEngine engine;
    private final @Nullable Path plugins;
    private @Nullable ExperimentFile packed;
    private @Nullable Path archive;

    /**
     * Packs nothing yet.
     *
     * @param plugins the folder with the jars of plugins; null without any
     */
    public Dispatch(RunEngine engine, @Nullable Path plugins) {
        this.engine = engine;
        this.plugins = plugins;
    }

    /** Returns the engine. */
    public RunEngine engine() {
        return engine;
    }

    /**
     * Returns the archive of what the experiment names.
     *
     * @param registry the kinds that the experiment can name
     * @throws IOException with one line naming the file that can't be read or written
     */
    public Path surroundings(ExperimentFile file, Registry registry) throws IOException {
        if (archive == null || !file.equals(packed)) {
            close();
            archive = Files.createTempFile("visor-surroundings-", ".zip");
            Surroundings.pack(file, plugins, registry, archive);
            packed = file;
        }
        return archive;
    }

    @Override
    public void close() throws IOException {
        if (archive != null) {
            Files.delete(archive);
            archive = null;
        }
    }
}
