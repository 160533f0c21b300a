package dev.visor.cli;

import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.FaceSet;
import dev.visor.recognition.Backbone;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.RecognizerFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a run stands on, each part loaded when it is first asked for. Closing it frees the network. */
final class LoadedRun implements AutoCloseable {

    private final RunFolder folder;
    private final int threads;
    private final Console console;

    private @Nullable ExperimentFile experiment;
    private @Nullable Foundation foundation;
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

    private Foundation foundation() throws IOException {
        if (foundation == null) {
            foundation = new Foundation(experiment().data(), experiment().backbone(), threads, console);
        }
        return foundation;
    }

    FaceSet faces() throws IOException {
        return foundation().faces();
    }

    /** Makes a backbone for the faces. */
    Backbone backbone(LoadedWeights weights) throws IOException {
        return foundation().backbone(weights);
    }

    /** Returns the trained recognizer of the run. */
    EnrolledSystem system() throws IOException {
        if (system == null) {
            LoadedWeights weights = experiment().backbone().load();
            system = RecognizerFile.read(
                    folder.recognizer(), weights, foundation().engine());
        }
        return system;
    }

    /** Takes a recognizer that has just been trained for that of the run. */
    void use(EnrolledSystem trained) {
        system = trained;
    }

    /** Tells which faces the recognizer stands on. */
    DataSummary data() throws IOException {
        return foundation().data(system());
    }

    @Override
    public void close() {
        if (system != null) {
            system.recognizer().close();
            system.recognizer().backbone().close();
        }
        if (foundation != null) {
            foundation.close();
        }
    }
}
