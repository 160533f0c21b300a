package dev.visor.cli;

import dev.visor.experiment.ExperimentConfig;
import dev.visor.recognition.HeadTrainer;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Training. */
@Command(name = "train", description = "Trains a recognizer: a frozen backbone and a fully connected head.")
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private FaceOptions faces = new FaceOptions();

    @Mixin
    private BackboneOptions backbone = new BackboneOptions();

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "Decides every random draw.")
    private long seed = 1;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "45",
            description = "Passes over the training faces (default: ${DEFAULT-VALUE}).")
    private int epochs = 45;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "WIDTH",
            defaultValue = "128",
            description = "Widths of the head's hidden layers (default: ${DEFAULT-VALUE}).")
    private List<Integer> hidden = List.of(128);

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of each person's pictures that is held out (default: ${DEFAULT-VALUE}).")
    private double validationShare = 0.2;

    @Override
    public Integer call() throws IOException {
        HeadTrainer.Config head = HeadTrainer.Config.DEFAULT;
        ExperimentConfig config = ExperimentConfig.DEFAULT.withTraining(
                validationShare,
                new HeadTrainer.Config(
                        hidden, head.dropout(), epochs, head.batchSize(), head.learningRate(), head.weightDecay()));
        try (Pipeline pipeline = Pipeline.open(common)) {
            pipeline.train(ExperimentFile.of(seed, faces.source(), backbone.source(), config));
            common.console().print("wrote %s%n", pipeline.folder().recognizer());
        }
        return 0;
    }
}
