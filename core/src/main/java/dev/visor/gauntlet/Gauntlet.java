package dev.visor.gauntlet;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Occlusions;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.AttackPlan;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.OcclusionTraining;
import dev.visor.experiment.Provenance;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.recognition.CountingRecognizer;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Runs every attacker against every defense with every accessory, on faces that nothing was trained or set by.
 *
 * <p>Immutable and thread-safe.
 */
public final class Gauntlet {

    private static final int BATCH = 32;

    private final GauntletConfig config;
    private final RunContext run;

    /**
     * Makes a gauntlet.
     *
     * @param run its seed decides every random draw
     */
    public Gauntlet(GauntletConfig config, RunContext run) {
        this.config = config;
        this.run = run;
    }

    /**
     * Checks, before anything runs, whether the gauntlet can be run on some faces.
     *
     * @throws IllegalArgumentException if an accessory does not fit on the faces, or there are too few of them to set a
     *     detector by
     */
    public void check(FaceSet faces) {
        Arena.check(config, faces, run.seed());
    }

    /** Trains the undefended recognizer as an {@link Experiment} does. */
    public Experiment.Training train(FaceSet faces, Backbone backbone) {
        return new Experiment(ExperimentConfig.DEFAULT.withTraining(config.validationShare(), config.head()), run)
                .train(faces, backbone);
    }

    /** Trains a head with occlusions on the faces that the undefended recognizer was trained on. */
    public EnrolledSystem harden(EnrolledSystem plain, Occlusions occlusions, FaceSet faces) {
        return new OcclusionTraining(config.head(), occlusions).harden(plain, faces, run);
    }

    /**
     * Puts together what the gauntlet is run in.
     *
     * @param hardened for each of {@link GauntletConfig#hardenedBy} the one that was trained so
     */
    public Arena arena(EnrolledSystem plain, Map<Occlusions, EnrolledSystem> hardened, FaceSet faces) {
        List<List<Face>> parts = Arena.part(plain.heldOutFaces(faces), config.calibrationShare(), run.seed());
        return new Arena(plain, hardened, parts.get(0), parts.get(1));
    }

    /**
     * Builds a defense.
     *
     * @param name one of the configured defenses
     */
    public DefendedSystem defend(String name, Arena arena) {
        List<DefenseConfig> chain = Objects.requireNonNull(config.defenses().get(name), name);
        EnrolledSystem system = DefenseConfig.replacesRecognizer(chain)
                ? Objects.requireNonNull(arena.hardened().get(config.occlusions()), "a hardened head")
                : arena.plain();
        CountingRecognizer counter = new CountingRecognizer(system.recognizer());
        Face any = arena.told().get(0);
        DefenseChain defenses = DefenseConfig.build(
                chain,
                new DefenseContext(
                        counter,
                        config.occlusions(),
                        arena.hardened().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        head -> counter.beside(head.getValue().recognizer()))),
                        system.cleanMaps(),
                        any.landmarks(),
                        any.image().width(),
                        any.image().height(),
                        images(arena.calibration()),
                        run.derive("defense " + name)));
        return new DefendedSystem(name, chain, defenses.protect(counter), defenses.surrogate(counter), counter);
    }

    /** Returns the attacks of an attacker, the same ones with every accessory and on every defense. */
    public List<AttackTask> plan(Attacker attacker, Arena arena) {
        return AttackPlan.impersonations(
                arena.told(),
                arena.plain().recognizer().gallery(),
                attacker.pairs(),
                "G",
                run.seed().derive("attacks"));
    }

    /**
     * Makes attacks of an attacker on a defended system; one who does not adapt attacks the undefended one.
     *
     * @param attacker one of the configured attackers
     * @param accessory one of the configured accessories
     * @param tasks those of the plan that have not been made yet
     */
    public void attack(
            String attacker,
            String accessory,
            List<AttackTask> tasks,
            DefendedSystem system,
            Attack.Finished finished) {
        Attacker who = Objects.requireNonNull(config.attackers().get(attacker), attacker);
        String where = " on " + system.name() + " by " + attacker + ", " + accessory;
        who.with(Objects.requireNonNull(config.accessories().get(accessory), accessory))
                .craft(
                        tasks,
                        system.target(who),
                        run.withProgress((label, total) -> run.begin(label + where, total)),
                        finished);
    }

    /** Returns what a defended system decides about the clean faces, and at what cost. */
    public CleanResult clean(DefendedSystem system, Arena arena) {
        long forward = system.counter().forward();
        long backward = system.counter().backward();
        Map<String, Decision> decisions = new LinkedHashMap<>();
        List<Face> faces = arena.told();
        try (Progress.Task task = run.begin("clean faces before " + system.name(), faces.size())) {
            for (int from = 0; from < faces.size(); from += BATCH) {
                run.checkpoint();
                List<Face> part = faces.subList(from, Math.min(faces.size(), from + BATCH));
                List<Decision> decided = system.victim().decide(images(part));
                for (int i = 0; i < part.size(); i++) {
                    decisions.put(part.get(i).id(), decided.get(i));
                }
                task.done(from + part.size());
            }
        }
        return CleanResult.of(
                faces,
                decisions,
                (double) (system.counter().forward() - forward) / faces.size(),
                (double) (system.counter().backward() - backward) / faces.size());
    }

    /**
     * Tells what became of attacks.
     *
     * @param attacker one of the configured attackers
     * @param accessory one of the configured accessories
     * @param clean what the system decides about the clean faces
     */
    public Cell evaluate(
            String attacker, String accessory, ExampleSource attacks, DefendedSystem system, CleanResult clean) {
        CellTally tally = new CellTally(
                Objects.requireNonNull(config.attackers().get(attacker), attacker),
                Objects.requireNonNull(config.accessories().get(accessory), accessory),
                system,
                clean);
        String label = "decisions about attacks on " + system.name() + " by " + attacker + ", " + accessory;
        try (Progress.Task task = run.begin(label, attacks.size())) {
            for (int from = 0; from < attacks.size(); from += BATCH) {
                run.checkpoint();
                List<AdversarialExample> part = attacks.read(from, Math.min(attacks.size(), from + BATCH));
                List<Decision> decisions = system.victim()
                        .decide(part.stream().map(AdversarialExample::image).toList());
                for (int i = 0; i < part.size(); i++) {
                    tally.add(part.get(i), decisions.get(i));
                }
                task.done(from + part.size());
            }
        }
        return tally.cell(attacker, accessory);
    }

    /**
     * Puts together what the gauntlet came to, and looks for what makes it doubtful.
     *
     * @param provenance what was run
     * @param data the faces
     * @param defenses all of them, in their order
     */
    public GauntletResults results(Provenance provenance, DataSummary data, Arena arena, List<DefenseResult> defenses) {
        EnrolledSystem hardened = arena.hardened().get(config.occlusions());
        return new GauntletResults(
                provenance,
                data,
                arena.calibration().size(),
                arena.told().size(),
                heldOut(arena.plain(), arena),
                hardened == null ? null : heldOut(hardened, arena),
                defenses,
                new SoundnessChecks(config.attackers()).of(defenses));
    }

    private Rate heldOut(EnrolledSystem system, Arena arena) {
        List<Face> faces = new ArrayList<>(arena.calibration());
        faces.addAll(arena.told());
        int recognized = 0;
        for (int from = 0; from < faces.size(); from += BATCH) {
            run.checkpoint();
            List<Face> part = faces.subList(from, Math.min(faces.size(), from + BATCH));
            List<Scores> scores = system.recognizer().identify(images(part));
            for (int i = 0; i < part.size(); i++) {
                recognized += scores.get(i).best().equals(part.get(i).identity()) ? 1 : 0;
            }
        }
        return new Rate(recognized, faces.size());
    }

    private static List<Image> images(List<Face> faces) {
        List<Image> images = new ArrayList<>();
        faces.forEach(face -> images.add(face.image()));
        return images;
    }
}
