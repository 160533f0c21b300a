package dev.visor.cli;

import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.machine.Processor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Running an experiment file. */
@Command(
        name = "run",
        description = {
            "Runs an experiment file: trains, attacks, tunes, evaluates and reports.",
            "A run that was broken off goes on where it stopped when the same command is given again."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment file; experiments/ has some.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A value in the place of the file's, for example attack.step=10; can be repeated.")
    private List<String> overrides = List.of();

    @Option(names = "--dry-run", description = "Print the file with every value and what it will cost; run nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        ExperimentFile experiment = ExperimentFile.read(file, overrides).on(Processor.computesBfloat16());
        Console console = common.console();
        if (dryRun) {
            console.print("%s", experiment.toYaml());
            CostEstimate.of(experiment, common.threads()).print(console);
            return 0;
        }
        long start = System.nanoTime();
        try (Pipeline pipeline = Pipeline.open(common)) {
            pipeline.resume(experiment);
            console.print(
                    "%ndone in %.0f s; open %s%n",
                    (System.nanoTime() - start) / 1e9, pipeline.folder().report());
        }
        return 0;
    }
}
