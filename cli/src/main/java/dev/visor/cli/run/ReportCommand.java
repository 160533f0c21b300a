package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.api.SystemsRun;
import dev.visor.store.run.SystemsFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reporting. */
@Command(
        name = "report",
        description = "Writes the results of 'visor evaluate' as one HTML page that needs no network.",
        footer = Stages.FOOTER)
public final class ReportCommand implements Callable<Integer> {

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        if (SystemsFolder.isAt(run.folder())) {
            SystemsRun systems = engine.openSystems(run.folder());
            systems.folder().checkWritable();
            SystemsTable.print(systems.report(), engine.console());
            engine.console().print("%nwrote %s%n", systems.folder().report());
            return 0;
        }
        try (ExperimentRun open = engine.open(run.folder())) {
            open.folder().checkWritable();
            VerdictTable.print(open.report(), engine.console());
            engine.console().print("%nwrote %s%n", open.folder().report());
        }
        return 0;
    }
}
