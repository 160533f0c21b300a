package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.Rectangle;
import dev.visor.accessory.ShapeFamily;
import dev.visor.accessory.Tolerance;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.defense.detection.CertifiedDetection;
import dev.visor.defense.detection.CertifiedDetectionConfig;
import dev.visor.experiment.ExperimentConfig.Split;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceFinder;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.face.PhotographPart;
import dev.visor.face.Similarity;
import dev.visor.image.Image;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.RunContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can't be run is refused before anything runs. */
class ExperimentCheckTest {

    /** Five training faces of each of three people, and five that are held out. */
    private static final FaceSet FACES = SmallSystem.faces(30);

    private static final ExperimentConfig CONFIG = ExperimentConfig.DEFAULT.withSplit(new Split(0.5, 0.5));

    private static void check(ExperimentConfig config) {
        new Experiment(config, RunContext.of(4)).check(FACES, false);
    }

    private static ExperimentConfig detector(double calibration, double falseAlarms) {
        ChainConfig chain = new ChainConfig(List.of(TamperDetector.Config.DEFAULT))
                .withFalseAlarms(new FalseAlarmRate(falseAlarms));
        return CONFIG.withSplit(new Split(0.5, calibration))
                .withDefenses(Map.of("none", ChainConfig.NONE, "strict", chain));
    }

    @Test
    void calibrationNeedsAsManyFacesAsItsRate() {
        assertThatCode(() -> check(detector(0.5, 0.1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(detector(0.5, 0.05)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the defense \"strict\" can't be calibrated: there are 9 clean faces for a false alarm rate"
                        + " of 0.05, must be at least 19; false-alarms: 0.1 is the lowest rate for 9");
    }

    /** With cross-fitting either half must be large enough: nine faces calibrate one build and six the other. */
    @Test
    void crossFittingNeedsThemInEitherHalf() {
        assertThatCode(() -> check(detector(0, 1.0 / 7))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(detector(0, 0.1)))
                .hasMessageStartingWith("the defense \"strict\" can't be calibrated: there are 6 clean faces")
                .hasMessageEndingWith("; false-alarms: 0.15 is the lowest rate for 6");
        assertThatCode(() -> check(detector(0, 0.15))).doesNotThrowAnyException();
    }

    /** Nine calibration faces of three people are 18 pairs with another person, six of a half 12. */
    @Test
    void plausibilityNeedsAsManyPairsAsItsShare() {
        assertThatCode(() -> check(matching(0.5, 0.053))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(matching(0.5, 0.05)))
                .hasMessage(
                        "the defense \"strict\" can't be calibrated: there are 18 pairs of a clean face and another person for"
                                + " a share of false matches of 0.05, must be at least 19; false-matches: 0.053 is the lowest share for"
                                + " 18; with false-matches: none only the most probable person is plausible under a mask");
        assertThatThrownBy(() -> check(matching(0, 0.053))).hasMessageContaining("there are 12 pairs");
        assertThatCode(() -> check(matching(0.5, null))).doesNotThrowAnyException();
        assertThatCode(() -> new Experiment(matching(0.5, 0.05), RunContext.of(4)).check(FACES, true))
                .doesNotThrowAnyException();
    }

    private static ExperimentConfig matching(double calibration, @Nullable Double falseMatches) {
        return detection(new Tolerance(0.03, 0.03, 0, 0), 0.2, falseMatches).withSplit(new Split(0.5, calibration));
    }

    /** Whoever is known would be evaluated as a stranger. */
    @Test
    void aSystemMustNotKnowWhoIsNeverEnrolled() {
        Experiment open = new Experiment(CONFIG.withSplit(new Split(0.5, 0.5, 1)), RunContext.of(4));
        Identity stranger = open.neverEnrolled(FACES).get(0).identity();
        assertThatThrownBy(() -> open.checkStrangers(system(RandomSystem.PEOPLE), FACES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the system knows [" + stranger + "], drawn never to be enrolled (split.never-enrolled)");
        assertThatCode(() -> open.checkStrangers(system(open.enrolled(FACES).people()), FACES))
                .doesNotThrowAnyException();
    }

    private static EnrolledSystem system(List<Identity> people) {
        return EnrolledSystem.blackBox(LinearRecognizer.random(people, 2, 2, 1), Set.of());
    }

    /** Surrogates are trained on what the split does not hold out, so nobody may attack with that. */
    @Test
    void aSystemThatWasEnrolledElsewhereKeepsWhatTheSplitHoldsOut() {
        FaceSet.Split split = new Experiment(CONFIG, RunContext.of(4)).split(FACES);
        EnrolledSystem elsewhere = system(FACES.people());
        assertThat(elsewhere.heldOutFaces(FACES)).hasSize(30);
        EnrolledSystem held = elsewhere.heldOutBy(split);
        assertThat(held.heldOutFaces(FACES)).containsExactlyInAnyOrderElementsOf(split.validation());
        assertThat(held.heldOutBy(split)).isSameAs(held);
    }

    @Test
    void accessoriesMustFitOnTheFaces() {
        ExperimentConfig far =
                CONFIG.withAccessories(Map.of("far patch", new Rectangle(new FacePoint(9, 9), 0.1, 0.1, 0)));
        assertThatThrownBy(() -> check(far))
                .hasMessage("\"far patch\" does not fit: the accessory lies outside the picture");
    }

    /** Landmarks that a detector finds are not exact, so members of a family without a tolerance leave its masks. */
    @Test
    void defensesMustFitTheFaces() {
        ExperimentConfig exact = detection(new Tolerance(0.01, 0.1, 0, 0), 0.2);
        assertThatCode(() -> check(exact)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Experiment(exact, RunContext.of(4)).check(detected(), false))
                .hasMessage(
                        "the defense \"strict\" can't be built: the tolerance of own is 0.01 eye distances, must be at"
                                + " least 0.028, the spread of detected landmarks");
        assertThatThrownBy(() -> check(detection(new Tolerance(3, 3, 0, 0), 2)))
                .hasMessageStartingWith("the defense \"strict\" can't be built: a mask of own takes ");
    }

    private static ExperimentConfig detection(Tolerance tolerance, double size) {
        return detection(tolerance, size, null);
    }

    private static ExperimentConfig detection(Tolerance tolerance, double size, @Nullable Double falseMatches) {
        AccessoryFamily family =
                new ShapeFamily("own", List.of(new Rectangle(new FacePoint(0, 0), size, size, 0)), tolerance);
        return CONFIG.withDefenses(Map.of(
                "none",
                ChainConfig.NONE,
                "strict",
                new ChainConfig(List.of(new CertifiedDetectionConfig(
                        List.of(family),
                        List.of(),
                        CoverConfig.UNION,
                        Fills.MEAN,
                        false,
                        0,
                        falseMatches,
                        1,
                        CertifiedDetection.Disagreement.ALARM,
                        0)))));
    }

    private static FaceSet detected() {
        PhotographPart.Origin unread = new PhotographPart.Origin() {
            @Override
            public Image read() {
                throw new AssertionError("nobody asks for a whole photograph");
            }

            @Override
            public FaceFinder finder() {
                throw new AssertionError("nobody looks for a face");
            }
        };
        return new FaceSet(
                "detected",
                Alignment.DLIB,
                FACES.faces().stream()
                        .map(face -> new Face(
                                face.id(),
                                face.identity(),
                                face.image(),
                                face.landmarks(),
                                PhotographPart.of(
                                        face.image(),
                                        face.landmarks(),
                                        Similarity.shift(0, 0),
                                        FACES.format(),
                                        unread)))
                        .toList());
    }

    @Test
    void attackersAndTargetsMustBeEnrolled() {
        assertThatCode(() -> check(by("Ann", "Bea"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(by("Zoe", null)))
                .hasMessage("unknown person: \"Zoe\", must be one of [Ann, Bea, Cem]");
        assertThatThrownBy(() -> check(by(null, "Dora")))
                .hasMessage("unknown person: \"Dora\", must be one of [Ann, Bea, Cem]");
    }

    private static ExperimentConfig by(@Nullable String attacker, @Nullable String target) {
        return CONFIG.withAttackers(Map.of(
                "one",
                new Attacker(
                        Attacker.Knows.SYSTEM,
                        1,
                        Attacker.Goal.IMPERSONATION,
                        attacker == null ? null : new Identity(attacker),
                        target == null ? null : new Identity(target),
                        1,
                        GradientAttackConfig.PATIENT)));
    }
}
