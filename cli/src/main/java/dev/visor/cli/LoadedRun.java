package dev.visor.cli;

import dev.visor.defense.Occlusions;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.OcclusionTraining;
import dev.visor.face.FaceSet;
import dev.visor.recognition.Backbone;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.RecognizerFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run stands on, each part loaded when it is first asked for. Closing it frees the network. */
final class LoadedRun implements AutoCloseable {

    private final RunFolder folder;
    private final int threads;
    private final Console console;

    private @Nullable ExperimentFile experiment;
    private @Nullable Foundation foundation;
    private @Nullable EnrolledSystem system;
    private @Nullable EnrolledSystem hardened;

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
            system = read(folder.recognizer());
        }
        return system;
    }

    private EnrolledSystem read(Path recognizer) throws IOException {
        LoadedWeights weights = experiment().backbone().load();
        return RecognizerFile.read(recognizer, weights, foundation().engine());
    }

    /**
     * Returns the recognizer whose head was trained with occlusions. Trains it and keeps it if it is not there yet; then
     * the folder must be locked since before the recognizer was loaded.
     */
    EnrolledSystem hardened() throws IOException {
        if (hardened == null) {
            hardened = Files.exists(folder.hardened()) ? read(folder.hardened()) : harden();
        }
        if (!hardened.trainingIds().equals(system().trainingIds())) {
            throw new IOException(folder.hardened() + ": was trained on other faces than the recognizer beside it;"
                    + " delete it to have it trained anew");
        }
        return hardened;
    }

    private EnrolledSystem harden() throws IOException {
        console.tell("training the head with occlusions, which takes place once; it is kept in " + folder.hardened());
        EnrolledSystem trained = new OcclusionTraining(experiment().config().head(), Occlusions.RECOMMENDED)
                .harden(system(), faces(), console.run(experiment().seed()));
        RecognizerFile.write(folder.hardened(), trained);
        return trained;
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
        // A head that was trained here stands on the other one's backbone.
        Set<Backbone> backbones = new HashSet<>();
        for (EnrolledSystem loaded : Arrays.asList(system, hardened)) {
            if (loaded != null) {
                loaded.recognizer().close();
                backbones.add(loaded.recognizer().backbone());
            }
        }
        backbones.forEach(Backbone::close);
        if (foundation != null) {
            foundation.close();
        }
    }
}
