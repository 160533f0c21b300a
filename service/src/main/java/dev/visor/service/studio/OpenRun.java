package dev.visor.service.studio;

import dev.visor.api.ExperimentRun;
import dev.visor.attack.AttackTask;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.TestBed;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import dev.visor.service.studio.message.Matrix;
import dev.visor.service.studio.message.RunCard;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run that the studio has open. Thread-safe: one thread at a time deploys a chain, and one uses it. */
final class OpenRun implements AutoCloseable {

    private final String id;
    private final ExperimentRun run;
    private final Registry registry;
    private final ExperimentFile experiment;
    private final FaceFormat format;
    private final EnrolledSystem system;
    private final FaceSet loaded;
    private final Map<String, Face> faces;
    private final List<Face> heldOut;
    private final Map<String, Deployment> deployed = new HashMap<>();
    private final Object foundLock = new Object();
    private @Nullable Found found;

    /** What the run found, which is read once. */
    record Found(Matrix matrix, Examples examples) {}

    /**
     * Opens a run.
     *
     * @param run is closed with it
     * @throws IOException with one line if the folder holds no run that can be read
     */
    OpenRun(String id, ExperimentRun run, Registry registry) throws IOException {
        this.id = id;
        this.run = run;
        this.registry = registry;
        this.experiment = run.experiment();
        this.format = run.format();
        this.system = run.system();
        this.loaded = run.faces();
        this.faces = loaded.faces().stream().collect(Collectors.toMap(Face::id, Function.identity()));
        this.heldOut = system.heldOutFaces(loaded);
    }

    String id() {
        return id;
    }

    RunCard card() {
        ExperimentConfig config = experiment.config();
        return new RunCard(
                id,
                experiment.title(),
                run.folder().path().toString(),
                gallery().people().stream().map(Identity::name).toList(),
                experiment.system().name(),
                config.defenses().entrySet().stream()
                        .map(chain -> new RunCard.Chain(
                                chain.getKey(),
                                chain.getValue().elements().stream()
                                        .map(DefenseConfig::name)
                                        .toList()))
                        .toList(),
                config.undefended(),
                List.copyOf(config.attackers().keySet()),
                List.copyOf(config.accessories().keySet()),
                run.folder().isEvaluated());
    }

    ExperimentRun run() {
        return run;
    }

    ExperimentFile experiment() {
        return experiment;
    }

    Registry registry() {
        return registry;
    }

    FaceFormat format() {
        return format;
    }

    EnrolledSystem system() {
        return system;
    }

    Recognizer plain() {
        return system.recognizer();
    }

    Gallery gallery() {
        return plain().gallery();
    }

    List<Face> heldOut() {
        return heldOut;
    }

    /** Returns a face of the data set. */
    Face face(String face) {
        Face known = faces.get(face);
        if (known == null) {
            throw StudioException.notFound("face", face);
        }
        return known;
    }

    /** Returns whether experiment files can name a picture of the run as an attacker's: it is a face that the figures rest on. */
    boolean isNameable(Face face) {
        Face known = faces.get(face.id());
        return known != null
                && known.image().equals(face.image())
                && experimentOf(experiment.config())
                        .facesOf(Attacker.UNAWARE, loaded)
                        .contains(known);
    }

    /** Returns the only attack of an attacker, as {@code visor run} makes it. */
    AttackTask plan(ExperimentConfig config, Attacker attacker) {
        Experiment planning = experimentOf(config);
        TestBed bed = planning.testBed(system, Map.of(), loaded, Optional.empty());
        return planning.plan(attacker, bed).get(0);
    }

    private Experiment experimentOf(ExperimentConfig config) {
        return new Experiment(config, RunContext.of(experiment.seed()));
    }

    Identity enrolled(String name) {
        Identity person = new Identity(name);
        if (!gallery().contains(person)) {
            throw StudioException.notPossible(name + " is not enrolled");
        }
        return person;
    }

    /** Does something with a chain of the experiment, one at a time: a chain is used by one thread. */
    <R> R with(String chain, Function<Deployment, R> work) {
        Deployment deployment = deployed(chain);
        synchronized (deployment) {
            return work.apply(deployment);
        }
    }

    /** Returns a chain, which is calibrated first if the run does not keep that yet. */
    private synchronized Deployment deployed(String chain) {
        return deployed.computeIfAbsent(chain, this::deploy);
    }

    /** Returns what an attacker who knows a defense attacks; nobody else uses it. */
    synchronized Recognizer attacked(String chain) {
        return chain.equals(experiment.config().undefended())
                ? plain()
                : deploy(chain).attacked();
    }

    private Deployment deploy(String name) {
        ChainConfig chain = experiment.config().defenses().get(name);
        if (chain == null) {
            throw StudioException.notFound("defense", name);
        }
        try {
            return run.deploy(chain);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Returns what the run found. */
    Found found() {
        synchronized (foundLock) {
            Found known = found;
            if (known == null) {
                known = read();
                found = known;
            }
            return known;
        }
    }

    private Found read() {
        if (!run.folder().isEvaluated()) {
            throw StudioException.notPossible("the run has no results yet: go on with it by 'visor run'");
        }
        try {
            ExperimentResults results = run.folder().readResults(registry);
            return new Found(Matrix.of(results), new Examples(id, run.folder(), results));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        synchronized (foundLock) {
            if (found != null) {
                found.examples().close();
            }
        }
        run.close();
    }
}
