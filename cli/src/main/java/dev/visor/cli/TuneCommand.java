package dev.visor.cli;

import dev.visor.experiment.ExperimentConfig;
import dev.visor.torch.Engine;
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
        ExperimentConfig base = ExperimentConfig.DEFAULT;
        ExperimentConfig config = new ExperimentConfig(
                base.validationShare(),
                base.head(),
                base.attack(),
                base.attacks(),
                base.tuningAttacks(),
                grid.grid(),
                base.examples());
        try (Engine engine = common.engine()) {
            new Pipeline(common.out(), engine).tune(config);
        }
        return 0;
    }
}
