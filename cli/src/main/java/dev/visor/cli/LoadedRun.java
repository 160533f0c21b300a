package dev.visor.cli;

import dev.visor.defense.Occlusions;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.OcclusionTraining;
import dev.visor.face.FaceSet;
import dev.visor.network.Backbone;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.RecognizerFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Map<Occlusions, EnrolledSystem> hardened = new HashMap<>();

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
     * Returns the recognizer whose head was trained with some occlusions. Trains it and keeps it if it is not there yet;
     * then the folder must be locked since before the recognizer was loaded.
     */
    EnrolledSystem hardened(Occlusions occlusions) throws IOException {
        EnrolledSystem known = hardened.get(occlusions);
        if (known != null) {
            return known;
        }
        Path file = folder.hardened().file(occlusions);
        EnrolledSystem loaded = Files.exists(file) ? read(file) : harden(occlusions, file);
        hardened.put(occlusions, loaded);
        if (!loaded.trainingIds().equals(system().trainingIds())) {
            throw new IOException(file + ": was trained on other faces than the recognizer beside it;"
                    + " delete it to have it trained anew");
        }
        return loaded;
    }

    private EnrolledSystem harden(Occlusions occlusions, Path file) throws IOException {
        console.tell("training a head with occlusions, which takes place once; it is kept in " + file);
        EnrolledSystem trained = new OcclusionTraining(experiment().config().head(), occlusions)
                .harden(system(), faces(), console.run(experiment().seed()));
        RecognizerFile.write(file, trained);
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
        List<EnrolledSystem> systems = new ArrayList<>(hardened.values());
        if (system != null) {
            systems.add(system);
        }
        // A head that was trained here stands on the other one's backbone.
        Set<Backbone> backbones = new HashSet<>();
        for (EnrolledSystem loaded : systems) {
            loaded.recognizer().close();
            backbones.add(loaded.recognizer().backbone());
        }
        backbones.forEach(Backbone::close);
        if (foundation != null) {
            foundation.close();
        }
    }
}
