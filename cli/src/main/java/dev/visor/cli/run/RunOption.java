package dev.visor.cli.run;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which run is read. */
public final class RunOption {

    /** The folder that runs are read from and written to unless another one is named. */
    static final String DEFAULT = "visor-run";

    @Option(
            names = "--run",
            paramLabel = "FOLDER",
            order = 1,
            defaultValue = DEFAULT,
            description = "The folder of the run (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of(DEFAULT);

    /** Returns the folder of the run. */
    public Path folder() {
        return folder;
    }
}
