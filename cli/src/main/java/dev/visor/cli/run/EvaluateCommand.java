package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The fourth stage. */
@Command(
        name = "evaluate",
        description =
                "Evaluates every defense of a run against every attacker, on faces that the system has never seen;"
                        + " attackers who know the defense attack now.",
        footer = Stages.FOOTER)
public final class EvaluateCommand extends StageCommand {

    @Override
    public SettingOptions settings() {
        return SettingOptions.none()
                .with(
                        "What the report shows (default: as in the run)",
                        "--examples report.examples",
                        "--confidence-threshold report.confidence-threshold");
    }

    @Override
    protected void work(ExperimentRun open, ExperimentFile asked, EngineOptions engine) throws IOException {
        open.evaluate(asked);
        VerdictTable.print(open.folder().readResults(engine.registry()), engine.console());
        engine.console().print("%nwrote %s%n", open.folder().results());
    }
}
