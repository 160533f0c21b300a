package dev.visor.api;

import dev.visor.defense.Occlusions;
import dev.visor.device.Compute;
import dev.visor.device.Device;
import dev.visor.experiment.BlackBoxCheck;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.TestBed;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.face.FaceSource;
import dev.visor.face.Identity;
import dev.visor.run.Journal;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.faces.FaceSums;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import dev.visor.store.run.AnswersFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The faces and systems of a run, each loaded or trained when it is first asked for. Used by one thread. */
final class LoadedSystem implements AutoCloseable {

    private final ExperimentFile experiment;
    private final RunFolder folder;
    private final Compute compute;
    private final Registry registry;
    private final RunContext run;
    private final RunListener listener;
    private final BooleanSupplier locked;
    private final LoadedFaces shared;

    private @Nullable NativeLibraries libraries;
    private @Nullable FaceFormat format;
    private @Nullable SystemFactory factory;
    private @Nullable AnswersFile answers;
    private @Nullable EnrolledSystem system;
    private final Map<Occlusions, EnrolledSystem> hardened = new HashMap<>();
    private final Map<Path, String> sums = new HashMap<>();

    LoadedSystem(
            ExperimentFile experiment,
            RunFolder folder,
            Compute compute,
            Registry registry,
            RunContext run,
            RunListener listener,
            BooleanSupplier locked,
            LoadedFaces shared) {
        this.experiment = experiment;
        this.folder = folder;
        this.compute = compute;
        this.registry = registry;
        this.run = run;
        this.listener = listener;
        this.locked = locked;
        this.shared = shared;
    }

    /** Returns what computes networks. */
    Device device() {
        return compute.device();
    }

    FaceSet faces() throws IOException {
        return loaded().faces();
    }

    private FaceSource.Loaded loaded() throws IOException {
        if (!shared.areLoaded() && libraries != null) {
            libraries.close();
        }
        return shared.load(run, listener);
    }

    /**
     * Checks that the faces are those that the run was made with. They are loaded for that only if one of their files has
     * changed.
     */
    private void checkFaces() throws IOException {
        Optional<Sha256Sums> now = shared.files();
        if (now.isEmpty() || !folder.hasFaceFiles(now.get())) {
            folder.checkFaces(FaceSums.of(faces()));
        }
    }

    /** Returns what the faces have in common; a run that is trained has kept that, so they need not be loaded. */
    FaceFormat format() throws IOException {
        if (format == null) {
            if (!shared.areLoaded() && folder.isTrained()) {
                DataSummary data = folder.readRun().data();
                int margin = data.margin() == null ? 0 : data.margin();
                format = new FaceFormat(Alignment.parse(data.alignment()), data.width(), data.height(), margin);
            } else {
                format = faces().format();
            }
        }
        return format;
    }

    SystemFactory factory() throws IOException {
        if (factory == null) {
            factory = experiment.system().open(format(), compute, registry);
            if (factory.isAsked()) {
                answers = folder.openAnswers(locked.getAsBoolean());
                factory.keepAnswers(answers);
            }
        }
        return factory;
    }

    /** Trains the system anew, as yet without maps of clean faces; writes nothing. */
    SystemFactory.Training train() throws IOException {
        experiment.faces().check(loaded(), compute.threads(), run).forEach(listener::noticed);
        Experiment stages = new Experiment(experiment.config(), run);
        factory().neverEnrolled(stages.neverEnrolled(faces()));
        SystemFactory.Training training = factory().train(stages.enrolled(faces()), stages.split(faces()), run);
        stages.checkStrangers(training.system(), faces());
        system = checked(training.system());
        return training;
    }

    /** Adds to the system what the saliency maps of its training faces look like. */
    void addCleanMaps(CleanMaps.Maker maker) throws IOException {
        system = factory().withCleanMaps(system(), faces(), maker, run);
    }

    /** Computes parts of these maps, and keeps them in a journal. */
    void computeCleanMaps(int from, int to, Journal journal) throws IOException {
        CleanMaps.Maker parts = (training, readings, recognizer, context) -> {
            CleanMaps.computeParts(training, from, to, readings, recognizer, context);
            return CleanMaps.none();
        };
        factory().withCleanMaps(system(), faces(), parts, run.withJournal(journal));
    }

    /** Checks that the experiment asks a system for nothing but answers if it turns out to be a black box. */
    private EnrolledSystem checked(EnrolledSystem made) throws IOException {
        if (made.isBlackBox()) {
            BlackBoxCheck.check(experiment.config(), experiment.system().name());
        }
        // The faces are loaded only for a system that names none.
        return made.trainingIds().isEmpty()
                ? made.heldOutBy(new Experiment(experiment.config(), run).split(faces()))
                : made;
    }

    /** Writes the system that was trained and the fingerprints of its faces. */
    void write() throws IOException {
        folder.writeFaces(FaceSums.of(faces()));
        Optional<Sha256Sums> read = shared.files();
        if (read.isPresent()) {
            folder.writeFaceFiles(read.get());
        }
        write(folder.recognizer(), system());
    }

    private void write(Path file, EnrolledSystem made) throws IOException {
        folder.checksums().write(file, bytes(made));
    }

    private byte[] bytes(EnrolledSystem made) throws IOException {
        return SafeTensors.bytes(factory().write(made));
    }

    /** Returns the system of the run, whose faces must be those that it was made with. */
    EnrolledSystem system() throws IOException {
        if (system == null) {
            LoadedWeights weights;
            try (NativeLibraries loading = new NativeLibraries()) {
                libraries = loading;
                checkFaces();
                format();
                weights = LoadedWeights.read(folder.recognizer());
            }
            system = checked(read(factory(), folder.recognizer(), weights));
        }
        return system;
    }

    /** Reads a system that the run wrote. */
    EnrolledSystem read(SystemFactory maker, Path file, LoadedWeights weights) throws IOException {
        try {
            EnrolledSystem read = maker.read(weights.tensors());
            folder.checksums().check(file, weights.sha256());
            sums.put(file, weights.sha256());
            return read;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the SHA-256 of the file that the system was read from. */
    String systemSha256() throws IOException {
        return sum(folder.recognizer());
    }

    /** Returns the SHA-256 of the file that a system was read from whose head was trained with occlusions. */
    String hardenedSha256(Occlusions occlusions) throws IOException {
        return sum(folder.hardened().file(occlusions));
    }

    private String sum(Path file) throws IOException {
        String known = sums.get(file);
        return known == null ? Sha256.of(file) : known;
    }

    /** Returns a fingerprint of all faces of the run. */
    String facesSha256() throws IOException {
        return folder.readFaces().digest();
    }

    /** Returns all faces that the system has never seen. Loads the faces. */
    List<Face> clean() {
        try {
            return system().heldOutFaces(faces());
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
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
            made = read(factory(), file, LoadedWeights.read(file));
        } else {
            listener.noticed("training a head with occlusions, once; it is kept in " + file);
            made = harden(occlusions);
            write(file, made);
        }
        if (!made.trainingIds().equals(system().trainingIds())) {
            throw new IOException(
                    file + ": was trained on other faces than the system beside it; delete it to have it trained anew");
        }
        hardened.put(occlusions, made);
        return made;
    }

    private EnrolledSystem harden(Occlusions occlusions) throws IOException {
        return factory().harden(system(), faces(), occlusions, run);
    }

    /** Returns the name of the file of a system whose head was trained with occlusions. */
    String hardenedFile(Occlusions occlusions) {
        return folder.hardened().file(occlusions).getFileName().toString();
    }

    /** Trains a head with occlusions and returns what its file has; keeps nothing. */
    byte[] hardenedBytes(Occlusions occlusions) throws IOException {
        return bytes(harden(occlusions));
    }

    /** Returns the names of the files of heads that are not trained yet. */
    List<String> unhardened(Set<Occlusions> all) {
        return all.stream()
                .filter(occlusions -> !folder.hardened().has(Set.of(occlusions)))
                .map(this::hardenedFile)
                .toList();
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
                loaded().leftOut(),
                set.format().margin() == 0 ? null : set.format().margin());
    }

    @Override
    public void close() throws IOException {
        if (factory != null) {
            factory.close();
        }
        if (answers != null) {
            answers.close();
        }
    }
}
