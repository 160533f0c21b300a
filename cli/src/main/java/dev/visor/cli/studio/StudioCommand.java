package dev.visor.cli.studio;

import dev.visor.api.Versions;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.DetectorOption;
import dev.visor.cli.console.Shutdown;
import dev.visor.cli.run.EngineOptions;
import dev.visor.face.detection.FaceDetector;
import dev.visor.service.http.StudioServer;
import dev.visor.service.studio.Studio;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looking. */
@Command(
        name = "studio",
        description = {
            "Shows runs on a page: put accessories on faces, watch attacks advance, and see what defenses see.",
            "It listens on the loopback address alone, and ends on Ctrl-C. Photographs stay in memory."
        })
public final class StudioCommand implements Callable<Integer> {

    @Option(
            names = "--run",
            paramLabel = "RUN",
            order = 1,
            description = "The folder of a run; several times for several. More can be opened on the page.")
    private List<Path> runs = new ArrayList<>();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            order = 2,
            defaultValue = "8081",
            description = "The port, or 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port = 8081;

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        Console console = engine.console();
        try (FaceDetector finder = detector.open(engine.registry());
                Studio studio = new Studio(
                        engine::open, finder, engine.registry(), Versions.all().getOrDefault("visor", ""))) {
            for (Path run : runs) {
                studio.open(run);
            }
            try (StudioServer server = StudioServer.start(studio, port)) {
                console.print("open %s%n", server.address());
                Shutdown.await(server::close);
            }
        }
        return 0;
    }
}
