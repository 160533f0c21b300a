package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.api.SystemsRun;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.report.captures.CapturesVerdict;
import dev.visor.store.captures.CaptureOutput;
import dev.visor.store.run.SystemsFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reporting. */
@Command(
        name = "report",
        description = "Writes the results of 'visor evaluate' as one HTML page that needs no network.",
        footer = Stages.FOOTER)
public final class ReportCommand implements Callable<Integer> {

    @Mixin
    private RunOption run = new RunOption();

    @Option(
            names = "--captures",
            paramLabel = "FOLDER",
            order = 2,
            description =
                    "What 'visor captures' wrote about photographs of printed attacks of the run. The page shows them beside"
                            + " the digital attacks, and the run keeps them.")
    private @Nullable Path captures;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        if (SystemsFolder.isAt(run.folder())) {
            if (captures != null) {
                throw new IOException(run.folder()
                        + ": holds the runs of several systems; with --captures, --run must be one of them");
            }
            SystemsRun systems = engine.openSystems(run.folder());
            systems.folder().checkWritable();
            SystemsTable.print(systems.report(), engine.console());
            engine.console().print("%nwrote %s%n", systems.folder().report());
            return 0;
        }
        try (ExperimentRun open = engine.open(run.folder())) {
            open.folder().checkWritable();
            VerdictTable.print(
                    captures == null ? open.report() : open.report(new CaptureOutput(captures).read()),
                    engine.console());
            Optional<CapturedResults> kept = open.folder().readCaptures();
            if (kept.isPresent()) {
                engine.console().print("%n");
                engine.console().paragraph("In front of a camera: " + new CapturesVerdict(kept.get()).headline());
            }
            engine.console().print("%nwrote %s%n", open.folder().report());
        }
        return 0;
    }
}
