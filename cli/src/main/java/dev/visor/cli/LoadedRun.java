package dev.visor.cli;

import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.recognition.Backbone;
import dev.visor.store.experiment.BackboneSource;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.faces.LoadedFaces;
import dev.visor.store.run.RecognizerFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run stands on, each part loaded when it is first asked for. Closing it frees the network. */
final class LoadedRun implements AutoCloseable {

    private final RunFolder folder;
    private final int threads;
    private final Console console;

    private @Nullable ExperimentFile experiment;
    private @Nullable Engine engine;
    private @Nullable LoadedFaces faces;
    private @Nullable EnrolledSystem system;

    LoadedRun(CommonOptions common) {
        this.folder = new RunFolder(common.out());
        this.threads = common.threads();
        this.console = common.console();
    }

    RunFolder folder() {
        return folder;
    }

    /** Returns the experiment of the run. */
    ExperimentFile experiment() throws IOException {
        if (experiment == null) {
            experiment = folder.readExperiment();
        }
        return experiment;
    }

    /** Takes another experiment for that of the run. */
    void use(ExperimentFile other) {
        experiment = other;
    }

    FaceSet faces() throws IOException {
        if (faces == null) {
            faces = experiment().data().load();
            faces.leftOut().forEach(console::leftOut);
        }
        return faces.faces();
    }

    /** Makes a backbone for the faces. */
    Backbone backbone(LoadedWeights weights) throws IOException {
        BackboneSource source = experiment().backbone();
        FaceSet set = faces();
        Backbone.checkSize(source.name(), set.width(), set.height());
        try {
            return Backbone.load(
                    source.name(),
                    weights.tensors(),
                    weights.sha256(),
                    set.alignment(),
                    set.width(),
                    set.height(),
                    engine());
        } catch (IllegalArgumentException e) {
            if (source.weights().isEmpty()) {
                throw e;
            }
            throw new IOException(
                    source.weights().get() + ": must hold the weights of " + source.name() + ", but " + e.getMessage(),
                    e);
        }
    }

    /** Returns the trained recognizer of the run. */
    EnrolledSystem system() throws IOException {
        if (system == null) {
            LoadedWeights weights = experiment().backbone().load();
            system = RecognizerFile.read(folder.recognizer(), weights, engine());
        }
        return system;
    }

    /** Takes a recognizer that has just been trained for that of the run. */
    void use(EnrolledSystem trained) {
        system = trained;
    }

    /** Tells which faces the recognizer stands on. */
    DataSummary data() throws IOException {
        FaceSet set = faces();
        SortedMap<Identity, Integer> perPerson = new TreeMap<>();
        set.people().forEach(person -> perPerson.put(person, set.of(person).size()));
        return new DataSummary(
                set.name(),
                set.width(),
                set.height(),
                set.alignment().name(),
                perPerson,
                system().trainingFaces(set).size(),
                system().heldOutFaces(set).size(),
                faces == null ? List.of() : faces.leftOut());
    }

    private Engine engine() throws IOException {
        if (engine == null) {
            engine = Engine.start(threads, experiment().backbone().precision());
        }
        return engine;
    }

    @Override
    public void close() {
        if (system != null) {
            system.recognizer().close();
            system.recognizer().backbone().close();
        }
        if (engine != null) {
            engine.close();
        }
    }
}
