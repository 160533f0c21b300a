package dev.visor.cli.console;

import dev.visor.face.detection.FaceDetector;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.PluginFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which detector finds faces, in commands that open no run. */
public final class FinderOptions {

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Option(names = "--plugins", paramLabel = "FOLDER", description = "A folder of jars that may bring detectors.")
    private @Nullable Path plugins;

    /** Returns what to call the detector: {@code embedded}, the name of a plugin's, or that of its file. */
    public String name() {
        return detector.name();
    }

    /**
     * Opens the detector.
     *
     * @throws IOException with one line naming the file or jar that can't be used
     */
    public FaceDetector open() throws IOException {
        Registry standard = Registry.standard();
        return detector.open(plugins == null ? standard : PluginFolder.load(plugins, standard));
    }
}
