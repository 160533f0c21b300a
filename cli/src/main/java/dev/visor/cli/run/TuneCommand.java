package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The third stage. */
@Command(
        name = "tune",
        description = "Searches a grid for the saliency mask with the highest goodness score, on attacks with training"
                + " faces.",
        footer = Stages.FOOTER)
public final class TuneCommand implements Callable<Integer>, SettingCommand {

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    @Override
    public SettingOptions settings() {
        return SettingOptions.none()
                .with(
                        "What is tried: every combination (default: as in the run)",
                        "--map tuning.grid.map",
                        "--mu tuning.grid.mu",
                        "--n tuning.grid.n",
                        "--phi tuning.grid.phi",
                        "--fill tuning.grid.fill",
                        "--strategy tuning.grid.strategy",
                        "--min-clean tuning.grid.min-clean");
    }

    @Override
    public boolean startsFromDemo() {
        return false;
    }

    @Override
    public Integer call() throws IOException {
        try (ExperimentRun open = experiment.engine().open(run.folder())) {
            open.tune(experiment.readRun(open.folder(), settings()));
        }
        return 0;
    }
}
