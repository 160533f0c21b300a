package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The first stage. */
@Command(
        name = "train",
        description = {
            "Trains the system under test of an experiment: a fully connected head on a frozen network.",
            "Replaces the run in --out, if there is one."
        },
        footer = Stages.FOOTER)
public final class TrainCommand implements Callable<Integer>, SettingCommand {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The experiment file (default: that of the demo).")
    private @Nullable Path file;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            order = 1,
            defaultValue = RunOption.DEFAULT,
            description = "The folder to write the run to (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of(RunOption.DEFAULT);

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    @Override
    public SettingOptions settings() {
        return SettingOptions.none()
                .with(
                        "Faces",
                        "--faces faces.folder",
                        "--alignment faces.alignment",
                        "--size faces.size",
                        "--people faces.people",
                        "--min-pictures faces.min-pictures",
                        "--held-out split.held-out")
                .with(
                        "System under test",
                        "--network system.network",
                        "--weights system.weights",
                        "--precision system.precision",
                        "--hidden system.head.hidden",
                        "--epochs system.head.epochs",
                        "--seed seed");
    }

    @Override
    public boolean startsFromDemo() {
        return true;
    }

    @Override
    public Integer call() throws IOException {
        ExperimentFile resolved = experiment.read(file, settings());
        try (ExperimentRun run = experiment.engine().open(out)) {
            run.train(resolved);
            experiment.engine().console().print("wrote %s%n", run.folder().recognizer());
        }
        return 0;
    }
}
