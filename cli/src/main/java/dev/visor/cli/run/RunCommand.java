package dev.visor.cli.run;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Running an experiment file. */
@Command(
        name = "run",
        description = {
            "Runs an experiment file: trains, attacks, tunes, evaluates and reports.",
            "The same command goes on with a run that was interrupted."
        })
public final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The experiment file, in YAML; experiments/ has some.")
    private Path file = Path.of("");

    @Mixin
    private WholeRun whole = new WholeRun();

    @Mixin
    private SetOption settings = new SetOption();

    @Override
    public Integer call() throws IOException {
        Registry registry = whole.engine().registry();
        ExperimentFile experiment =
                ExperimentFile.read(file, settings.overrides(), registry).resolved();
        whole.run(experiment, experiment.toYaml(registry));
        return 0;
    }
}
