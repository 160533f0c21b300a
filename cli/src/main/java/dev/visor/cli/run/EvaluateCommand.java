package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The fourth stage. */
@Command(
        name = "evaluate",
        description =
                "Evaluates every defense of a run against every attacker, on faces that the system has never seen;"
                        + " attackers who know the defense attack now.",
        footer = Stages.FOOTER)
public final class EvaluateCommand implements Callable<Integer>, SettingCommand {

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    @Override
    public SettingOptions settings() {
        return SettingOptions.none()
                .with(
                        "What the report shows (default: as in the run)",
                        "--examples report.examples",
                        "--confidence-threshold report.confidence-threshold");
    }

    @Override
    public boolean startsFromDemo() {
        return false;
    }

    @Override
    public Integer call() throws IOException {
        try (ExperimentRun open = experiment.engine().open(run.folder())) {
            open.evaluate(experiment.readRun(open.folder(), settings()));
            VerdictTable.print(
                    open.folder().readResults(experiment.engine().registry()),
                    experiment.engine().console());
            experiment.engine().console().print("%nwrote %s%n", open.folder().results());
        }
        return 0;
    }
}
