package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Occlusions;
import dev.visor.defense.Role;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.SaliencyMaskDefense;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Chains before a linear recognizer that was trained on ten of forty faces. */
class DeploymentTest {

    private static final int SIZE = SmallSystem.SIZE;
    private static final FaceSet FACES = SmallSystem.faces(40);
    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE.subList(0, 3);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(PEOPLE, SIZE, SIZE, 0.05);
    private static final EnrolledSystem PLAIN = new EnrolledSystem(
            RECOGNIZER,
            CleanMaps.none(),
            FACES.faces().subList(0, 10).stream().map(Face::id).collect(Collectors.toSet()));
    private static final CleanMaps CLEAN_MAPS = CleanMaps.of(
            PLAIN.trainingFaces(FACES).stream().map(Face::image).toList(),
            List.of(Readings.values()),
            RECOGNIZER,
            RunContext.of(1));
    private static final List<Image> HELD_OUT =
            PLAIN.heldOutFaces(FACES).stream().map(Face::image).toList();

    private static ChainConfig detector(double rate) {
        return new ChainConfig(List.of(new TamperDetector.Config(
                List.of(), List.of(), List.of(ShapeFamily.GLASSES), List.of(), false, new FalseAlarmRate(rate))));
    }

    private static Deployment deploy(ChainConfig chain, Map<Occlusions, EnrolledSystem> hardened) {
        return site(hardened, () -> PLAIN.heldOutFaces(FACES)).deploy(chain);
    }

    private static Deployment.Site site(Map<Occlusions, EnrolledSystem> hardened, Supplier<List<Face>> clean) {
        return site(PLAIN, hardened, clean);
    }

    private static Deployment.Site site(
            EnrolledSystem system, Map<Occlusions, EnrolledSystem> hardened, Supplier<List<Face>> clean) {
        return new Deployment.Site(
                system,
                Occlusions.DEFAULT,
                hardened,
                FACES.format(),
                clean,
                Optional.of(SaliencyMaskConfig.ARTICLE),
                RunContext.of(1));
    }

    private static long alarms(Recognizer recognizer) {
        return recognizer.decide(HELD_OUT).stream()
                .filter(decision -> decision.verdict() == Verdict.TAMPERED)
                .count();
    }

    /** Of thirty faces and a rate of a fifth, the values of six exceed the twenty-fifth, but for the limit itself. */
    @Test
    void aRateThatTheFacesAllowIsKept() {
        Deployment deployment = deploy(detector(0.2), Map.of());
        assertThat(deployment.chain()).isEqualTo(detector(0.2));
        assertThat(deployment.faces()).isEqualTo(30);
        assertThat(alarms(deployment.recognizer())).isEqualTo(5);
    }

    @Test
    void aRateThatTheFacesAreTooFewForIsRelaxedToTheLeastThatTheyAllow() {
        Deployment deployment = deploy(detector(0.01), Map.of());
        assertThat(deployment.chain()).isEqualTo(detector(1.0 / 31));
        assertThat(alarms(deployment.recognizer())).isZero();
        assertThat(deploy(detector(1.0 / 31), Map.of()).chain()).isEqualTo(detector(1.0 / 31));
    }

    private static List<Face> nobodyAsks() {
        throw new AssertionError("a clean face was asked for");
    }

    /** The detector goes by maps, masks and covers, so that every kind of limit is among what is kept. */
    @Test
    void aKeptCalibrationDecidesToTheLastBitAsANewOneWithoutACleanFace() {
        FalseAlarmRate rate = new FalseAlarmRate(0.2);
        ChainConfig chain = new ChainConfig(List.of(
                new TamperDetector.Config(
                        List.of(MapKind.plain(Readings.ABSOLUTE)),
                        List.of(SaliencyMaskConfig.ARTICLE),
                        List.of(ShapeFamily.GLASSES, ShapeFamily.FACE_MASK),
                        List.of(ShapeFamily.GLASSES),
                        false,
                        rate),
                new CertifiedMasking.Config(List.of(ShapeFamily.GLASSES), CoverConfig.SHAPES, Fills.MEAN, rate)));
        EnrolledSystem system = new EnrolledSystem(RECOGNIZER, CLEAN_MAPS, PLAIN.trainingIds());
        Deployment made =
                site(system, Map.of(), () -> PLAIN.heldOutFaces(FACES)).deploy(chain);
        Deployment loaded = site(system, Map.of(), DeploymentTest::nobodyAsks).deploy(made.calibration());
        List<Decision> expected = made.recognizer().decide(HELD_OUT);
        List<Decision> decisions = loaded.recognizer().decide(HELD_OUT);
        for (int i = 0; i < HELD_OUT.size(); i++) {
            assertThat(decisions.get(i).verdict()).isEqualTo(expected.get(i).verdict());
            assertThat(decisions.get(i).certified()).isEqualTo(expected.get(i).certified());
            assertThat(decisions.get(i).scores().logits())
                    .isEqualTo(expected.get(i).scores().logits());
        }
        assertThat(made.calibration().notKept()).isEmpty();
        assertThat(made.calibration().parts().get(0).orElseThrow().pictures()).isEqualTo(60);
        assertThat(made.calibration().parts().get(0).orElseThrow().alarms())
                .isEqualTo(11); // of sixty pictures, the limit is the value of the forty-ninth
        assertThat(made.calibration().parts().get(1).orElseThrow().pictures()).isEqualTo(30);
    }

    /** Is calibrated, as a plugin's defense may be, and says nothing of what can be kept. */
    private record Forgetful(FalseAlarmRate rate) implements DefenseConfig {

        @Override
        public String name() {
            return "forgetful";
        }

        @Override
        public Role role() {
            return Role.WATCHES;
        }

        @Override
        public Optional<FalseAlarmRate> falseAlarms() {
            return Optional.of(rate);
        }

        @Override
        public Defense build(DefenseContext context) {
            return detector(0.2).elements().get(0).build(context);
        }
    }

    @Test
    void aDefenseThatCantBeKeptIsCalibratedWhenItIsBuilt() {
        ChainConfig chain = new ChainConfig(List.of(new Forgetful(new FalseAlarmRate(0.2))));
        ChainCalibration calibration =
                site(Map.of(), () -> PLAIN.heldOutFaces(FACES)).calibrate(chain);
        assertThat(calibration.notKept()).containsExactly("forgetful");
        assertThat(alarms(site(Map.of(), () -> PLAIN.heldOutFaces(FACES))
                        .deploy(calibration)
                        .recognizer()))
                .isEqualTo(5);
        assertThatThrownBy(() -> site(Map.of(), DeploymentTest::nobodyAsks).deploy(calibration))
                .hasMessage("a clean face was asked for");
    }

    @Test
    void aChainWithoutCalibrationAsksForNoCleanFace() {
        ChainCalibration calibration =
                site(Map.of(), DeploymentTest::nobodyAsks).calibrate(ChainConfig.TUNED);
        assertThat(calibration.faces()).isZero();
        assertThat(calibration.notKept()).isEmpty();
    }

    @Test
    void theCalibrationOfAnotherChainIsRefused() {
        ChainCalibration calibration =
                site(Map.of(), () -> PLAIN.heldOutFaces(FACES)).calibrate(detector(0.2));
        ChainConfig other = new ChainConfig(List.of(new TamperDetector.Config(
                List.of(),
                List.of(),
                List.of(ShapeFamily.GLASSES, ShapeFamily.FACE_MASK),
                List.of(),
                false,
                new FalseAlarmRate(0.2))));
        assertThatThrownBy(() -> site(Map.of(), () -> PLAIN.heldOutFaces(FACES))
                        .deploy(new ChainCalibration(other, 30, calibration.parts())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal count of \"medians\": 1, must be 2");
        assertThatThrownBy(() -> new ChainCalibration(ChainConfig.NONE, 30, calibration.parts()))
                .hasMessage("illegal number of calibrations: 1, must be one for each of []");
    }

    @Test
    void onlyWhatIsCalibratedIsRelaxed() {
        List<DefenseConfig> elements = new ArrayList<>(detector(0.3).elements());
        elements.addAll(detector(0.001).elements());
        elements.add(SaliencyMaskConfig.ARTICLE);
        ChainConfig relaxed = deploy(new ChainConfig(elements), Map.of()).chain();
        assertThat(relaxed.elements())
                .containsExactly(
                        detector(0.3).elements().get(0),
                        detector(1.0 / 31).elements().get(0),
                        SaliencyMaskConfig.ARTICLE);
    }

    @Test
    void aHardenedHeadTakesThePlaceOfTheSystem() {
        LinearRecognizer other = LinearRecognizer.random(PEOPLE, SIZE, SIZE, 0.3);
        ChainConfig chain = new ChainConfig(List.of(new HardenedHead.Config()));
        EnrolledSystem hardened = new EnrolledSystem(other, CleanMaps.none(), PLAIN.trainingIds());
        Deployment deployment = deploy(chain, Map.of(Occlusions.DEFAULT, hardened));
        assertThat(deployment.recognizer().identify(HELD_OUT.get(0)).logits())
                .isEqualTo(other.identify(HELD_OUT.get(0)).logits())
                .isNotEqualTo(RECOGNIZER.identify(HELD_OUT.get(0)).logits());
        assertThatThrownBy(() -> deploy(chain, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no recognizer with a head that was trained with ");
    }

    /** What calibrates a defense before it is the head that will answer, with its clean maps. */
    @Test
    void aHardenedHeadCalibratesWhatPrecedesIt() {
        LinearRecognizer other = LinearRecognizer.random(PEOPLE, SIZE, SIZE, 0.3);
        EnrolledSystem hardened = new EnrolledSystem(other, CLEAN_MAPS, PLAIN.trainingIds());
        ChainConfig detector = detector(0.2);
        List<DefenseConfig> elements = new ArrayList<>(detector.elements());
        elements.add(new HardenedHead.Config());
        ChainCalibration calibration = site(Map.of(Occlusions.DEFAULT, hardened), () -> PLAIN.heldOutFaces(FACES))
                .calibrate(new ChainConfig(elements));
        assertThat(calibration.parts().get(0))
                .isEqualTo(site(hardened, Map.of(), () -> PLAIN.heldOutFaces(FACES))
                        .calibrate(detector)
                        .parts()
                        .get(0))
                .isNotEqualTo(site(Map.of(), () -> PLAIN.heldOutFaces(FACES))
                        .calibrate(detector)
                        .parts()
                        .get(0));
    }

    @Test
    void theTunedMaskIsTheOneThatTuningFound() {
        Recognizer tuned = deploy(ChainConfig.TUNED, Map.of()).recognizer();
        WhiteBoxRecognizer expected =
                new SaliencyMaskDefense(SaliencyMaskConfig.ARTICLE, CleanMaps.none()).protect(RECOGNIZER);
        assertThat(tuned.identify(HELD_OUT.get(3)).logits())
                .isEqualTo(expected.identify(HELD_OUT.get(3)).logits());
    }
}
