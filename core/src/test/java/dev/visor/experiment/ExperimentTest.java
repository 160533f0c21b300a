package dev.visor.experiment;

import static dev.visor.experiment.SmallSystem.FACES;
import static dev.visor.experiment.SmallSystem.OCCLUSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.Sticker;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.SquareAttackConfig;
import dev.visor.defense.CertifiedMasking;
import dev.visor.defense.ChainConfig;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.LocalGradientsSmoothing;
import dev.visor.defense.RandomizedMaskDefense;
import dev.visor.defense.Rejection;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.TamperDetector;
import dev.visor.defense.Threshold;
import dev.visor.defense.VotingMaskDefense;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Grid;
import dev.visor.evaluation.GridStrategy;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TuningResult;
import dev.visor.experiment.ExperimentConfig.Split;
import dev.visor.experiment.ExperimentConfig.Tuning;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All attackers and defenses on drawn weights and drawn faces: what goes where, and what is counted. */
class ExperimentTest {

    private static final String FRAME = "eyeglass frame";
    private static final ExperimentConfig CONFIG = config();
    private static final Run RUN = run(SmallSystem.shared());

    private static ExperimentConfig config() {
        AttackConfig quick = GradientAttackConfig.PATIENT.withEffort(
                new GradientAttackConfig.Effort(Loss.MARGIN, 1, 1, false, 0.9, 0.1));
        Map<String, Attacker> attackers = new LinkedHashMap<>();
        attackers.put("unaware", attacker(Attacker.Knows.SYSTEM, 3, quick));
        attackers.put("adaptive", attacker(Attacker.Knows.DEFENSE, 3, quick));
        attackers.put("query-only", attacker(Attacker.Knows.DEFENSE, 2, new SquareAttackConfig(6, 0.3, 4, 0.9)));
        Map<String, Accessory> accessories = new LinkedHashMap<>();
        accessories.put(FRAME, EyeglassFrame.DEFAULT);
        accessories.put("forehead sticker", Sticker.FOREHEAD);
        Grid grid = new Grid(
                List.of(MapKind.relative(Readings.GRADIENT_TIMES_INPUT)),
                List.of(Threshold.quantile(0.9)),
                List.of(1),
                List.of(0, 40),
                List.of(Fills.ZERO, Fills.TELEA),
                150,
                GridStrategy.EXHAUSTIVE,
                0);
        return new ExperimentConfig(
                new Split(0.5, 0.5),
                OCCLUSIONS,
                accessories,
                attackers,
                defenses(),
                new Tuning(2, grid),
                ExperimentConfig.Report.DEFAULT);
    }

    private static Attacker attacker(Attacker.Knows knows, int pairs, AttackConfig attack) {
        return new Attacker(knows, pairs, Attacker.Goal.IMPERSONATION, null, null, 1, attack);
    }

    private static Map<String, ChainConfig> defenses() {
        FalseAlarmRate rate = new FalseAlarmRate(0.2);
        List<AccessoryFamily> glasses = List.of(AccessoryFamily.GLASSES);
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put("none", ChainConfig.NONE);
        defenses.put("mask", chain(SaliencyMaskConfig.DEFAULT));
        defenses.put("tuned", ChainConfig.TUNED);
        defenses.put("voting", chain(VotingMaskDefense.Config.DEFAULT));
        defenses.put("randomized", chain(RandomizedMaskDefense.Config.DEFAULT));
        defenses.put("smoothing", chain(LocalGradientsSmoothing.Config.PAPER));
        defenses.put(
                "certified",
                chain(
                        new CertifiedMasking.Config(glasses, CoverConfig.SHAPES, Fills.ZERO, null),
                        new HardenedHead.Config()));
        defenses.put(
                "confirmed",
                chain(
                        new CertifiedMasking.Config(glasses, CoverConfig.UNION, Fills.ZERO, rate),
                        new HardenedHead.Config()));
        defenses.put(
                "detector",
                chain(
                        new TamperDetector.Config(
                                List.of(MapKind.relative(Readings.POSITIVE)),
                                List.of(SaliencyMaskConfig.DEFAULT),
                                glasses,
                                glasses,
                                true,
                                rate),
                        new Rejection(0.3)));
        return defenses;
    }

    private static ChainConfig chain(DefenseConfig... elements) {
        return new ChainConfig(List.of(elements));
    }

    private record Run(
            TestBed bed,
            TuningResult tuned,
            List<AttackSummary> attacks,
            List<Image> pictures,
            List<DefenseResult> results,
            ExampleGallery gallery) {}

    private static Run run(SmallSystem system) {
        Experiment experiment = new Experiment(CONFIG, RunContext.of(4));
        experiment.check(FACES);
        List<AdversarialExample> tuning = new ArrayList<>();
        experiment.attackForTuning(
                experiment.tuningPlan(system.plain(), FACES),
                system.plain(),
                (task, examples) -> tuning.addAll(examples));
        assertThat(tuning)
                .extracting(AdversarialExample::face)
                .isSubsetOf(system.plain().trainingFaces(FACES));
        TuningResult tuned = experiment.tune(system.plain(), ExampleSource.of(tuning), RunContext.of(4));
        TestBed bed = experiment.testBed(
                system.plain(),
                Map.of(OCCLUSIONS, system.hardened()),
                FACES,
                Optional.of(tuned.best().config()));
        Map<DefendedSystem, CleanResult> systems = systems(experiment, bed);
        Map<DefendedSystem, List<Cell>> cells = new LinkedHashMap<>();
        systems.keySet().forEach(defended -> cells.put(defended, new ArrayList<>()));
        List<AttackSummary> summaries = new ArrayList<>(List.of(AttackSummary.of("tuning", FRAME, records(tuning))));
        List<Image> pictures = new ArrayList<>();
        ExampleGallery gallery = new ExampleGallery(system.plain().trainingFaces(FACES));
        CONFIG.attackers()
                .forEach((name, attacker) -> CONFIG.accessories().keySet().forEach(accessory -> {
                    List<AdversarialExample> shared = attack(
                            experiment,
                            name,
                            accessory,
                            bed,
                            systems.keySet().iterator().next());
                    summaries.add(AttackSummary.of(name, accessory, records(shared)));
                    systems.forEach((defended, clean) -> {
                        List<AdversarialExample> examples =
                                attacker.adapts() ? attack(experiment, name, accessory, bed, defended) : shared;
                        Cell cell = experiment
                                .evaluate(name, accessory, ExampleSource.of(examples), Map.of(defended, clean), bed)
                                .get(0);
                        Objects.requireNonNull(cells.get(defended)).add(cell);
                        examples.forEach(example -> pictures.add(example.image()));
                        if (defended.name().equals("tuned") || defended.name().equals("none")) {
                            gallery.add(name, accessory, defended, examples, cell.outcomes(), !attacker.adapts());
                        }
                    });
                }));
        List<DefenseResult> results = new ArrayList<>();
        systems.forEach((defended, clean) -> results.add(new DefenseResult(
                defended.name(), defended.chain().names(), clean, Objects.requireNonNull(cells.get(defended)))));
        return new Run(bed, tuned, summaries, pictures, results, gallery);
    }

    private static Map<DefendedSystem, CleanResult> systems(Experiment experiment, TestBed bed) {
        List<DefendedSystem> systems = CONFIG.defenses().keySet().stream()
                .map(name -> experiment.defend(name, bed))
                .toList();
        List<CleanResult> clean = experiment.clean(systems, bed);
        Map<DefendedSystem, CleanResult> results = new LinkedHashMap<>();
        for (int i = 0; i < systems.size(); i++) {
            results.put(systems.get(i), clean.get(i));
        }
        return results;
    }

    private static List<AdversarialExample> attack(
            Experiment experiment, String attacker, String accessory, TestBed bed, DefendedSystem system) {
        List<AttackTask> plan = experiment.plan(attackerCalled(attacker), bed);
        List<AdversarialExample> examples = new ArrayList<>();
        experiment.attack(attacker, accessory, plan, system, (task, made) -> examples.addAll(made));
        assertThat(examples)
                .extracting(AdversarialExample::id)
                .containsExactlyInAnyOrderElementsOf(
                        plan.stream().map(AttackTask::id).toList());
        assertThat(examples).extracting(AdversarialExample::face).isSubsetOf(bed.evaluation());
        return examples;
    }

    private static Attacker attackerCalled(String name) {
        return Objects.requireNonNull(CONFIG.attackers().get(name));
    }

    private static List<AttackRecord> records(List<AdversarialExample> examples) {
        return examples.stream().map(AttackRecord::of).toList();
    }

    private static DefenseResult result(String defense) {
        return RUN.results.stream()
                .filter(result -> result.name().equals(defense))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsEvaluatedOnFacesItWasTrainedOrCalibratedOn() {
        TestBed bed = RUN.bed;
        assertThat(bed.calibration()).hasSize(9).doesNotContainAnyElementsOf(bed.evaluation());
        assertThat(bed.evaluation()).hasSize(6);
        assertThat(bed.plain().trainingIds())
                .doesNotContainAnyElementsOf(
                        bed.evaluation().stream().map(Face::id).toList())
                .doesNotContainAnyElementsOf(
                        bed.calibration().stream().map(Face::id).toList());
    }

    @Test
    void runsEveryAttackerAgainstEveryDefense() {
        assertThat(RUN.results)
                .extracting(DefenseResult::name)
                .isEqualTo(List.copyOf(CONFIG.defenses().keySet()));
        for (DefenseResult result : RUN.results) {
            assertThat(result.cells()).hasSize(6);
            assertThat(result.clean().recognized().trials()).isEqualTo(6);
            for (Cell cell : result.cells()) {
                assertThat(cell).isSameAs(result.cell(cell.attacker(), cell.accessory()));
                int counted = cell.success().hits()
                        + cell.recognized().hits()
                        + cell.tampered().hits()
                        + cell.unknown().hits();
                int attacks = cell.attacker().equals("query-only") ? 2 : 3;
                assertThat(counted).isLessThanOrEqualTo(attacks);
                assertThat(cell.success().trials()).isEqualTo(attacks);
                assertThat(cell.outcomes()).hasSize(attacks);
                assertThat(cell.gradients() != null).isEqualTo(cell.attacker().equals("adaptive"));
                assertThat(cell.maxSteps()).isEqualTo(cell.attacker().equals("query-only") ? 6 : 1);
            }
        }
    }

    /** Passes are counted for each system by itself, though the systems share what they can. */
    @Test
    void cleanFacesCostWhatEachDefenseTakes() {
        assertThat(costs("none")).isEqualTo(List.of(1.0, 0.0));
        assertThat(costs("mask")).isEqualTo(List.of(1.0, 1.0));
        assertThat(costs("tuned")).isEqualTo(List.of(1.0, 1.0));
        assertThat(costs("voting")).isEqualTo(List.of(1.0, 1.0));
        assertThat(costs("smoothing")).isEqualTo(List.of(1.0, 0.0));
        // The answer, and one more under the saliency mask and without glasses.
        assertThat(costs("detector")).isEqualTo(List.of(3.0, 1.0));
        assertThat(costs("certified").get(0)).isBetween(3.0, 6.0);
    }

    private static List<Double> costs(String defense) {
        CleanResult clean = result(defense).clean();
        return List.of(clean.forwardPasses(), clean.backwardPasses());
    }

    @Test
    void certificatesHoldAndOnlyGlassesAreCertifiedAgainst() {
        DefenseResult certified = result("certified");
        assertThat(certified.chain()).containsExactly("certified masking", "hardened head");
        for (Cell cell : certified.cells()) {
            Rate broken = cell.brokenCertificates();
            if (cell.accessory().equals(FRAME)) {
                assertThat(broken)
                        .isNotNull()
                        .satisfies(rate -> assertThat(rate.hits()).isZero());
            } else {
                assertThat(broken).isNull();
            }
        }
        assertThat(result("mask").cells()).allMatch(cell -> cell.brokenCertificates() == null);
    }

    @Test
    void whoDoesNotAdaptMakesTheSameAttacksOnEveryDefense() {
        Outcome first = result("none").cell("unaware", FRAME).outcomes().get(0);
        for (DefenseResult result : RUN.results) {
            assertThat(result.cell("unaware", FRAME).outcomes().get(0).before()).isEqualTo(first.before());
        }
        assertThat(result("certified").cell("adaptive", FRAME).outcomes().get(0).before())
                .isNotEqualTo(first.before());
    }

    @Test
    void theTunedMaskIsTheBestCombination() {
        assertThat(RUN.tuned.points()).hasSize(4);
        assertThat(RUN.tuned.adversarialPictures()).isEqualTo(2);
        assertThat(RUN.bed.tuned()).contains(RUN.tuned.best().config());
        Experiment experiment = new Experiment(
                CONFIG.withDefenses(Map.of(
                        "none",
                        ChainConfig.NONE,
                        "spelled out",
                        chain(RUN.tuned.best().config()))),
                RunContext.of(4));
        CleanResult clean = experiment
                .clean(List.of(experiment.defend("spelled out", RUN.bed)), RUN.bed)
                .get(0);
        assertThat(clean).isEqualTo(result("tuned").clean());
        assertThat(RUN.attacks.get(0).attacks())
                .extracting(AttackRecord::id)
                .hasSize(2)
                .allMatch(id -> id.startsWith("T"));
    }

    @Test
    void plansAreTheSameForEveryAccessoryAndDefense() {
        for (AttackSummary summary : RUN.attacks.subList(1, 5)) {
            assertThat(summary.attacks())
                    .extracting(AttackRecord::id)
                    .isEqualTo(RUN.attacks.get(1).attacks().stream()
                            .map(AttackRecord::id)
                            .toList())
                    .hasSize(3)
                    .allMatch(id -> id.startsWith("E"));
        }
        for (DefenseResult result : RUN.results) {
            assertThat(result.cell("adaptive", FRAME).outcomes())
                    .extracting(Outcome::attack)
                    .containsExactlyInAnyOrderElementsOf(RUN.attacks.get(1).attacks().stream()
                            .map(AttackRecord::id)
                            .toList());
        }
    }

    @Test
    void theSameSeedGivesTheSameOutcomeForAnyNumberOfThreads() {
        try (SmallSystem again = SmallSystem.start(1)) {
            Run run = run(again);
            assertThat(run.tuned).isEqualTo(RUN.tuned);
            assertThat(run.attacks).isEqualTo(RUN.attacks);
            assertThat(run.pictures).isEqualTo(RUN.pictures);
            assertThat(run.results).isEqualTo(RUN.results);
            assertThat(run.gallery.examples()).isEqualTo(RUN.gallery.examples());
            assertThat(run.gallery.pictures()).isEqualTo(RUN.gallery.pictures());
        }
    }

    @Test
    void itDoesNotMatterHowMuchIsDoneAtATime() {
        Experiment experiment = new Experiment(CONFIG, RunContext.of(4));
        for (String name : List.of("mask", "randomized", "detector")) {
            DefendedSystem system = experiment.defend(name, RUN.bed);
            List<AdversarialExample> together = attack(experiment, "adaptive", FRAME, RUN.bed, system);
            List<AdversarialExample> alone = new ArrayList<>();
            experiment
                    .plan(attackerCalled("adaptive"), RUN.bed)
                    .forEach(task -> experiment.attack(
                            "adaptive", FRAME, List.of(task), system, (made, examples) -> alone.addAll(examples)));
            assertThat(alone)
                    .extracting(AdversarialExample::image)
                    .isEqualTo(together.stream().map(AdversarialExample::image).toList());
            List<Outcome> outcomes = new ArrayList<>();
            for (AdversarialExample example : together) {
                outcomes.addAll(outcomes(experiment, system, List.of(example)));
            }
            assertThat(outcomes).isEqualTo(outcomes(experiment, system, together));
            assertThat(outcomes).isEqualTo(result(name).cell("adaptive", FRAME).outcomes());
        }
    }

    private static List<Outcome> outcomes(
            Experiment experiment, DefendedSystem system, List<AdversarialExample> examples) {
        return experiment
                .evaluate(
                        "adaptive",
                        FRAME,
                        ExampleSource.of(examples),
                        Map.of(system, result(system.name()).clean()),
                        RUN.bed)
                .get(0)
                .outcomes();
    }

    @Test
    void theHardenedHeadIsMeasuredOnTheEvaluationFaces() {
        Experiment experiment = new Experiment(CONFIG, RunContext.of(4));
        Rate rate = experiment.hardened(RUN.bed);
        int recognized = 0;
        for (Face face : RUN.bed.evaluation()) {
            recognized += SmallSystem.shared()
                            .hardened()
                            .recognizer()
                            .identify(face.image())
                            .best()
                            .equals(face.identity())
                    ? 1
                    : 0;
        }
        assertThat(rate).isEqualTo(new Rate(recognized, 6));
        TestBed without = new TestBed(
                RUN.bed.plain(), Map.of(), RUN.bed.evaluation(), RUN.bed.calibration(), Optional.empty(), List.of());
        assertThat(experiment.hardened(without)).isNull();
    }

    @Test
    void examplesNameAllTheirPictures() {
        Map<String, Image> pictures = RUN.gallery.pictures();
        assertThat(RUN.gallery.examples()).hasSize(2 * 2 * (3 + 3 + 2));
        for (Example example : RUN.gallery.examples()) {
            assertThat(pictures)
                    .containsKeys(
                            example.facePicture(),
                            example.targetPicture(),
                            example.startPicture(),
                            example.attackedPicture());
            assertThat(RUN.pictures).contains(pictures.get(example.attackedPicture()));
            List<String> masked = List.of(example.saliencyPicture(), example.maskPicture(), example.cleansedPicture());
            if (example.defense().equals("none")) {
                assertThat(masked).containsOnly("");
            } else {
                assertThat(pictures).containsKeys(masked.toArray(String[]::new));
            }
        }
        // Attacks that both defenses meet are kept once.
        int attacks = 2 * (3 + 2 * 3 + 2 * 2);
        int masked = 2 * (3 + 3 + 2);
        assertThat(pictures).hasSize(4 * attacks + 3 * masked);
    }

    @Test
    void stopsWhenTheRunIsCancelled() {
        Experiment cancelled = new Experiment(CONFIG, RunContext.of(4).cancelledWhen(() -> true));
        DefendedSystem none = cancelled.defend("none", RUN.bed);
        assertThatThrownBy(() -> cancelled.clean(List.of(none), RUN.bed)).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> attack(cancelled, "unaware", FRAME, RUN.bed, none))
                .isInstanceOf(CancelledException.class);
    }
}
