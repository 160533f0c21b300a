package dev.visor.benchmark;

import dev.visor.attack.ExampleSource;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.grid.GridSearch;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.run.CancelledException;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.GuidedBackpropagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Measures how fast a network is at what the stages of a run do with it. Everything is done once before it is measured.
 *
 * <p>Immutable; as thread-safe as the clock. Nothing else should run on the machine meanwhile.
 */
public final class NetworkBenchmark {

    /** What is measured apart from the attacks: forward, backward, saliency and the grid. */
    private static final int OTHERS = 4;

    private final BenchmarkPlan plan;
    private final Stopwatch stopwatch;

    /**
     * Makes a benchmark.
     *
     * @param plan how thoroughly it measures
     * @param nanoTime a clock in nanoseconds that never goes back
     */
    public NetworkBenchmark(BenchmarkPlan plan, LongSupplier nanoTime) {
        this.plan = plan;
        this.stopwatch = new Stopwatch(nanoTime, plan);
    }

    /**
     * Trains a head on the network and measures both.
     *
     * @param backbone the network
     * @param weights where its weights are from, in a few words
     * @param faces to measure with; are brought to the backbone's size
     * @param threads of the backbone's engine
     * @param run where to report progress
     */
    public NetworkSpeed measure(Backbone backbone, String weights, FaceSet faces, int threads, RunContext run) {
        String label = "measuring " + backbone.name() + " at " + backbone.width();
        try (Progress.Task task = run.begin(label, OTHERS + plan.batches().size());
                MeasuredSystem system = MeasuredSystem.train(faces, backbone)) {
            int batch = plan.picturesPerThread() * threads;
            List<Image> images = images(system, batch);
            NetworkRecognizer recognizer = system.recognizer();
            Spread forward = perPicture(images, () -> recognizer.identify(images));
            task.done(1);
            Spread backward =
                    perPicture(images, () -> recognizer.backward(images, LogitGradient.BEST, BackwardRule.EXACT));
            task.done(2);
            Spread saliency = saliency(system, images);
            task.done(3);
            List<AttackSpeed> attacks = new ArrayList<>();
            for (int size : plan.batches()) {
                attacks.add(attack(system, size));
                task.done(3 + attacks.size());
            }
            GridSpeed grid = grid(system, forward, saliency);
            task.done(OTHERS + attacks.size());
            return new NetworkSpeed(
                    backbone.name(),
                    backbone.width(),
                    backbone.height(),
                    weights,
                    backbone.precision().name().toLowerCase(Locale.ROOT),
                    batch,
                    Cost.of(forward, forward),
                    Cost.of(backward, forward),
                    Cost.of(saliency, forward),
                    attacks,
                    grid);
        }
    }

    private static List<Image> images(MeasuredSystem system, int count) {
        return system.faces(count).stream().map(Face::image).toList();
    }

    private Spread perPicture(List<Image> images, Runnable work) {
        return stopwatch.time(work).dividedBy(images.size());
    }

    private Spread saliency(MeasuredSystem system, List<Image> images) {
        GuidedBackpropagation method = new GuidedBackpropagation(
                SaliencyMaskConfig.DEFAULT.map(), system.system().cleanMaps());
        return perPicture(images, () -> method.maps(images, system.recognizer()));
    }

    /** An attack looks after each iteration whether it is still wanted, which is where its iterations are measured. */
    private AttackSpeed attack(MeasuredSystem system, int batch) {
        List<Image> images = images(system, batch);
        Spread forward = perPicture(images, () -> system.recognizer().identify(images));
        Stopwatch.Laps laps = stopwatch.laps();
        try {
            // The first iteration is the warm-up, and the question behind the last one stops the attack.
            system.attack(system.tasks(batch), plan.most() + 2, RunContext.of(1).cancelledWhen(laps));
        } catch (CancelledException e) {
            // Enough iterations were measured.
        }
        return AttackSpeed.of(batch, forward, laps.spread().dividedBy(batch));
    }

    private GridSpeed grid(MeasuredSystem system, Spread forward, Spread saliency) {
        List<Face> clean = system.faces(1);
        ExampleSource adversarial = ExampleSource.of(List.of(system.example()));
        List<TuningResult> found = new ArrayList<>();
        GridSearch search = new GridSearch(plan.grid(), system.system().cleanMaps());
        GridSearch first =
                new GridSearch(BenchmarkPlan.QUICK.grid(), system.system().cleanMaps());
        Spread seconds = stopwatch.time(
                () -> first.search(clean, adversarial, system.recognizer(), RunContext.of(1)),
                () -> found.add(search.search(clean, adversarial, system.recognizer(), RunContext.of(1))));
        return GridSpeed.of(plan.grid(), found.get(0), seconds, forward, saliency);
    }
}
