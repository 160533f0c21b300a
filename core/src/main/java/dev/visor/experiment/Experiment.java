package dev.visor.experiment;

import dev.visor.accessory.Accessory;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.photograph.PhotographAttacks;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.WearersResult;
import dev.visor.evaluation.grid.GridSearch;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.printed.PrintedAttack;
import dev.visor.experiment.printed.PrintedEvaluation;
import dev.visor.experiment.printed.PrintedTrial;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.MemoRecognizer;
import dev.visor.recognition.PassCounter;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs every attacker with every accessory against every chain of defenses, on faces that nothing was trained or
 * calibrated on; perhaps after a grid search on attacks with training faces, as in the article.
 *
 * <p>Used by one thread.
 */
public final class Experiment {

    private final ExperimentConfig config;
    private final RunContext run;
    private final Function<String, WhiteBoxRecognizer> surrogates;
    private final FaceParts parts;

    /**
     * Makes an experiment whose attackers have no surrogates.
     *
     * @param run its seed decides every random draw
     */
    public Experiment(ExperimentConfig config, RunContext run) {
        this(config, run, name -> {
            throw new IllegalStateException("there is no surrogate " + name);
        });
    }

    /**
     * Makes an experiment.
     *
     * @param run its seed decides every random draw
     * @param surrogates returns the systems that {@link SurrogateAttackConfig#surrogates} names, when they are first needed
     */
    public Experiment(ExperimentConfig config, RunContext run, Function<String, WhiteBoxRecognizer> surrogates) {
        this.config = config;
        this.run = run;
        this.surrogates = surrogates;
        this.parts = new FaceParts(config.split(), run.seed());
    }

    /** Returns the split of the enrolled people's faces into those for training and those that are held out. */
    public FaceSet.Split split(FaceSet faces) {
        return parts.split(faces);
    }

    /**
     * Returns the faces of the people who are enrolled: all but those who are drawn never to be.
     *
     * @throws IllegalArgumentException if fewer than two people would be left
     */
    public FaceSet enrolled(FaceSet faces) {
        return parts.enrolled(faces);
    }

    /**
     * Returns the faces that somebody attacks with, before anything is trained.
     *
     * @param attacker one of the configured attackers, or one with another attack or other pairs
     */
    public List<Face> facesOf(Attacker attacker, FaceSet faces) {
        return parts.facesOf(attacker, faces);
    }

    /** Returns what {@link AttackPlan} draws the attacks by. */
    public Seed attackSeed() {
        return run.seed().derive("attacks");
    }

    /** Returns the faces of the people who are drawn never to be enrolled; none in a closed set. */
    public List<Face> neverEnrolled(FaceSet faces) {
        return parts.strangers(faces);
    }

    /**
     * Checks that a system knows nobody who is drawn never to be enrolled.
     *
     * @throws IllegalArgumentException naming whom it knows
     */
    public void checkStrangers(EnrolledSystem system, FaceSet faces) {
        List<Identity> known = neverEnrolled(faces).stream()
                .map(Face::identity)
                .distinct()
                .filter(system.recognizer().gallery()::contains)
                .toList();
        if (!known.isEmpty()) {
            throw new IllegalArgumentException(
                    "the system knows " + known + ", drawn never to be enrolled (split.never-enrolled)");
        }
    }

    /**
     * Checks, before anything runs, whether the experiment can be run on some faces.
     *
     * @param openSet whether the system can answer that somebody is unknown
     * @throws IllegalArgumentException if an accessory does not fit on the faces, an attacker or a target is nobody of
     *     them, or there are too few faces to calibrate a defense, or one can't be built for them
     */
    public void check(FaceSet faces, boolean openSet) {
        FacesCheck check = new FacesCheck(config, parts, attackSeed());
        check.attacks(faces);
        check.defenses(faces);
        check.calibration(faces, openSet);
    }

    /**
     * Checks whether the attacks can be made on some faces.
     *
     * @throws IllegalArgumentException if an accessory does not fit on the faces, or an attacker or a target is nobody of
     *     them
     */
    public void checkAttacks(FaceSet faces) {
        new FacesCheck(config, parts, attackSeed()).attacks(faces);
    }

    /**
     * Puts together what defenses are built from and evaluated on.
     *
     * @param hardened for each of {@link ExperimentConfig#hardenedBy} the system that was trained so
     * @param tuned what the grid search found, if there was one
     */
    public TestBed testBed(
            EnrolledSystem plain,
            Map<Occlusions, EnrolledSystem> hardened,
            FaceSet faces,
            Optional<SaliencyMaskConfig> tuned) {
        EnrolledSystem remembering =
                new EnrolledSystem(MemoRecognizer.of(plain.recognizer()), plain.cleanMaps(), plain.trainingIds());
        return TestBed.of(
                remembering,
                hardened,
                plain.trainingFaces(faces),
                plain.heldOutFaces(faces),
                config.split().calibration(),
                parts.strangers(faces),
                tuned,
                run.seed());
    }

    /**
     * Builds a defense.
     *
     * @param name one of the configured defenses
     */
    public DefendedSystem defend(String name, TestBed bed) {
        ChainConfig chain = Objects.requireNonNull(config.defenses().get(name), name);
        EnrolledSystem system = chain.replacesRecognizer()
                ? bed.hardened().getOrDefault(config.occlusions(), bed.plain())
                : bed.plain();
        PassCounter counter = new PassCounter();
        Recognizer counted = counter.count(system.recognizer());
        Map<Occlusions, WhiteBoxRecognizer> hardened = bed.hardened().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, head -> counter.count(head.getValue().whiteBox())));
        Face any = bed.evaluation().get(0);
        List<DefendedSystem.Build> builds = bed.folds(chain.isCalibrated()).stream()
                .map(fold -> {
                    DefenseContext context = new DefenseContext(
                            counted,
                            config.occlusions(),
                            hardened,
                            system.cleanMaps(),
                            any.landmarks(),
                            any.image().width(),
                            any.image().height(),
                            fold::calibration,
                            bed.tuned(),
                            run.derive("defense " + name));
                    return DefendedSystem.Build.of(fold.evaluation(), chain.build(context), counted);
                })
                .toList();
        return new DefendedSystem(name, chain, counter, builds);
    }

    /** Returns the attacks of an attacker, the same ones with every accessory and on every defense. */
    public List<AttackTask> plan(Attacker attacker, TestBed bed) {
        return AttackPlan.of(
                attacker,
                bed.facesOf(attacker),
                bed.evaluation(),
                bed.training(),
                bed.plain().recognizer().gallery(),
                attackSeed());
    }

    /** Returns the attacks with training faces that the grid search uses. */
    public List<AttackTask> tuningPlan(EnrolledSystem plain, FaceSet faces) {
        return AttackPlan.impersonations(
                plain.trainingFaces(faces),
                plain.recognizer().gallery(),
                Objects.requireNonNull(config.tuning()).attacks(),
                "T",
                run.seed().derive("tuning attacks"));
    }

    /** Makes attacks for the grid search, as the first attacker who does not adapt makes them. */
    public void attackForTuning(List<AttackTask> tasks, EnrolledSystem plain, Attack.Finished finished) {
        craft(
                attacker(config.tuningAttacker().orElseThrow()),
                config.accessories().keySet().iterator().next(),
                tasks,
                plain.recognizer(),
                " for tuning",
                finished);
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
        Attacker who = attacker(attacker);
        String where = " on " + system.name() + " by " + attacker + ", " + accessory;
        List<List<AttackTask>> parts = system.byBuild(PhotographAttacks.of(tasks));
        Attack.Finished byCrops = PhotographAttacks.byCrops(tasks, finished);
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isEmpty()) {
                craft(who, accessory, parts.get(i), system.target(i, who), where, byCrops);
            }
        }
    }

    private void craft(
            Attacker attacker,
            String accessory,
            List<AttackTask> tasks,
            Recognizer victim,
            String where,
            Attack.Finished finished) {
        build(attacker)
                .craft(
                        tasks,
                        worn(accessory),
                        victim,
                        run.withProgress((label, total) -> run.begin(label + where, total)),
                        finished);
    }

    private Attack<Recognizer> build(Attacker attacker) {
        return attacker.attack() instanceof SurrogateAttackConfig transfer
                ? transfer.build(
                        transfer.surrogates().keySet().stream().map(surrogates).toList())
                : attacker.attack().buildForAny();
    }

    private Attacker attacker(String name) {
        return Objects.requireNonNull(config.attackers().get(name), name);
    }

    /**
     * Searches the grid on attacks of training faces and on the clean faces that they started from.
     *
     * @param attacks at least one, all with a target
     * @param journal keeps what each picture results in
     * @param ahead is told what is about to be asked about {@link #tuningFaces} and the attacks
     */
    public TuningResult tune(EnrolledSystem plain, ExampleSource attacks, RunContext journal, GridSearch.Ahead ahead) {
        return grid(plain).search(tuningFaces(attacks), attacks, plain.whiteBox(), journal, ahead);
    }

    /** Returns the clean faces that attacks for the grid search started from, each once. */
    public static List<Face> tuningFaces(ExampleSource attacks) {
        return attacks.faces().stream().distinct().toList();
    }

    /**
     * Answers some pictures of the grid search apart from it.
     *
     * @param tried the combinations that are tried, by their place in the grid
     * @param clean some of {@link #tuningFaces}
     * @param attacks some of the attacks
     * @param journal keeps what each picture results in
     */
    public void answerGrid(
            int[] tried, List<Face> clean, ExampleSource attacks, EnrolledSystem plain, RunContext journal) {
        grid(plain).answer(tried, clean, attacks, plain.whiteBox(), journal);
    }

    private GridSearch grid(EnrolledSystem plain) {
        return new GridSearch(Objects.requireNonNull(config.tuning()).grid(), plain.cleanMaps());
    }

    /** Returns what each system decides about the clean evaluation faces, and at what cost. */
    public List<CleanResult> clean(List<DefendedSystem> systems, TestBed bed) {
        return new Evaluation(config, run).clean(systems, bed);
    }

    /**
     * Returns what each system decides about the evaluation faces of honest people who wear something in a plain color.
     *
     * @param accessory one of the configured things that they wear
     */
    public List<WearersResult> wearers(String accessory, List<DefendedSystem> systems, TestBed bed) {
        return new WearersEvaluation(run)
                .of(
                        accessory,
                        Objects.requireNonNull(config.plainlyWorn().get(accessory), accessory),
                        bed.evaluation(),
                        systems);
    }

    /**
     * Evaluates the same attacks on several systems.
     *
     * @param attacker one of the configured attackers
     * @param accessory one of the configured accessories
     * @param attacks at least one
     * @param systems by what each decides about the clean faces
     * @return a cell for each system, in the same order
     */
    public List<Cell> evaluate(
            String attacker,
            String accessory,
            ExampleSource attacks,
            Map<DefendedSystem, CleanResult> systems,
            TestBed bed) {
        List<Cell> cells = new Evaluation(config, run).evaluate(attacker, accessory, attacks, systems, bed);
        PrintedTrial trial = config.printed();
        if (trial == null) {
            return cells;
        }
        List<PrintedRates> printed = new PrintedEvaluation(trial, run)
                .of(
                        printedAttacks(attacker, accessory, attacks, bed),
                        worn(accessory),
                        systems.keySet().stream()
                                .map(system -> new PrintedEvaluation.Victim(system.chain(), system::decide))
                                .toList(),
                        " by " + attacker + ", " + accessory,
                        ExampleGallery.name(attacker, accessory, "", "printed"));
        return IntStream.range(0, cells.size())
                .mapToObj(i -> cells.get(i).withPrinted(printed.get(i)))
                .toList();
    }

    /**
     * Returns the pictures of attacks that are printed, worn and photographed, which {@link PrintedRates#shown} names.
     *
     * @param attacker one of the configured attackers
     * @param accessory one of the configured accessories
     */
    public List<Image> captured(String attacker, String accessory, ExampleSource attacks, TestBed bed) {
        return new PrintedEvaluation(Objects.requireNonNull(config.printed()), run)
                .shown(printedAttacks(attacker, accessory, attacks, bed).get(0));
    }

    private List<PrintedAttack> printedAttacks(String attacker, String accessory, ExampleSource attacks, TestBed bed) {
        return PrintedAttack.all(
                plan(attacker(attacker), bed),
                attacks,
                worn(accessory),
                Objects.requireNonNull(config.printed()).pictures(),
                bed.facesOf(attacker(attacker)));
    }

    private Accessory worn(String name) {
        return Objects.requireNonNull(config.accessories().get(name), name);
    }

    /**
     * Evaluates how well a system with an open set knows its people.
     *
     * @param systems the defended systems
     * @param defenses what they decided about clean faces, in the same order
     */
    public OpenSetResult openSet(TestBed bed, List<DefendedSystem> systems, List<DefenseResult> defenses) {
        Recognizer recognizer = bed.plain().recognizer();
        return new OpenSetEvaluation(bed.evaluation(), bed.strangers(), run)
                .of(recognizer, recognizer.gallery().threshold().orElseThrow(), systems, defenses);
    }

    /** Returns how many evaluation faces the hardened head recognizes; null if no defense has one. */
    public @Nullable Rate hardened(TestBed bed) {
        return new Evaluation(config, run).hardened(bed);
    }

    /** Returns the attackers as reports describe them. */
    public List<AttackerSummary> attackers() {
        return config.attackers().entrySet().stream()
                .map(attacker -> attacker.getValue().summary(attacker.getKey()))
                .toList();
    }
}
