package dev.visor.cli.run;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.Durations;
import dev.visor.cli.console.Table;
import dev.visor.defense.Fills;
import dev.visor.device.Compute;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.cost.QueryCosts;
import dev.visor.experiment.cost.StageCost;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.FaceSource;
import dev.visor.image.Contours;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.Morphology;
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

    private static final int MASKS = 8;

    /**
     * Loads the faces and the network, checks that the experiment can be run on them, and measures how fast the network is.
     *
     * @throws IllegalArgumentException if it can't be run
     */
    static CostEstimate of(ExperimentFile experiment, Compute compute) throws IOException {
        FaceSource.Loaded loaded = experiment.faces().load();
        experiment.faces().check(loaded, compute.threads(), RunContext.of(experiment.seed()));
        FaceSet faces = loaded.faces();
        Experiment stages = new Experiment(experiment.config(), RunContext.of(experiment.seed()));
        stages.check(faces, experiment.system().answersUnknown());
        FaceSet.Split split = stages.split(faces);
        FaceSet enrolled = stages.enrolled(faces);
        int people = enrolled.people().size();
        int training = split.training().size();
        try (SystemFactory factory = experiment.system().open(faces.format(), compute)) {
            List<Image> pictures = faces.faces().stream()
                    .limit((long) PICTURES_PER_THREAD * compute.threads())
                    .map(Face::image)
                    .toList();
            double forward = seconds(() -> factory.pass(pictures));
            double bothWays = seconds(() -> factory.passBothWays(pictures));
            double passesPerSecond = pictures.size() / forward;
            int heldOut = split.validation().size();
            List<StageCost> costs = experiment.system().isBlackBox()
                    ? QueryCosts.of(
                            experiment.config(),
                            people,
                            training,
                            heldOut,
                            faces.faces().size() - enrolled.faces().size(),
                            faces.hasPhotographs())
                    : StageCost.of(
                            experiment.config(),
                            people,
                            training,
                            heldOut,
                            Math.max(1, bothWays / forward),
                            maskSeconds(pictures.get(0)) * passesPerSecond);
            return new CostEstimate(
                    costs, factory.trainingOperations(people, training) / OPERATIONS_PER_SECOND, passesPerSecond);
        }
    }

    private static double seconds(Runnable passes) {
        passes.run(); // the first time makes the kernels
        return mean(passes, 1.5);
    }

    /** Returns how long it takes to make a mask of usual size and to fill it. */
    private static double maskSeconds(Image image) {
        boolean[] salient = new boolean[image.width() * image.height()];
        for (int row = image.height() * 3 / 8; row < image.height() * 5 / 8; row++) {
            for (int column = image.width() * 3 / 8; column < image.width() * 5 / 8; column += 2) {
                salient[row * image.width() + column] = true;
            }
        }
        Mask mask = Mask.of(image.width(), image.height(), salient);
        Runnable work = () -> {
            for (int i = 0; i < MASKS; i++) {
                Fills.TELEA.apply(image, Contours.dropSmaller(Morphology.close(mask, 2), 1));
            }
        };
        work.run(); // the first time loads the library
        return mean(work, 0.3) / MASKS;
    }

    /** Returns how many seconds work takes in the mean of some time: a single one may be quick by chance, or disturbed. */
    private static double mean(Runnable work, double atLeast) {
        long start = System.nanoTime();
        int times = 0;
        double seconds = 0;
        while (times == 0 || seconds < atLeast) {
            work.run();
            times++;
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return seconds / times;
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
        if (trainingSeconds > 0) {
            String training = Durations.ofSeconds(trainingSeconds);
            table.row("training the head", "", training, training);
        }
        table.row("all", "", Durations.ofSeconds(expected), Durations.ofSeconds(most));
        console.print("%n");
        table.print(console);
        console.print("at %.1f forward passes per second, measured now%n", passesPerSecond);
    }
}
