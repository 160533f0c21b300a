package dev.visor.api;

import dev.visor.defense.Occlusions;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.TestBed;
import dev.visor.face.FaceSet;
import dev.visor.face.FaceSource;
import dev.visor.face.Identity;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.faces.FaceSums;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.run.RunFolder;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The faces and systems of a run, each loaded or trained when it is first asked for. Used by one thread. */
final class LoadedSystem implements AutoCloseable {

    private final ExperimentFile experiment;
    private final RunFolder folder;
    private final int threads;
    private final Registry registry;
    private final RunContext run;
    private final RunListener listener;

    private FaceSource.@Nullable Loaded faces;
    private @Nullable SystemFactory factory;
    private @Nullable EnrolledSystem system;
    private final Map<Occlusions, EnrolledSystem> hardened = new HashMap<>();

    LoadedSystem(
            ExperimentFile experiment,
            RunFolder folder,
            int threads,
            Registry registry,
            RunContext run,
            RunListener listener) {
        this.experiment = experiment;
        this.folder = folder;
        this.threads = threads;
        this.registry = registry;
        this.run = run;
        this.listener = listener;
    }

    FaceSet faces() throws IOException {
        return loaded().faces();
    }

    private FaceSource.Loaded loaded() throws IOException {
        if (faces == null) {
            faces = experiment.faces().load();
            faces.leftOut().stream().limit(20).forEach(line -> listener.noticed("left out: " + line));
            if (faces.leftOut().size() > 20) {
                listener.noticed("left out: and " + (faces.leftOut().size() - 20) + " more");
            }
        }
        return faces;
    }

    SystemFactory factory() throws IOException {
        if (factory == null) {
            factory = experiment.system().open(faces(), threads, registry);
        }
        return factory;
    }

    /** Trains the system anew; writes nothing. */
    SystemFactory.Training train() throws IOException {
        FaceSet.Split split = new Experiment(experiment.config(), run).split(faces());
        SystemFactory.Training training = factory().train(faces(), split, run);
        system = training.system();
        return training;
    }

    /** Writes the system that was trained and the fingerprints of its faces. */
    void write() throws IOException {
        folder.writeFaces(FaceSums.of(faces()));
        write(folder.recognizer(), system());
    }

    private void write(Path file, EnrolledSystem made) throws IOException {
        folder.checksums().write(file, SafeTensors.bytes(factory().write(made)));
    }

    /** Returns the system of the run, whose faces must be those that it was made with. */
    EnrolledSystem system() throws IOException {
        if (system == null) {
            folder.checkFaces(FaceSums.of(faces()));
            system = read(folder.recognizer());
        }
        return system;
    }

    private EnrolledSystem read(Path file) throws IOException {
        try {
            EnrolledSystem made = factory().read(SafeTensors.read(file));
            folder.checksums().check(file);
            return made;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns whether none of these systems has to be trained any more. */
    boolean hasHardened(Set<Occlusions> all) {
        return folder.hardened().has(all);
    }

    /**
     * Returns the systems whose heads were trained with occlusions. Trains and keeps those that are not there yet; then the
     * folder must be locked.
     */
    Map<Occlusions, EnrolledSystem> hardened(Set<Occlusions> all) throws IOException {
        Map<Occlusions, EnrolledSystem> systems = new LinkedHashMap<>();
        for (Occlusions occlusions : all) {
            systems.put(occlusions, hardened(occlusions));
        }
        return systems;
    }

    private EnrolledSystem hardened(Occlusions occlusions) throws IOException {
        EnrolledSystem known = hardened.get(occlusions);
        if (known != null) {
            return known;
        }
        Path file = folder.hardened().file(occlusions);
        EnrolledSystem made;
        if (Files.exists(file)) {
            made = read(file);
        } else {
            listener.noticed("training a head with occlusions, once; it is kept in " + file);
            made = factory().harden(system(), faces(), occlusions, run);
            write(file, made);
        }
        if (!made.trainingIds().equals(system().trainingIds())) {
            throw new IOException(
                    file + ": was trained on other faces than the system beside it; delete it to have it trained anew");
        }
        hardened.put(occlusions, made);
        return made;
    }

    /** Returns the faces that the system was made with. */
    DataSummary data() throws IOException {
        FaceSet set = faces();
        SortedMap<Identity, Integer> perPerson = new TreeMap<>();
        set.people().forEach(person -> perPerson.put(person, set.of(person).size()));
        TestBed bed = new Experiment(experiment.config(), run).testBed(system(), Map.of(), set, Optional.empty());
        return new DataSummary(
                set.name(),
                set.width(),
                set.height(),
                set.alignment().name(),
                perPerson,
                system().trainingFaces(set).size(),
                system().heldOutFaces(set).size(),
                bed.evaluation().size(),
                bed.calibration().size(),
                loaded().leftOut());
    }

    @Override
    public void close() {
        if (factory != null) {
            factory.close();
        }
    }
}
