package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.ShapeFamily;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Impersonation;
import dev.visor.attack.blackbox.SquareAttackConfig;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Occlusions;
import dev.visor.defense.Role;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.defense.mask.RandomizedMaskDefense;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.experiment.DefendedSystem.Look;
import dev.visor.experiment.ExperimentConfig.Split;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Chains before a linear recognizer, all of whose faces are held out. */
class DefendedSystemTest {

    private static final int SIZE = SmallSystem.SIZE;
    private static final RunContext RUN = RunContext.of(7);
    private static final FaceSet FACES = SmallSystem.faces(60);
    private static final LinearRecognizer RECOGNIZER =
            LinearRecognizer.random(RandomSystem.PEOPLE.subList(0, 3), SIZE, SIZE, 0.05);
    private static final CleanMaps CLEAN_MAPS =
            CleanMaps.of(images(FACES.faces().subList(0, 5)), List.of(Readings.values()), RECOGNIZER, RunContext.of(1));
    private static final EnrolledSystem SYSTEM = new EnrolledSystem(RECOGNIZER, CLEAN_MAPS, Set.of());
    private static final ChainConfig DETECTOR = new ChainConfig(List.of(new TamperDetector.Config(
            List.of(), List.of(), List.of(ShapeFamily.GLASSES), List.of(), false, new FalseAlarmRate(0.2))));
    private static final ExperimentConfig CONFIG = ExperimentConfig.DEFAULT
            .withSplit(new Split(0.2, 0))
            .withDefenses(defenses("mask", "randomized", "second"));

    private static Map<String, ChainConfig> defenses(String... names) {
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put("none", ChainConfig.NONE);
        defenses.put("detector", DETECTOR);
        for (String name : names) {
            defenses.put(
                    name,
                    new ChainConfig(List.of(
                            name.equals("mask") ? SaliencyMaskConfig.DEFAULT : RandomizedMaskDefense.Config.DEFAULT)));
        }
        return defenses;
    }

    private static List<Image> images(List<Face> faces) {
        return faces.stream().map(Face::image).toList();
    }

    private static TestBed bed(Experiment experiment) {
        return experiment.testBed(SYSTEM, Map.of(), FACES, Optional.empty());
    }

    private static DefendedSystem defend(String name) {
        Experiment experiment = new Experiment(CONFIG, RUN);
        return experiment.defend(name, bed(experiment));
    }

    /** Returns a detector that is calibrated on some faces. */
    private static WhiteBoxRecognizer calibrated(List<Face> faces) {
        Face any = faces.get(0);
        return DETECTOR.build(new DefenseContext(
                        RECOGNIZER,
                        Occlusions.DEFAULT,
                        Map.of(),
                        CLEAN_MAPS,
                        any.landmarks(),
                        SIZE,
                        SIZE,
                        () -> faces,
                        Optional.empty(),
                        RUN))
                .protect(RECOGNIZER);
    }

    /** Takes the recognizer's place, as a plugin may, without a head that was trained for it. */
    private record Stranger() implements DefenseConfig {

        @Override
        public String name() {
            return "stranger";
        }

        @Override
        public Role role() {
            return Role.REPLACES;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new HardenedHead(context.whiteBox());
        }
    }

    @Test
    void whatTakesTheRecognizersPlaceNeedsNoHardenedHead() {
        Map<String, ChainConfig> defenses =
                Map.of("none", ChainConfig.NONE, "stranger", new ChainConfig(List.of(new Stranger())));
        Experiment experiment = new Experiment(CONFIG.withDefenses(defenses), RUN);
        TestBed bed = bed(experiment);
        DefendedSystem system = experiment.defend("stranger", bed);
        assertThat(verdicts(system, bed.evaluation())).containsOnly(Verdict.PERSON);
    }

    @Test
    void noFaceIsJudgedByTheBuildThatItCalibrated() {
        Experiment experiment = new Experiment(CONFIG, RUN);
        TestBed bed = bed(experiment);
        DefendedSystem system = experiment.defend("detector", bed);
        List<Verdict> verdicts = verdicts(system, bed.evaluation());
        int different = 0;
        for (int half = 0; half < 2; half++) {
            WhiteBoxRecognizer own = calibrated(bed.halves().get(half));
            WhiteBoxRecognizer other = calibrated(bed.halves().get(1 - half));
            for (Face face : bed.halves().get(half)) {
                Verdict verdict = verdicts.get(bed.evaluation().indexOf(face));
                assertThat(verdict).isEqualTo(other.decide(face.image()).verdict());
                different += verdict == own.decide(face.image()).verdict() ? 0 : 1;
            }
        }
        assertThat(different)
                .as("faces that the other build would judge otherwise")
                .isPositive();
        assertThat(verdicts).contains(Verdict.TAMPERED, Verdict.PERSON);
    }

    private static List<Verdict> verdicts(DefendedSystem system, List<Face> faces) {
        return system.look(faces, images(faces)).stream()
                .map(look -> look.decision().verdict())
                .toList();
    }

    @Test
    void theOrderOfThePicturesDoesNotMatter() {
        DefendedSystem system = defend("detector");
        List<Verdict> verdicts = verdicts(system, FACES.faces());
        List<Face> backwards = new ArrayList<>(FACES.faces());
        java.util.Collections.reverse(backwards);
        List<Verdict> reversed = new ArrayList<>(verdicts(system, backwards));
        java.util.Collections.reverse(reversed);
        assertThat(reversed).isEqualTo(verdicts);
        List<Face> few = FACES.faces().subList(7, 9);
        assertThat(verdicts(system, few)).isEqualTo(verdicts.subList(7, 9));
    }

    @Test
    void attacksGoToTheBuildThatTheirFaceIsEvaluatedOn() {
        Experiment experiment = new Experiment(CONFIG, RUN);
        TestBed bed = bed(experiment);
        DefendedSystem system = experiment.defend("detector", bed);
        List<AttackTask> tasks = experiment.plan(Attacker.ADAPTIVE, bed);
        List<List<AttackTask>> parts = system.byBuild(tasks);
        assertThat(parts).hasSize(2).allMatch(part -> !part.isEmpty());
        assertThat(parts.get(0).size() + parts.get(1).size()).isEqualTo(tasks.size());
        for (int half = 0; half < 2; half++) {
            assertThat(parts.get(half))
                    .extracting(task -> task.faces().get(0))
                    .isSubsetOf(bed.halves().get(half));
        }
        assertThat(defend("mask").byBuild(tasks)).containsExactly(tasks);
    }

    @Test
    void facesThatNothingIsEvaluatedOnAreRefused() {
        Face any = FACES.faces().get(0);
        Face stranger = new Face("stranger", any.identity(), any.image(), any.landmarks());
        DefendedSystem system = defend("detector");
        assertThatThrownBy(() -> system.of(stranger)).hasMessage("the face stranger is no evaluation face");
        AttackTask task = new AttackTask("a", List.of(stranger), new Impersonation(RandomSystem.PEOPLE.get(1)));
        assertThatThrownBy(() -> system.byBuild(List.of(task))).isInstanceOf(IllegalArgumentException.class);
    }

    /** The draws of a randomized mask are secret, so whoever follows gradients has to take the mean over others. */
    @Test
    void whoAdaptsFollowsTheSurrogateAndWhoQueriesAsksTheDefendedSystem() {
        DefendedSystem system = defend("randomized");
        Image picture = FACES.faces().get(0).image();
        float[] defended = logits(
                system.look(FACES.faces().subList(0, 1), List.of(picture)).get(0));
        Attacker queries = new Attacker(
                Attacker.Knows.DEFENSE, 1, Attacker.Goal.IMPERSONATION, null, null, 1, SquareAttackConfig.DEFAULT);
        assertThat(identify(system.target(0, queries), picture)).isEqualTo(defended);
        assertThat(identify(system.target(0, Attacker.ADAPTIVE), picture)).isNotEqualTo(defended);
        float[] undefended = RECOGNIZER.identify(picture).logits();
        assertThat(identify(defend("none").target(0, Attacker.UNAWARE), picture))
                .isEqualTo(undefended);
        assertThat(defended).isNotEqualTo(undefended);
    }

    private static float[] identify(Recognizer recognizer, Image picture) {
        return recognizer.identify(picture).logits();
    }

    private static float[] logits(Look look) {
        Scores scores = look.decision().scores();
        return scores.logits();
    }

    @Test
    void drawsDependOnTheNameOfTheDefenseAndNotOnTheOthers() {
        List<List<Float>> here = allLogits(defend("randomized"));
        assertThat(allLogits(defend("second"))).isNotEqualTo(here);
        Experiment fewer = new Experiment(CONFIG.withDefenses(defenses("randomized")), RUN);
        assertThat(allLogits(fewer.defend("randomized", bed(fewer)))).isEqualTo(here);
        Experiment other = new Experiment(CONFIG, RunContext.of(8));
        assertThat(allLogits(other.defend("randomized", bed(other)))).isNotEqualTo(here);
    }

    private static List<List<Float>> allLogits(DefendedSystem system) {
        List<Face> faces = FACES.faces().subList(0, 10);
        return system.look(faces, images(faces)).stream()
                .map(look -> {
                    List<Float> values = new ArrayList<>();
                    for (float value : logits(look)) {
                        values.add(value);
                    }
                    return values;
                })
                .toList();
    }

    @Test
    void whatTheFirstDefenseMakesOfAPictureIsShown() {
        List<Face> faces = FACES.faces().subList(0, 3);
        for (Look look : defend("mask").look(faces, images(faces))) {
            assertThat(look.cleansed()).isNotNull().satisfies(cleansed -> {
                assertThat(images(faces)).contains(cleansed.original());
                assertThat(cleansed.image()).isNotEqualTo(cleansed.original());
                assertThat(Arrays.equals(RECOGNIZER.identify(cleansed.image()).logits(), logits(look)))
                        .isTrue();
            });
        }
        assertThat(defend("detector").look(faces, images(faces))).allMatch(look -> look.cleansed() == null);
        assertThat(defend("none").of(faces.get(0)).explain(images(faces))).isEmpty();
        assertThat(defend("mask").of(faces.get(0)).explain(images(faces))).hasSize(3);
    }
}
