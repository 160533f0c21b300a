package dev.visor.api;

import dev.visor.api.dispatch.Dispatch;
import dev.visor.api.dispatch.DispatchedCleanMaps;
import dev.visor.api.dispatch.KeepingProgress;
import dev.visor.api.engine.RunEngine;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.device.Compute;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ChainCalibration;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.SystemFactory;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.setting.Registry;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.FolderLock;
import dev.visor.store.machine.Processor;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunFolder.Stage;
import dev.visor.store.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An experiment and its folder: trains, attacks, tunes, evaluates and reports, and goes on where it was broken off.
 *
 * <pre>{@code
 * Registry registry = Registry.standard();
 * ExperimentFile file = ExperimentFile.read(Path.of("experiment.yaml"), List.of(), registry).resolved();
 * try (ExperimentRun run = new ExperimentRun(Path.of("runs/first"), registry, Compute.threads(2), Progress.silent(), RunListener.NONE)) {
 *     ExperimentResults results = run.run(file);
 *     System.out.println(results.defenses().get(0).worst().success());
 * }
 * }</pre>
 *
 * <p>Used by one thread. Closing it frees the networks and the folder.
 */
public final class ExperimentRun implements AutoCloseable {

    private final RunFolder folder;
    private final Registry registry;
    private final Compute compute;
    private final Progress progress;
    private final RunListener listener;

    private Path named;
    private @Nullable FolderLock lock;
    private @Nullable ExperimentFile experiment;
    private @Nullable LoadedSystem loaded;
    private @Nullable LoadedSurrogates surrogates;
    private Map<String, RunFolder> neighbors = Map.of();
    private @Nullable LoadedFaces shared;
    private @Nullable Dispatch dispatch;
    private @Nullable RunCopy copy;

    /**
     * Names a run. Nothing is read or written yet.
     *
     * @param folder where it is or will be
     * @param registry the kinds that experiment files can name
     * @param compute the threads and the device that compute
     * @param progress receives the progress
     * @param listener is called when stages end
     */
    public ExperimentRun(Path folder, Registry registry, Compute compute, Progress progress, RunListener listener) {
        this.folder = new RunFolder(folder);
        this.named = folder;
        this.registry = registry;
        this.compute = compute;
        this.progress = progress;
        this.listener = listener;
    }

    /** Returns the same run, which shares surrogates and faces with the runs of other systems of the same experiment. */
    ExperimentRun beside(Map<String, RunFolder> others, LoadedFaces faces) {
        neighbors = others;
        shared = faces;
        return this;
    }

    /**
     * Returns the same run, whose attacks and decisions an engine computes. A system that is a service is still asked from here alone,
     * so that its limits hold.
     *
     * @param engine stays open as long as the run
     * @param plugins the folder with the jars of plugins; null without any
     */
    public ExperimentRun on(RunEngine engine, @Nullable Path plugins) {
        dispatch = new Dispatch(engine, plugins);
        return this;
    }

    /** Returns the same run, whose folder is a copy that does not stay: its report names files by where they lie beside it. */
    public ExperimentRun copied() {
        named = Path.of("");
        return this;
    }

    /** Returns the folder. */
    public RunFolder folder() {
        return folder;
    }

    /**
     * Returns the experiment of the run.
     *
     * @throws IOException with one line if the folder holds no run that this version can read
     */
    public ExperimentFile experiment() throws IOException {
        if (experiment == null) {
            experiment = folder.readExperiment(registry);
        }
        return experiment;
    }

    /** Returns what the faces of the run have in common; does not load them if the run is trained. */
    public FaceFormat format() throws IOException {
        return loaded().format();
    }

    /** Returns how many faces calibrate a chain that is deployed; does not load them if the run is trained. */
    public int calibrationFaces() throws IOException {
        return folder.isTrained()
                ? folder.readRun().data().heldOut()
                : system().heldOutFaces(faces()).size();
    }

    /** Returns the faces of the run. */
    public FaceSet faces() throws IOException {
        return loaded().faces();
    }

    /** Returns the system under test, without a defense. */
    public EnrolledSystem system() throws IOException {
        return loaded().system();
    }

    /** Returns the saliency mask that the grid search of the run found, if there was one. */
    public Optional<SaliencyMaskConfig> tuned() throws IOException {
        return folder.readTuning(registry).map(tuning -> tuning.best().config());
    }

    /**
     * Puts a chain of defenses in front of the system of the run. Hardened heads that it needs are trained once and kept,
     * and so is what the faces set in the chain. If the folder can't be written, nothing is kept.
     *
     * @throws IllegalArgumentException if the chain is the tuned one and the run has no grid search
     * @throws IOException with one line naming the file if something can't be read
     */
    public Deployment deploy(ChainConfig chain) throws IOException {
        return deployer().deploy(chain, site(chain), lock != null);
    }

    /**
     * Returns where people can be enrolled in front of a chain that this run deployed. The run must stay open as long as people are.
     *
     * @throws IOException with one line naming the file if something can't be read
     */
    public EnrollmentSite enrollment(Deployment deployed) throws IOException {
        ChainCalibration calibration = deployed.calibration();
        return EnrollmentSite.of(site(calibration.asked()), calibration, folder.hardened(), loaded());
    }

    /**
     * Calibrates a chain of defenses anew and keeps that in the folder.
     *
     * @throws IllegalArgumentException if nothing in the chain is calibrated, or it can't be kept
     * @throws IOException with one line naming the file if something can't be read or written
     */
    public ChainCalibration calibrate(ChainConfig chain) throws IOException {
        return deployer().calibrate(chain, site(chain), lock != null);
    }

    private Deployer deployer() throws IOException {
        return new Deployer(folder, experiment(), registry, loaded(), listener, evidence()::list);
    }

    private Deployment.Site site(ChainConfig chain) throws IOException {
        ExperimentFile file = experiment(); // which is there if the folder is a run
        Set<Occlusions> needed = chain.hardenedBy(file.config().occlusions());
        if (!loaded().hasHardened(needed)) {
            // Nobody may train the system anew before the heads that belong to it are there.
            lock();
        }
        Map<Occlusions, EnrolledSystem> hardened = loaded().hardened(needed);
        if (lock != null) {
            evidence().keep(needed.stream().map(folder.hardened()::file).toList());
        }
        return new Deployment.Site(
                system(), file.config().occlusions(), hardened, format(), loaded()::clean, tuned(), context());
    }

    /**
     * Runs what is not there yet of an experiment, and writes the report.
     *
     * @throws IOException if the folder holds another experiment, or something can't be read or written
     */
    public ExperimentResults run(ExperimentFile file) throws IOException {
        if (!prepare(file, false)) {
            listener.resumed(folder.path());
        }
        return finish(file);
    }

    /**
     * Runs an experiment from the beginning. A run that is there stays until the new system is trained.
     *
     * @throws IOException if something can't be read or written
     */
    public ExperimentResults overwrite(ExperimentFile file) throws IOException {
        prepare(file, true);
        return finish(file);
    }

    /**
     * Trains the system of an experiment unless that was done before.
     *
     * @param anew whether it is trained in any case
     * @return whether it was trained
     */
    boolean prepare(ExperimentFile file, boolean anew) throws IOException {
        begin();
        boolean train = anew || !folder.isTrained();
        if (!train) {
            ChangedExperimentException.check(folder.path(), folder.readExperiment(registry), file, registry);
        }
        use(file);
        if (train) {
            new Experiment(file.config(), context())
                    .check(faces(), file.system().answersUnknown());
            trainAnew(file);
        }
        return train;
    }

    private ExperimentResults finish(ExperimentFile file) throws IOException {
        if (dispatch != null && !isDispatched()) {
            listener.noticed(
                    "the system is a service, so it is asked from here alone and its limits hold; the engine computes"
                            + " nothing of this run");
        }
        stages().attack();
        kept();
        if (file.config().tuning() != null && !folder.isTuned()) {
            stages().search();
            kept();
        }
        if (!folder.isEvaluated()) {
            evaluateOpen();
            kept();
        }
        ExperimentResults results = report();
        kept();
        return results;
    }

    /** Lets the engine keep what a stage has written. */
    private void kept() throws IOException {
        if (dispatch != null) {
            dispatch.engine().kept(true);
        }
    }

    /** Trains the system under test anew. */
    public void train(ExperimentFile file) throws IOException {
        begin();
        use(file);
        new Experiment(file.config(), context()).checkAttacks(faces());
        trainAnew(file);
    }

    private void trainAnew(ExperimentFile file) throws IOException {
        if (file.system().queries().isPresent()) {
            listener.noticed(QueryPlan.of(file, faces()).line());
        }
        StageWork.timed("training", folder, () -> {
            SystemFactory.Training training = loaded().train();
            if (!isDispatched()) {
                loaded().addCleanMaps(CleanMaps::of);
            }
            folder.clearFrom(Stage.TRAIN);
            folder.writeRun(new RunRecord(
                    RunRecord.VERSION,
                    loaded().factory().fingerprint(),
                    Versions.all(),
                    List.of(Processor.features(compute.device())),
                    loaded().data()));
            folder.writeExperiment(file, registry);
            loaded().write();
            if (isDispatched()) {
                addCleanMapsElsewhere(Objects.requireNonNull(dispatch));
            }
            folder.writeTraining(training.summary());
            listener.trained(training.summary());
        });
        kept();
    }

    /** Computes the maps of clean faces where the system is already sent to, which the folder has then. */
    private void addCleanMapsElsewhere(Dispatch sent) throws IOException {
        Path surroundings = sent.surroundings(experiment(), registry);
        loaded().addCleanMaps(new DispatchedCleanMaps(sent.engine(), surroundings, folder));
        loaded().write();
    }

    /** Makes the attacks on the undefended system anew, with settings that may differ in these attacks and later stages. */
    public void attack(ExperimentFile changed) throws IOException {
        change(changed, Stage.ATTACK);
        stages().attack();
    }

    /** Searches the grid anew, with settings that may differ in it and in later stages. */
    public void tune(ExperimentFile changed) throws IOException {
        if (changed.config().tuning() == null) {
            throw new IllegalArgumentException("the experiment has no section \"tuning\", which says what is tried");
        }
        if (!AttackFolder.isFinished(folder.tuningAttacks())) {
            throw new IOException(folder.tuningAttacks() + ": is not there; 'visor attack' writes it");
        }
        change(changed, Stage.TUNE);
        stages().search();
    }

    /** Evaluates all defenses anew, with settings that may differ in defenses, in attackers who know them and in the report. */
    public void evaluate(ExperimentFile changed) throws IOException {
        for (Map.Entry<String, Attacker> attacker : changed.config().attackers().entrySet()) {
            for (String accessory : changed.config().accessories().keySet()) {
                Path attacks = folder.attacks(attacker.getKey(), accessory);
                if (!attacker.getValue().adapts() && !AttackFolder.isFinished(attacks)) {
                    throw new IOException(attacks + ": is not there; 'visor attack' writes it");
                }
            }
        }
        change(changed, Stage.EVALUATE);
        evaluateOpen();
    }

    private void evaluateOpen() throws IOException {
        evidence().begin();
        stages().evaluate();
        evidence().seal();
    }

    private RunEvidence evidence() {
        return new RunEvidence(folder, named, listener);
    }

    /**
     * Makes attacks of a finished run again and compares them with what it kept; writes nothing.
     *
     * @param count how many attacks are drawn, at least 1; all of them if there are fewer
     * @param seed decides which
     * @throws IOException with one line if the run is not finished or was changed
     */
    public List<RerunAttack> rerun(int count, long seed) throws IOException {
        if (!folder.isEvaluated() || !loaded().hasHardened(experiment().config().hardenedBy())) {
            throw new IOException(folder.path() + ": is not finished; 'visor run' goes on with it");
        }
        return stages().rerun(count, new Random(seed));
    }

    /**
     * Writes the report of a run that is evaluated, and returns its results.
     *
     * @throws IOException with one line if the run is not evaluated, or its files are not those that its manifest lists
     */
    public ExperimentResults report() throws IOException {
        ExperimentResults results = new EvidenceFolder(folder).results(registry);
        lock();
        evidence().report(results);
        return results;
    }

    /**
     * Writes the report of the results with what photographs of printed attacks show, which the run keeps for later reports.
     *
     * @throws IOException with one line if the run is not evaluated, its files are not those that its manifest lists, or the
     *     photographs were evaluated with other results
     */
    public ExperimentResults report(CapturedResults captures) throws IOException {
        ExperimentResults results = new EvidenceFolder(folder).results(registry);
        lock();
        folder.writeCaptures(captures);
        evidence().report(results);
        return results;
    }

    private void begin() throws IOException {
        folder.checkWritable();
        lock();
    }

    private void lock() throws IOException {
        if (lock == null) {
            lock = folder.lock();
        }
    }

    private void change(ExperimentFile changed, Stage stage) throws IOException {
        begin();
        ChangedExperimentException.checkFrom(stage, folder.path(), folder.readExperiment(registry), changed, registry);
        Experiment stages = new Experiment(changed.config(), context());
        if (stage == Stage.EVALUATE) {
            stages.check(faces(), changed.system().answersUnknown());
        } else {
            stages.checkAttacks(faces());
        }
        system(); // which is there and sound, or nothing is cleared
        folder.clearFrom(stage);
        folder.writeExperiment(changed, registry);
        experiment = changed; // the faces and the system stay the same
        closeSurrogates();
    }

    private void use(ExperimentFile file) throws IOException {
        if (file.systems() != null) {
            throw new IllegalArgumentException("the experiment has several systems, "
                    + file.systems().keySet() + ", must have one; 'visor run' makes a run of each");
        }
        if (!file.equals(experiment)) {
            closeLoaded();
            experiment = file;
        }
    }

    private LoadedSystem loaded() throws IOException {
        if (loaded == null) {
            LoadedFaces faces =
                    shared != null && shared.source().equals(experiment().faces())
                            ? shared
                            : new LoadedFaces(experiment().faces());
            loaded = new LoadedSystem(
                    experiment(), folder, compute, registry, context(), listener, () -> lock != null, faces);
        }
        return loaded;
    }

    private RunStages stages() throws IOException {
        if (surrogates == null) {
            surrogates = new LoadedSurrogates(
                    experiment(), folder, loaded(), compute, registry, context(), listener, neighbors);
        }
        return new RunStages(
                folder,
                experiment(),
                registry,
                compute,
                loaded(),
                surrogates,
                context(),
                listener,
                isDispatched() ? dispatch : null);
    }

    /** Returns whether an engine computes; it asks no system that answers over a network, within limits. */
    private boolean isDispatched() throws IOException {
        return dispatch != null && experiment().system().queries().isEmpty();
    }

    /** Returns the run as a place where pieces of it are computed, which another process keeps. */
    RunCopy copy() throws IOException {
        if (copy == null) {
            copy = stages().copy(folder.path().resolve("draft"));
        }
        return copy;
    }

    private RunContext context() throws IOException {
        Progress shown = dispatch == null ? progress : new KeepingProgress(progress, dispatch.engine());
        return RunContext.of(experiment().seed()).withProgress(shown);
    }

    private void closeLoaded() throws IOException {
        closeSurrogates();
        if (loaded != null) {
            loaded.close();
            loaded = null;
        }
    }

    private void closeSurrogates() {
        if (surrogates != null) {
            surrogates.close();
            surrogates = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeLoaded();
        if (dispatch != null) {
            dispatch.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
