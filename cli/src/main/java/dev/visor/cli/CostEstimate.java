package dev.visor.cli;

import dev.visor.experiment.StageCost;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.run.Seed;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.util.List;

/**
 * What an experiment will cost on this machine.
 *
 * @param stages what is done
 * @param headSeconds how long the head will be trained
 * @param passesPerSecond how many pictures pass forward through the network in a second, measured
 */
record CostEstimate(List<StageCost> stages, double headSeconds, double passesPerSecond) {

    /** Small matrices on one thread; measured. */
    private static final double HEAD_OPERATIONS_PER_SECOND = 2e10;

    private static final int PICTURES_PER_THREAD = 8;

    /** Loads the faces and the network and measures how fast it is. */
    static CostEstimate of(ExperimentFile experiment, int threads) throws IOException {
        FaceSet faces = experiment.data().load().faces();
        LoadedWeights weights = experiment.backbone().load();
        FaceSet.Split split =
                faces.split(experiment.config().validationShare(), new Seed(experiment.seed()).derive("split"));
        try (Engine engine = Engine.start(threads);
                Backbone backbone = Backbone.load(
                        experiment.backbone().architecture(),
                        weights.tensors(),
                        weights.sha256(),
                        faces.alignment(),
                        faces.width(),
                        faces.height(),
                        engine)) {
            int people = faces.people().size();
            int training = split.training().size();
            return new CostEstimate(
                    StageCost.of(
                            experiment.config(),
                            people,
                            training,
                            split.validation().size()),
                    StageCost.headOperations(experiment.config().head(), backbone.featureCount(), people, training)
                            / HEAD_OPERATIONS_PER_SECOND,
                    passesPerSecond(backbone, faces, threads));
        }
    }

    private static double passesPerSecond(Backbone backbone, FaceSet faces, int threads) {
        List<Image> pictures = faces.faces().stream()
                .limit((long) PICTURES_PER_THREAD * threads)
                .map(Face::image)
                .toList();
        backbone.features(pictures); // the first pass makes the kernels
        long start = System.nanoTime();
        backbone.features(pictures);
        return pictures.size() / ((System.nanoTime() - start) / 1e9);
    }

    private static String duration(double seconds) {
        return ConsoleProgress.duration(Math.round(seconds * 1e9));
    }

    void print(Console console) {
        String row = "%-30s %14s %12s %12s%n";
        console.print("%n" + row, "stage", "forward passes", "expected", "at most");
        double expected = headSeconds;
        double most = headSeconds;
        for (StageCost stage : stages) {
            expected += stage.expected() / passesPerSecond;
            most += stage.most() / passesPerSecond;
            console.print(
                    row,
                    stage.stage(),
                    stage.expected(),
                    duration(stage.expected() / passesPerSecond),
                    duration(stage.most() / passesPerSecond));
        }
        console.print(row, "training the head", "", duration(headSeconds), duration(headSeconds));
        console.print(row, "all", "", duration(expected), duration(most));
        console.print("at %.1f forward passes per second, measured now%n", passesPerSecond);
    }
}
