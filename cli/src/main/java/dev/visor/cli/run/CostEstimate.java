package dev.visor.cli.run;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.Durations;
import dev.visor.cli.console.Table;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.StageCost;
import dev.visor.experiment.SystemFactory;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.run.RunContext;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.util.List;

/**
 * What an experiment will cost on this machine.
 *
 * @param stages what is done
 * @param trainingSeconds how long training takes beside the passes
 * @param passesPerSecond how many pictures pass forward through the network in a second, measured
 */
record CostEstimate(List<StageCost> stages, double trainingSeconds, double passesPerSecond) {

    /** Small matrices on one thread; measured. */
    private static final double OPERATIONS_PER_SECOND = 2e10;

    private static final int PICTURES_PER_THREAD = 8;

    /**
     * Loads the faces and the network, checks that the experiment can be run on them, and measures how fast the network is.
     *
     * @throws IllegalArgumentException if it can't be run
     */
    static CostEstimate of(ExperimentFile experiment, int threads) throws IOException {
        FaceSet faces = experiment.faces().load().faces();
        Experiment stages = new Experiment(experiment.config(), RunContext.of(experiment.seed()));
        stages.check(faces);
        FaceSet.Split split = stages.split(faces);
        int people = faces.people().size();
        int training = split.training().size();
        try (SystemFactory factory = experiment.system().open(faces.format(), threads)) {
            return new CostEstimate(
                    StageCost.of(
                            experiment.config(),
                            people,
                            training,
                            split.validation().size()),
                    factory.trainingOperations(people, training) / OPERATIONS_PER_SECOND,
                    passesPerSecond(factory, faces, threads));
        }
    }

    private static double passesPerSecond(SystemFactory factory, FaceSet faces, int threads) {
        List<Image> pictures = faces.faces().stream()
                .limit((long) PICTURES_PER_THREAD * threads)
                .map(Face::image)
                .toList();
        factory.pass(pictures); // the first pass makes the kernels
        long start = System.nanoTime();
        factory.pass(pictures);
        return pictures.size() / ((System.nanoTime() - start) / 1e9);
    }

    void print(Console console) {
        Table table = new Table("stage", "forward passes", "expected", "at most");
        double expected = trainingSeconds;
        double most = trainingSeconds;
        for (StageCost stage : stages) {
            expected += stage.expected() / passesPerSecond;
            most += stage.most() / passesPerSecond;
            table.row(
                    stage.stage(),
                    stage.expected(),
                    Durations.ofSeconds(stage.expected() / passesPerSecond),
                    Durations.ofSeconds(stage.most() / passesPerSecond));
        }
        String training = Durations.ofSeconds(trainingSeconds);
        table.row("training the head", "", training, training);
        table.row("all", "", Durations.ofSeconds(expected), Durations.ofSeconds(most));
        console.print("%n");
        table.print(console);
        console.print("at %.1f forward passes per second, measured now%n", passesPerSecond);
    }
}
