package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The third stage. */
@Command(
        name = "tune",
        description = "Searches a grid for the saliency mask with the highest goodness score, on attacks with training"
                + " faces.",
        footer = Stages.FOOTER)
public final class TuneCommand extends StageCommand {

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
    protected void work(ExperimentRun open, ExperimentFile asked, EngineOptions engine) throws IOException {
        open.tune(asked);
    }
}
