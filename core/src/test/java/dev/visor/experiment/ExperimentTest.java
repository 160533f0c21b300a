package dev.visor.experiment;

import static dev.visor.experiment.SmallSystem.FACES;
import static dev.visor.experiment.SmallSystem.OCCLUSIONS;
import static dev.visor.experiment.SmallSystem.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.ShapeFamily;
import dev.visor.accessory.Sticker;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.blackbox.SquareAttackConfig;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Rejection;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.defense.detection.CertifiedDetection;
import dev.visor.defense.detection.CertifiedDetectionConfig;
import dev.visor.defense.mask.LocalGradientsSmoothing;
import dev.visor.defense.mask.RandomizedMaskDefense;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.defense.mask.VotingMaskDefense;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.GridStrategy;
import dev.visor.experiment.ExperimentConfig.Split;
import dev.visor.experiment.ExperimentConfig.Tuning;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All attackers and defenses around linear recognizers and drawn faces: what goes where, and what is counted. */
class ExperimentTest {

    private static final String FRAME = "eyeglass frame";
    private static final RunContext CONTEXT = RunContext.of(4);
    private static final ExperimentConfig CONFIG = config();
    private static final EnrolledSystem PLAIN = linear(1);
    private static final EnrolledSystem HARDENED = linear(2);
    private static final ExperimentRun RUN =
            new ExperimentRun(CONFIG, FACES, PLAIN, Map.of(OCCLUSIONS, HARDENED), CONTEXT, Set.of("none", "tuned"));

    private static EnrolledSystem linear(long seed) {
        LinearRecognizer recognizer =
                LinearRecognizer.random(FACES.people(), SmallSystem.SIZE, SmallSystem.SIZE, 0.05, seed);
        List<Image> training = SPLIT.training().stream().map(Face::image).toList();
        return new EnrolledSystem(
                recognizer,
                CleanMaps.of(training, List.of(Readings.values()), recognizer, CONTEXT),
                SPLIT.training().stream().map(Face::id).collect(Collectors.toSet()));
    }

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
        List<AccessoryFamily> glasses = List.of(ShapeFamily.GLASSES);
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

    @Test
    void nothingIsEvaluatedOnFacesItWasTrainedOrCalibratedOn() {
        TestBed bed = RUN.bed();
        assertThat(bed.calibration()).hasSize(9).doesNotContainAnyElementsOf(bed.evaluation());
        assertThat(bed.evaluation()).hasSize(6);
        assertThat(bed.plain().trainingIds())
                .doesNotContainAnyElementsOf(
                        bed.evaluation().stream().map(Face::id).toList())
                .doesNotContainAnyElementsOf(
                        bed.calibration().stream().map(Face::id).toList());
        assertThat(RUN.tuningAttacks())
                .extracting(AdversarialExample::face)
                .hasSize(2)
                .isSubsetOf(PLAIN.trainingFaces(FACES));
        for (String attacker : CONFIG.attackers().keySet()) {
            assertThat(RUN.plan(attacker)).flatExtracting(AttackTask::faces).isSubsetOf(bed.evaluation());
        }
    }

    @Test
    void runsEveryAttackerAgainstEveryDefense() {
        assertThat(RUN.results())
                .extracting(DefenseResult::name)
                .isEqualTo(List.copyOf(CONFIG.defenses().keySet()));
        for (DefenseResult result : RUN.results()) {
            assertThat(result.cells()).hasSize(6);
            assertThat(result.clean().recognized().trials()).isEqualTo(6);
            for (Cell cell : result.cells()) {
                assertThat(result.cell(cell.attacker(), cell.accessory())).containsSame(cell);
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
        CleanResult clean = RUN.result(defense).clean();
        return List.of(clean.forwardPasses(), clean.backwardPasses());
    }

    @Test
    void certificatesHoldAndOnlyGlassesAreCertifiedAgainst() {
        DefenseResult certified = RUN.result("certified");
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
        assertThat(RUN.result("mask").cells()).allMatch(cell -> cell.brokenCertificates() == null);
    }

    @Test
    void whoDoesNotAdaptMakesTheSameAttacksOnEveryDefense() {
        Outcome first = RUN.result("none")
                .cell("unaware", FRAME)
                .orElseThrow()
                .outcomes()
                .get(0);
        for (DefenseResult result : RUN.results()) {
            assertThat(result.cell("unaware", FRAME)
                            .orElseThrow()
                            .outcomes()
                            .get(0)
                            .before())
                    .isEqualTo(first.before());
        }
        assertThat(RUN.result("certified")
                        .cell("adaptive", FRAME)
                        .orElseThrow()
                        .outcomes()
                        .get(0)
                        .before())
                .isNotEqualTo(first.before());
    }

    @Test
    void theTunedMaskIsTheBestCombination() {
        assertThat(RUN.tuned().points()).hasSize(4);
        assertThat(RUN.tuned().adversarialPictures()).isEqualTo(2);
        assertThat(RUN.bed().tuned()).contains(RUN.tuned().best().config());
        Experiment experiment = new Experiment(
                CONFIG.withDefenses(Map.of(
                        "none",
                        ChainConfig.NONE,
                        "spelled out",
                        chain(RUN.tuned().best().config()))),
                CONTEXT);
        CleanResult clean = experiment
                .clean(List.of(experiment.defend("spelled out", RUN.bed())), RUN.bed())
                .get(0);
        assertThat(clean).isEqualTo(RUN.result("tuned").clean());
        assertThat(RUN.tuningAttacks())
                .extracting(AdversarialExample::id)
                .hasSize(2)
                .allMatch(id -> id.startsWith("T"));
    }

    @Test
    void plansAreTheSameForEveryAttackerAccessoryAndDefense() {
        List<String> plan = RUN.plan("unaware").stream().map(AttackTask::id).toList();
        assertThat(plan).hasSize(3).allMatch(id -> id.startsWith("E"));
        assertThat(RUN.plan("adaptive")).isEqualTo(RUN.plan("unaware"));
        assertThat(RUN.plan("query-only")).isEqualTo(RUN.plan("unaware").subList(0, 2));
        for (DefenseResult result : RUN.results()) {
            for (String accessory : CONFIG.accessories().keySet()) {
                assertThat(result.cell("adaptive", accessory).orElseThrow().outcomes())
                        .extracting(Outcome::attack)
                        .containsExactlyInAnyOrderElementsOf(plan);
            }
        }
        assertThat(RUN.attacks())
                .extracting(AttackSummary::attacker)
                .containsExactly("unaware", "unaware", "adaptive", "adaptive", "query-only", "query-only");
    }

    @Test
    void itDoesNotMatterHowMuchIsDoneAtATime() {
        for (String name : List.of("mask", "randomized", "detector")) {
            DefendedSystem system = RUN.experiment().defend(name, RUN.bed());
            List<AdversarialExample> together = RUN.attack("adaptive", FRAME, system);
            List<AdversarialExample> alone = new ArrayList<>();
            RUN.plan("adaptive")
                    .forEach(task -> RUN.experiment()
                            .attack(
                                    "adaptive",
                                    FRAME,
                                    List.of(task),
                                    system,
                                    (made, examples) -> alone.addAll(examples)));
            assertThat(alone)
                    .extracting(AdversarialExample::image)
                    .isEqualTo(together.stream().map(AdversarialExample::image).toList());
            List<Outcome> outcomes = new ArrayList<>();
            for (AdversarialExample example : together) {
                outcomes.addAll(outcomes(system, List.of(example)));
            }
            assertThat(outcomes)
                    .isEqualTo(outcomes(system, together))
                    .isEqualTo(RUN.result(name)
                            .cell("adaptive", FRAME)
                            .orElseThrow()
                            .outcomes());
        }
    }

    private static List<Outcome> outcomes(DefendedSystem system, List<AdversarialExample> examples) {
        return RUN.experiment()
                .evaluate(
                        "adaptive",
                        FRAME,
                        ExampleSource.of(examples),
                        Map.of(system, RUN.result(system.name()).clean()),
                        RUN.bed())
                .get(0)
                .outcomes();
    }

    @Test
    void theHardenedHeadIsMeasuredOnTheEvaluationFaces() {
        Rate rate = RUN.experiment().hardened(RUN.bed());
        assertThat(rate).isEqualTo(recognized(HARDENED)).isNotEqualTo(recognized(PLAIN));
        TestBed without = new TestBed(
                RUN.bed().plain(),
                Map.of(),
                RUN.bed().training(),
                RUN.bed().evaluation(),
                RUN.bed().calibration(),
                List.of(),
                Optional.empty(),
                List.of());
        assertThat(RUN.experiment().hardened(without)).isNull();
    }

    private static Rate recognized(EnrolledSystem system) {
        int recognized = 0;
        for (Face face : RUN.bed().evaluation()) {
            recognized += system.recognizer().identify(face.image()).best().equals(face.identity()) ? 1 : 0;
        }
        return new Rate(recognized, RUN.bed().evaluation().size());
    }

    @Test
    void examplesNameAllTheirPictures() {
        Map<String, Image> pictures = RUN.gallery().pictures();
        assertThat(RUN.gallery().examples()).hasSize(2 * 2 * (3 + 3 + 2));
        for (Example example : RUN.gallery().examples()) {
            assertThat(pictures)
                    .containsKeys(
                            example.facePicture(),
                            example.targetPicture(),
                            example.startPicture(),
                            example.attackedPicture());
            assertThat(RUN.pictures()).contains(pictures.get(example.attackedPicture()));
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
    void examplesShowWhatEachMaskSeesOfTheAttackAndOfTheCleanFace() {
        List<AccessoryFamily> families = List.of(ShapeFamily.GLASSES, ShapeFamily.HAT_BAND);
        ChainConfig chain = chain(
                new CertifiedDetectionConfig(
                        families,
                        List.of(),
                        CoverConfig.UNION,
                        Fills.ZERO,
                        false,
                        0,
                        null,
                        1,
                        CertifiedDetection.Disagreement.ALARM,
                        0),
                new HardenedHead.Config());
        ExperimentConfig config = new ExperimentConfig(
                CONFIG.split(),
                OCCLUSIONS,
                CONFIG.accessories(),
                CONFIG.attackers(),
                Map.of("none", ChainConfig.NONE, "detection", chain),
                null,
                ExperimentConfig.Report.DEFAULT);
        Experiment experiment = new Experiment(config, CONTEXT);
        DefendedSystem system = experiment.defend("detection", RUN.bed());
        ExampleSource attacks = ExampleSource.of(RUN.tuningAttacks());
        CleanResult clean = experiment.clean(List.of(system), RUN.bed()).get(0);
        List<Outcome> outcomes = experiment
                .evaluate("unaware", FRAME, attacks, Map.of(system, clean), RUN.bed())
                .get(0)
                .outcomes();
        ExampleGallery gallery = new ExampleGallery(PLAIN.trainingFaces(FACES));
        gallery.add("unaware", FRAME, system, attacks, outcomes, List.of(0, 1), true);
        // Nothing is asked twice: the same faces need only be looked at in other accessories.
        long asked = system.counter().forward();
        gallery.add("unaware", "another", system, attacks, outcomes, List.of(0, 1), true);
        assertThat(system.counter().forward() - asked).isEqualTo(2 * families.size());
        assertThat(gallery.examples().get(2).underMasks().clean())
                .isEqualTo(gallery.examples().get(0).underMasks().clean());
        for (int i = 0; i < 2; i++) {
            AdversarialExample attack = RUN.tuningAttacks().get(i);
            UnderMasks shown = Objects.requireNonNull(gallery.examples().get(i).underMasks());
            assertThat(shown.masks()).extracting(UnderMasks.MaskView::mask).containsExactly("glasses", "hat band");
            for (UnderMasks.MaskView mask : shown.masks()) {
                seen(mask.attacked(), gallery, attack.image());
                seen(mask.clean(), gallery, attack.face().image());
            }
            // The glasses lie under their mask, so nothing there depends on them.
            UnderMasks.MaskView glasses = shown.masks().get(0);
            assertThat(glasses.attacked().plausible()).isEqualTo(glasses.clean().plausible());
            assertThat(gallery.pictures().get(glasses.attacked().picture()))
                    .isEqualTo(gallery.pictures().get(glasses.clean().picture()));
            assertThat(shown.clean())
                    .isEqualTo(Answer.of(
                            system.look(
                                            List.of(attack.face()),
                                            List.of(attack.face().image()))
                                    .get(0)
                                    .decision(),
                            attack));
        }
        assertThat(Declaration.of(chain, config.accessories()))
                .isEqualTo(new Declaration(List.of(
                        new Declaration.Family("glasses", List.of(FRAME)),
                        new Declaration.Family("hat band", List.of()))));
        assertThat(Declaration.of(ChainConfig.TUNED, config.accessories())).isNull();
    }

    /** The hardened head behind the masks answers, not the plain recognizer. */
    private static void seen(UnderMasks.View view, ExampleGallery gallery, Image whole) {
        Image left = Objects.requireNonNull(gallery.pictures().get(view.picture()));
        Scores scores = HARDENED.recognizer().identify(left);
        float[] pixels = whole.values();
        float[] seen = left.values();
        assertThat(left).isNotEqualTo(whole);
        assertThat(IntStream.range(0, pixels.length)).allMatch(i -> seen[i] == 0 || seen[i] == pixels[i]);
        assertThat(view.plausible())
                .containsExactly(new UnderMasks.Plausible(scores.best(), scores.confidence(scores.best())));
    }

    @Test
    void stopsWhenTheRunIsCancelled() {
        Experiment cancelled = new Experiment(CONFIG, CONTEXT.cancelledWhen(() -> true));
        DefendedSystem none = cancelled.defend("none", RUN.bed());
        assertThatThrownBy(() -> cancelled.clean(List.of(none), RUN.bed())).isInstanceOf(CancelledException.class);
        List<AttackTask> plan = RUN.plan("unaware");
        assertThatThrownBy(() -> cancelled.attack("unaware", FRAME, plan, none, (task, examples) -> {}))
                .isInstanceOf(CancelledException.class);
        ExampleSource attacks = ExampleSource.of(RUN.tuningAttacks());
        Map<DefendedSystem, CleanResult> systems =
                Map.of(none, RUN.result("none").clean());
        assertThatThrownBy(() -> cancelled.evaluate("unaware", FRAME, attacks, systems, RUN.bed()))
                .isInstanceOf(CancelledException.class);
    }
}
