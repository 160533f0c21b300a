package dev.visor.cli;

import dev.visor.experiment.ExperimentConfig;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at once. */
@Command(
        name = "demo",
        description = "Trains, attacks, tunes, evaluates and reports in one go, on the embedded faces or your own.")
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private FaceOptions faces = new FaceOptions();

    @Mixin
    private BackboneOptions backbone = new BackboneOptions();

    @Mixin
    private AttackOptions attack = new AttackOptions();

    @Mixin
    private GridOptions grid = new GridOptions();

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "Decides every random draw.")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        ExperimentConfig config = attack.change(ExperimentConfig.DEFAULT).withGrid(grid.grid());
        long start = System.nanoTime();
        try (Pipeline pipeline = Pipeline.open(common)) {
            pipeline.start(ExperimentFile.of(seed, faces.source(), backbone.source(), config));
            common.console()
                    .print(
                            "%ndone in %.0f s; open %s%n",
                            (System.nanoTime() - start) / 1e9, pipeline.folder().report());
        }
        return 0;
    }
}
