package dev.visor.api;

import dev.visor.defense.Occlusions;
import dev.visor.device.Compute;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.SystemFactory;
import dev.visor.face.FaceSet;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.TrainedHeadSource;
import dev.visor.store.faces.AlignedFaces;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.faces.FaceFolder;
import dev.visor.store.faces.FaceSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where users of the library begin: loads faces, trains systems to test, and opens experiments.
 *
 * <pre>{@code
 * try (Visor visor = Visor.open()) {
 *     FaceSet faces = visor.faces();
 *     SystemUnderTest system = visor.train(faces, 1);
 *     Face attacker = system.heldOutFaces().get(0);
 *     AdversarialExample example = system.attack(attacker, new Identity("John_Simm"));
 *     Decision undefended = system.decide(example.image());
 *     Decision defended = system.defend().decide(example.image());
 * }
 * }</pre>
 *
 * <p>Used by one thread. Closing it frees the systems that it trained.
 */
public final class Visor implements AutoCloseable {

    private final Compute compute;
    private final Registry registry;
    private final Progress progress;
    private final Deque<SystemFactory> factories = new ArrayDeque<>();

    private Visor(Compute compute, Registry registry, Progress progress) {
        this.compute = compute;
        this.registry = registry;
        this.progress = progress;
    }

    /** Opens Visor with a thread for each processor and all kinds on the class path. */
    public static Visor open() {
        return open(
                Compute.threads(Runtime.getRuntime().availableProcessors()), Registry.standard(), Progress.silent());
    }

    /**
     * Opens Visor.
     *
     * @param compute the threads and the device that compute
     * @param registry the kinds that experiment files can name
     * @param progress receives the progress of all work
     */
    public static Visor open(Compute compute, Registry registry, Progress progress) {
        return new Visor(compute, registry, progress);
    }

    /** Returns the embedded faces: 55 pictures of five people. */
    public FaceSet faces() {
        return EmbeddedFaces.johns();
    }

    /**
     * Loads a folder of aligned faces, one subfolder per person; what can't be used is left out.
     *
     * @throws IOException with one line naming what can't be used at all, or the pictures whose eyes are elsewhere
     */
    public FaceSet faces(Path folder) throws IOException {
        FaceSet faces = FaceFolder.load(folder, FaceSelection.ALL).faces();
        new AlignedFaces(faces)
                .check(folder.toString(), compute.threads(), RunContext.of(0).withProgress(progress));
        return faces;
    }

    /**
     * Trains a head on the embedded network; a fifth of each person's faces is held out.
     *
     * @param seed decides every random draw
     */
    public SystemUnderTest train(FaceSet faces, long seed) throws IOException {
        SystemFactory factory = TrainedHeadSource.DEFAULT.open(faces.format(), compute, registry);
        factories.push(factory);
        RunContext run = RunContext.of(seed).withProgress(progress);
        FaceSet.Split split = new Experiment(ExperimentConfig.DEFAULT, run).split(faces);
        EnrolledSystem trained = factory.train(faces, split, run).system();
        EnrolledSystem system = factory.withCleanMaps(trained, faces, CleanMaps::of, run);
        return new SystemUnderTest(faces, factory, system, run);
    }

    /**
     * Opens a guard that {@link Guard#calibrated} was kept of. It needs no faces, and decides to the last bit as before.
     *
     * @throws IllegalArgumentException if its heads are those of another network
     */
    public Guard guard(CalibratedDefense calibrated) throws IOException {
        SystemFactory factory = TrainedHeadSource.DEFAULT.open(calibrated.format(), compute, registry);
        factories.push(factory);
        Map<Occlusions, EnrolledSystem> hardened = new LinkedHashMap<>();
        calibrated.hardened().forEach((occlusions, head) -> hardened.put(occlusions, factory.read(head)));
        Deployment.Site site = new Deployment.Site(
                factory.read(calibrated.recognizer()),
                Occlusions.DEFAULT,
                hardened,
                calibrated.format(),
                List::of,
                Optional.empty(),
                RunContext.of(calibrated.seed()).withProgress(progress));
        return new Guard(site.deploy(calibrated.calibration()), calibrated);
    }

    /**
     * Opens the folder of a run, to begin, to go on or to look at.
     *
     * @param folder where the run is or will be
     * @param listener is called when stages end
     */
    public ExperimentRun experiment(Path folder, RunListener listener) {
        return new ExperimentRun(folder, registry, compute, progress, listener);
    }

    /**
     * Runs an experiment file, or what is left of it, and writes {@code report.html} and {@code results.json}.
     *
     * @param file a YAML file; paths in it are relative to its folder
     * @param folder where the run is or will be
     * @throws IOException with all that is wrong with the file, or one line that says what can't be read or written
     */
    public ExperimentResults run(Path file, Path folder) throws IOException {
        ExperimentFile experiment =
                ExperimentFile.read(file, List.of(), registry).resolved();
        try (ExperimentRun run = experiment(folder, RunListener.NONE)) {
            return run.run(experiment);
        }
    }

    @Override
    public void close() {
        while (!factories.isEmpty()) {
            factories.pop().close();
        }
    }
}
