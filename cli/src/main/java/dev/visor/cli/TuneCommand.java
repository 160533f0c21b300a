package dev.visor.cli;

import dev.visor.evaluation.Grid;
import dev.visor.store.experiment.ExperimentFile;
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
        Grid asked = grid.grid();
        try (Pipeline pipeline = Pipeline.open(common)) {
            ExperimentFile experiment = pipeline.experiment();
            pipeline.tune(experiment.withConfig(experiment.config().withGrid(asked)));
        }
        return 0;
    }
}
