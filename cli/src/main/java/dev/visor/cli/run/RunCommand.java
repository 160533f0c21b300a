package dev.visor.cli.run;

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
            "The same command shows a finished run again, and goes on with one that was interrupted."
        })
public final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The experiment file, in YAML; experiments/ has some.")
    private Path file = Path.of("");

    @Mixin
    private WholeRun whole = new WholeRun();

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    @Override
    public Integer call() throws IOException {
        ExperimentFile resolved = experiment.read(file, SettingOptions.none());
        return whole.run(resolved, resolved.toYaml(experiment.engine().registry()), experiment.engine());
    }
}
