package dev.visor.cli;

import dev.visor.experiment.ExperimentConfig;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tuning. */
@Command(
        name = "tune",
        description = {
            "Searches the grid of the defense's parameters for the highest goodness score, on attacks with training"
                    + " faces.",
            "Needs 'visor attack' before."
        })
final class TuneCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private GridOptions grid = new GridOptions();

    @Override
    public Integer call() throws IOException {
        ExperimentConfig config = ExperimentConfig.DEFAULT.withGrid(grid.grid());
        try (Pipeline pipeline = Pipeline.open(common)) {
            pipeline.tune(config);
        }
        return 0;
    }
}
