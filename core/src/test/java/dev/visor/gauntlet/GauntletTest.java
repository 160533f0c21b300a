package dev.visor.gauntlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.Rectangle;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Loss;
import dev.visor.attack.SquareAttackConfig;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.LocalGradientsSmoothing;
import dev.visor.defense.Occlusions;
import dev.visor.defense.RandomizedMaskDefense;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.VotingMaskDefense;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.HeadTrainer;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.RunContext;
import dev.visor.saliency.MapKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All attackers and defenses on drawn weights and drawn faces: what goes where, and what is counted. */
class GauntletTest {

    private static final int SIZE = 72;
    private static final GradientAttackConfig QUICK = GradientAttackConfig.PATIENT.withEffort(
            new GradientAttackConfig.Effort(Loss.MARGIN, 1, 1, false, 0.9, 0.1));
    private static final GauntletConfig CONFIG = new GauntletConfig(
            0.5,
            0.5,
            new HeadTrainer.Config(List.of(8), 0.5, 3, 4, 1e-3, 1e-4),
            new Occlusions(List.of(AccessoryFamily.GLASSES), 1, 1, 0.4, Fills.ZERO, false, false),
            Map.of(
                    "unaware", new Attacker.Unaware(3, QUICK),
                    "adaptive", new Attacker.Adaptive(3, QUICK),
                    "query-only", new Attacker.QueryOnly(2, new SquareAttackConfig(6, 0.3, 4, 0.9))),
            accessories("eyeglass frame", "forehead sticker"),
            defenses());
    private static final FaceSet FACES = faces();
    private static final Run RUN = run(2);

    private static Map<String, Accessory> accessories(String... names) {
        Map<String, Accessory> accessories = new LinkedHashMap<>();
        for (String name : names) {
            accessories.put(name, Accessories.parse(name));
        }
        return accessories;
    }

    private static Map<String, List<DefenseConfig>> defenses() {
        Map<String, List<DefenseConfig>> defenses = new LinkedHashMap<>();
        defenses.put("none", List.of());
        defenses.put("mask", List.of(new DefenseConfig.SaliencyMask(SaliencyMaskConfig.DEFAULT)));
        defenses.put("voting", List.of(new DefenseConfig.VotingMasks(VotingMaskDefense.Config.DEFAULT)));
        defenses.put("randomized", List.of(new DefenseConfig.RandomizedMask(RandomizedMaskDefense.Config.DEFAULT)));
        defenses.put("smoothing", List.of(new DefenseConfig.Smoothing(LocalGradientsSmoothing.Config.PAPER)));
        defenses.put(
                "certified",
                List.of(
                        new DefenseConfig.Certified(
                                List.of(AccessoryFamily.GLASSES), CoverConfig.SHAPES, Fills.ZERO, null),
                        new DefenseConfig.OcclusionTrained()));
        defenses.put(
                "confirmed",
                List.of(
                        new DefenseConfig.Certified(
                                List.of(AccessoryFamily.GLASSES),
                                CoverConfig.UNION,
                                Fills.ZERO,
                                new FalseAlarmRate(0.2)),
                        new DefenseConfig.OcclusionTrained()));
        defenses.put(
                "detector",
                List.of(
                        new DefenseConfig.Detector(
                                List.of(MapKind.parse("relative positive")),
                                List.of(SaliencyMaskConfig.DEFAULT),
                                List.of(AccessoryFamily.GLASSES),
                                List.of(AccessoryFamily.GLASSES),
                                true,
                                new FalseAlarmRate(0.2)),
                        new DefenseConfig.Reject(0.3)));
        return defenses;
    }

    private static FaceSet faces() {
        List<Face> faces = new ArrayList<>();
        List<Identity> people = RandomSystem.PEOPLE.subList(0, 3);
        for (Image image : RandomSystem.pictures(21, 30, SIZE, SIZE)) {
            faces.add(new Face(
                    "face " + faces.size(), people.get(faces.size() % 3), image, Alignment.DLIB.landmarks(SIZE, SIZE)));
        }
        return new FaceSet("drawn", Alignment.DLIB, faces);
    }

    private record Run(Arena arena, List<DefenseResult> results) {}

    private static Run run(int threads) {
        Gauntlet gauntlet = new Gauntlet(CONFIG, RunContext.of(4));
        gauntlet.check(FACES);
        try (RandomSystem random = RandomSystem.start(threads, Alignment.DLIB, SIZE, SIZE)) {
            EnrolledSystem plain = gauntlet.train(FACES, random.backbone()).system();
            Map<Occlusions, EnrolledSystem> hardened = new LinkedHashMap<>();
            CONFIG.hardenedBy()
                    .forEach(occlusions -> hardened.put(occlusions, gauntlet.harden(plain, occlusions, FACES)));
            Arena arena = gauntlet.arena(plain, hardened, FACES);
            DefendedSystem undefended = gauntlet.defend("none", arena);
            List<DefenseResult> results = new ArrayList<>();
            for (String name : CONFIG.defenses().keySet()) {
                DefendedSystem system = gauntlet.defend(name, arena);
                CleanResult clean = gauntlet.clean(system, arena);
                List<Cell> cells = new ArrayList<>();
                CONFIG.attackers()
                        .forEach((attacker, who) -> CONFIG.accessories()
                                .keySet()
                                .forEach(accessory -> cells.add(gauntlet.evaluate(
                                        attacker,
                                        accessory,
                                        attacks(
                                                gauntlet,
                                                attacker,
                                                accessory,
                                                arena,
                                                who.adapts() ? system : undefended),
                                        system,
                                        clean))));
                results.add(new DefenseResult(
                        name, system.chain().stream().map(DefenseConfig::name).toList(), clean, cells));
            }
            plain.recognizer().close();
            hardened.values().forEach(system -> system.recognizer().close());
            return new Run(arena, results);
        }
    }

    private static ExampleSource attacks(
            Gauntlet gauntlet, String attacker, String accessory, Arena arena, DefendedSystem system) {
        List<AttackTask> plan = gauntlet.plan(CONFIG.attackers().get(attacker), arena);
        List<AdversarialExample> examples = new ArrayList<>();
        gauntlet.attack(attacker, accessory, plan, system, (task, made) -> examples.addAll(made));
        assertThat(examples).hasSameSizeAs(plan);
        assertThat(examples).extracting(AdversarialExample::face).isSubsetOf(arena.told());
        return ExampleSource.of(examples);
    }

    @Test
    void runsEveryAttackerAgainstEveryDefense() {
        assertThat(RUN.arena.calibration()).doesNotContainAnyElementsOf(RUN.arena.told());
        assertThat(RUN.arena.plain().trainingIds())
                .doesNotContainAnyElementsOf(
                        RUN.arena.told().stream().map(Face::id).toList())
                .doesNotContainAnyElementsOf(
                        RUN.arena.calibration().stream().map(Face::id).toList());
        int told = RUN.arena.told().size();
        for (DefenseResult result : RUN.results) {
            assertThat(result.cells()).hasSize(6);
            assertThat(result.clean().recognized().trials()).isEqualTo(told);
            for (Cell cell : result.cells()) {
                int counted = cell.success().hits()
                        + cell.recognized().hits()
                        + cell.tampered().hits()
                        + cell.unknown().hits();
                assertThat(counted).isLessThanOrEqualTo(cell.success().trials());
                assertThat(cell.success().trials()).isEqualTo(cell.attacker().equals("query-only") ? 2 : 3);
                assertThat(cell.gradients() != null).isEqualTo(cell.attacker().equals("adaptive"));
            }
        }
        assertThat(costs("none")).isEqualTo(List.of(1.0, 0.0));
        assertThat(costs("mask")).isEqualTo(List.of(1.0, 1.0));
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

    private static DefenseResult result(String defense) {
        return RUN.results.stream()
                .filter(result -> result.name().equals(defense))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void certificatesHoldAndOnlyGlassesAreCertifiedAgainst() {
        DefenseResult certified = result("certified");
        assertThat(certified.chain()).containsExactly("certified masking", "hardened head");
        for (Cell cell : certified.cells()) {
            Rate broken = cell.brokenCertificates();
            if (cell.accessory().equals("eyeglass frame")) {
                assertThat(broken).isNotNull();
                assertThat(broken.hits()).isZero();
            } else {
                assertThat(broken).isNull();
            }
        }
        assertThat(result("mask").cells()).allMatch(cell -> cell.brokenCertificates() == null);
        assertThat(run(1).results).usingRecursiveComparison().isEqualTo(RUN.results);
    }

    @Test
    void refusesWhatCanNotBeRunBeforeItRuns() {
        Map<String, List<DefenseConfig>> defenses = new LinkedHashMap<>(CONFIG.defenses());
        defenses.put("strict", List.of(DefenseConfig.Detector.RECOMMENDED));
        assertThatThrownBy(() -> new Gauntlet(with(defenses), RunContext.of(4)).check(FACES))
                .hasMessage(
                        "the defense \"strict\" can't be set: there are 9 clean faces for a false alarm rate of 0.01,"
                                + " must be at least 99");
        GauntletConfig far =
                CONFIG.withAccessories(Map.of("far patch", new Rectangle(new FacePoint(9, 9), 0.1, 0.1, 0)));
        assertThatThrownBy(() -> new Gauntlet(far, RunContext.of(4)).check(FACES))
                .hasMessage("\"far patch\" does not fit: the accessory lies outside the picture");
        defenses.remove("strict");
        defenses.put(
                "late",
                List.of(new DefenseConfig.SaliencyMask(SaliencyMaskConfig.DEFAULT), DefenseConfig.Certified.GLASSES));
        assertThatThrownBy(() -> with(defenses))
                .hasMessage(
                        "illegal order of defenses: saliency mask before certified masking, which must see pictures as"
                                + " they were presented");
        defenses.remove("late");
        defenses.remove("none");
        assertThatThrownBy(() -> with(defenses))
                .hasMessage("illegal number of empty chains: 0, must be at least 1, to compare the others with");
        assertThatThrownBy(() -> with(Map.of("a/b", List.of())))
                .hasMessage(
                        "illegal name among the defenses: \"a/b\", must be up to 40 letters, digits, spaces, - and _");
    }

    private static GauntletConfig with(Map<String, List<DefenseConfig>> defenses) {
        return new GauntletConfig(
                CONFIG.validationShare(),
                CONFIG.calibrationShare(),
                CONFIG.head(),
                CONFIG.occlusions(),
                CONFIG.attackers(),
                CONFIG.accessories(),
                defenses);
    }
}
