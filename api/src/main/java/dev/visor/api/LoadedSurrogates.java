package dev.visor.api;

import dev.visor.device.Compute;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.recognition.MiddleRecognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The surrogates of a run: trained or enrolled on the faces of the system under test when an attack first needs them, and kept in
 * the folder, which must then be locked. Of faces with a margin they see the middle. Used by one thread.
 */
final class LoadedSurrogates implements AutoCloseable {

    private final ExperimentFile experiment;
    private final RunFolder folder;
    private final LoadedSystem loaded;
    private final Compute compute;
    private final Registry registry;
    private final RunContext run;
    private final RunListener listener;
    private final Map<String, RunFolder> neighbors;
    private final Map<String, SystemFactory> factories = new HashMap<>();
    private final Map<String, WhiteBoxRecognizer> surrogates = new HashMap<>();

    /**
     * Loads nothing yet.
     *
     * @param neighbors the runs of other systems of the same experiment, whose systems are surrogates of the same names
     */
    LoadedSurrogates(
            ExperimentFile experiment,
            RunFolder folder,
            LoadedSystem loaded,
            Compute compute,
            Registry registry,
            RunContext run,
            RunListener listener,
            Map<String, RunFolder> neighbors) {
        this.experiment = experiment;
        this.folder = folder;
        this.loaded = loaded;
        this.compute = compute;
        this.registry = registry;
        this.run = run;
        this.listener = listener;
        this.neighbors = Map.copyOf(neighbors);
    }

    /** Returns a surrogate by its name. */
    WhiteBoxRecognizer get(String name) {
        WhiteBoxRecognizer known = surrogates.get(name);
        if (known == null) {
            try {
                known = load(name);
            } catch (IOException e) {
                throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
            }
            surrogates.put(name, known);
        }
        return known;
    }

    private WhiteBoxRecognizer load(String name) throws IOException {
        SystemFactory factory = Objects.requireNonNull(experiment.surrogates().get(name), name)
                .open(loaded.format().withoutMargin(), compute, registry);
        factories.put(name, factory);
        Path file = folder.surrogate(name);
        if (!Files.exists(file)) {
            make(name, factory, file);
        }
        EnrolledSystem made = loaded.read(factory, file, LoadedWeights.read(file));
        List<Face> heldOut = loaded.system().heldOutFaces(loaded.faces());
        if (heldOut.stream().map(Face::id).anyMatch(made.trainingIds()::contains)) {
            throw new IOException(file + ": was trained on faces that the attacks are made with; delete it to have it"
                    + " trained anew");
        }
        int margin = loaded.format().margin();
        return margin == 0 ? made.whiteBox() : new MiddleRecognizer(made.whiteBox(), margin);
    }

    /** Makes a surrogate, or takes over the system of a neighbor, which was made with the same settings and faces. */
    private void make(String name, SystemFactory factory, Path file) throws IOException {
        RunFolder neighbor = neighbors.get(name);
        byte[] bytes;
        SystemSource source = experiment.surrogates().get(name);
        if (neighbor != null
                && neighbor.isTrained()
                && neighbor.readExperiment(registry).system().equals(source)) {
            LoadedWeights weights = LoadedWeights.read(neighbor.recognizer());
            neighbor.checksums().check(neighbor.recognizer(), weights.sha256());
            bytes = SafeTensors.bytes(weights.tensors());
        } else {
            listener.noticed("making the surrogate " + name + ", once; it is kept in " + file);
            FaceSet faces = loaded.faces().withoutMargin();
            Experiment stages = stages();
            bytes = SafeTensors.bytes(factory.write(factory.train(stages.enrolled(faces), stages.split(faces), run)
                    .system()));
        }
        folder.checksums().write(file, bytes);
    }

    private Experiment stages() {
        return new Experiment(experiment.config(), run);
    }

    @Override
    public void close() {
        factories.values().forEach(SystemFactory::close);
    }
}
