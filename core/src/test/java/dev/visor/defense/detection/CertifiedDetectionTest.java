package dev.visor.defense.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.attack.Loss;
import dev.visor.defense.Calibration;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.MaskedAnswer;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.Occlusions;
import dev.visor.defense.SignificanceLevel;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.detection.CertifiedDetection.Disagreement;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.BlackBox;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.PassCounter;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.RandomWeights;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertifiedDetectionTest {

    private static final int SIZE = 20;
    private static final int PLANE = SIZE * SIZE;
    private static final List<Image> PICTURES = RandomSystem.pictures(8, 80, SIZE, SIZE);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);
    private static final List<Mask> MASKS = List.of(block(2, 2), block(2, 10), block(10, 2), block(9, 9));

    private static Mask block(int top, int left) {
        boolean[] inside = new boolean[PLANE];
        for (int i = 0; i < PLANE; i++) {
            inside[i] = i / SIZE >= top && i / SIZE < top + 7 && i % SIZE >= left && i % SIZE < left + 7;
        }
        return Mask.of(SIZE, SIZE, inside);
    }

    private static int under(Recognizer recognizer, Image picture, Mask mask, Fill fill) {
        return recognizer.identify(fill.apply(picture, mask)).bestIndex();
    }

    @ParameterizedTest
    @EnumSource(Fills.class)
    void acceptsAPersonOnlyIfAllMasksNameThisPerson(Fill fill) {
        Recognizer guarded = new CertifiedDetection(MASKS, fill).protect(RECOGNIZER);
        List<Decision> decisions = guarded.decide(PICTURES);
        Set<Verdict> seen = new HashSet<>();
        for (int i = 0; i < PICTURES.size(); i++) {
            Image picture = PICTURES.get(i);
            Set<Integer> named = new HashSet<>();
            MASKS.forEach(mask -> named.add(under(RECOGNIZER, picture, mask, fill)));
            Decision decision = decisions.get(i);
            assertThat(decision.verdict()).isEqualTo(named.size() == 1 ? Verdict.PERSON : Verdict.TAMPERED);
            assertThat(decision.certified()).isEqualTo(named.size() == 1);
            if (named.size() == 1) {
                assertThat(named).containsExactly(decision.scores().bestIndex());
            }
            seen.add(decision.verdict());
        }
        assertThat(seen).hasSize(2);
    }

    /** Whatever is under a mask, nobody is accepted but whom the clean picture shows under it. */
    @ParameterizedTest
    @EnumSource(Fills.class)
    void noContentUnderAMaskMakesTheSystemAcceptAnybodyElse(Fill fill) {
        Recognizer guarded = new CertifiedDetection(MASKS, fill).protect(RECOGNIZER);
        List<Decision> clean = guarded.decide(PICTURES);
        int misledWithout = 0;
        int accepted = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            Image picture = PICTURES.get(i);
            for (Mask mask : MASKS) {
                int shown = under(RECOGNIZER, picture, mask, fill);
                for (Image attacked : worst(picture, mask)) {
                    Decision decision = guarded.decide(attacked);
                    if (decision.verdict() == Verdict.PERSON) {
                        assertThat(decision.scores().bestIndex()).isEqualTo(shown);
                        accepted++;
                        if (clean.get(i).certified()) {
                            assertThat(decision.scores().best())
                                    .isEqualTo(clean.get(i).scores().best());
                        }
                    }
                    misledWithout += RECOGNIZER.identify(attacked).bestIndex() == shown ? 0 : 1;
                }
            }
        }
        assertThat(misledWithout)
                .as("attacks that succeed on the plain recognizer")
                .isGreaterThan(100);
        assertThat(accepted).isPositive();
    }

    /** For each person, everything under the mask speaks for that person as much as it can for a linear recognizer. */
    private static List<Image> worst(Image picture, Mask mask) {
        List<Image> attacked = new ArrayList<>();
        for (int person = 0; person < RandomSystem.PEOPLE.size(); person++) {
            float[] loss = new float[RandomSystem.PEOPLE.size()];
            loss[person] = 1;
            float[] gradient = RECOGNIZER
                    .backward(List.of(picture), (probe, scores) -> loss, BackwardRule.EXACT)
                    .get(0)
                    .gradient();
            float[] values = picture.values();
            for (int i = 0; i < values.length; i++) {
                if (mask.contains(i % PLANE)) {
                    values[i] = gradient[i] > 0 ? 1 : 0;
                }
            }
            attacked.add(Image.quantized(SIZE, SIZE, values));
        }
        return attacked;
    }

    @Test
    void scoresAreTheLeastMarginsOfAllMasks() {
        Recognizer guarded = new CertifiedDetection(MASKS, Fills.ZERO).protect(RECOGNIZER);
        for (Image picture : PICTURES.subList(0, 10)) {
            float[] logits = guarded.identify(picture).logits();
            for (int person = 0; person < logits.length; person++) {
                double least = Double.POSITIVE_INFINITY;
                for (Mask mask : MASKS) {
                    Scores scores = RECOGNIZER.identify(Fills.ZERO.apply(picture, mask));
                    least = Math.min(least, Math.log(scores.probability(person) / scores.confidence()));
                }
                assertThat(logits[person]).isCloseTo((float) least, offset(1e-4f));
            }
        }
    }

    @Test
    void everyMaskAsksItsOwnHead() {
        List<LinearRecognizer> heads = IntStream.range(0, MASKS.size())
                .mapToObj(seed -> LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.02, seed))
                .toList();
        CertifiedDetection detection = new CertifiedDetection(MASKS, Fills.ZERO);
        LinearRecognizer behind = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2, 9);
        List<Decision> decisions = detection.withHeads(heads).protect(behind).decide(PICTURES);
        for (int i = 0; i < PICTURES.size(); i++) {
            Set<Integer> named = new HashSet<>();
            for (int mask = 0; mask < MASKS.size(); mask++) {
                named.add(under(heads.get(mask), PICTURES.get(i), MASKS.get(mask), Fills.ZERO));
            }
            assertThat(decisions.get(i).verdict() == Verdict.PERSON).isEqualTo(named.size() == 1);
        }
        assertThat(behind.identified()).isZero();
        assertThatThrownBy(() -> detection.withHeads(heads.subList(1, 4)))
                .hasMessage("illegal number of heads: 3, must be 4, one for each mask");
        LinearRecognizer others = LinearRecognizer.random(RandomSystem.PEOPLE.subList(0, 2), SIZE, SIZE, 0.2);
        assertThatThrownBy(() -> detection.withHeads(heads).protect(others))
                .hasMessageContaining("must be the same people");
    }

    /** Heads on one backbone share its passes, which must not change a bit of what each says alone. */
    @Test
    void headsOnOneBackboneSayTogetherWhatTheySayAlone() {
        try (RandomSystem system = RandomSystem.start(2);
                NetworkRecognizer other = new NetworkRecognizer(
                        system.backbone(),
                        RandomWeights.head(
                                new Gallery(RandomSystem.PEOPLE),
                                system.backbone().featureCount(),
                                0.7,
                                1.1))) {
            List<Image> faces = RandomSystem.pictures(3, 3, 150, 150);
            List<Mask> masks = List.of(half(150, true), half(150, false));
            CertifiedDetection detection = new CertifiedDetection(masks, Fills.MEAN);
            List<NetworkRecognizer> heads = List.of(system.recognizer(), other);
            List<Scores> together =
                    detection.withHeads(heads).protect(system.recognizer()).identify(faces);
            List<Scores> alone = detection
                    .withHeads(heads.stream()
                            .map(head -> new PassCounter().count((WhiteBoxRecognizer) head))
                            .toList())
                    .protect(system.recognizer())
                    .identify(faces);
            for (int i = 0; i < faces.size(); i++) {
                assertThat(together.get(i).logits()).isEqualTo(alone.get(i).logits());
            }
        }
    }

    private static Mask half(int side, boolean upper) {
        boolean[] inside = new boolean[side * side];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = i < inside.length / 2 == upper;
        }
        return Mask.of(side, side, inside);
    }

    private static List<Face> faces() {
        return IntStream.range(0, PICTURES.size())
                .mapToObj(i -> new Face(
                        "face " + i,
                        RandomSystem.PEOPLE.get(i % RandomSystem.PEOPLE.size()),
                        PICTURES.get(i),
                        Alignment.DLIB.landmarks(SIZE, SIZE)))
                .toList();
    }

    /** Of the pairs of 80 faces with 3 others each, and a further one that is taken for plausible, it is the share. */
    @Test
    void cleanFacesSetWhoIsPlausibleUnderEveryMask() {
        CertifiedDetection detection = new CertifiedDetection(MASKS, Fills.ZERO);
        double rate = 0.4;
        Calibration calibration =
                detection.calibrate(new SignificanceLevel(rate), faces(), RECOGNIZER, RunContext.of(1));
        CertifiedDetection calibrated = detection.agreeing(calibration);
        List<MaskedDecision> seen = calibrated.underMasks(PICTURES, RECOGNIZER);
        for (int mask = 0; mask < MASKS.size(); mask++) {
            int plausible = 0;
            for (int i = 0; i < PICTURES.size(); i++) {
                Face face = faces().get(i);
                MaskedAnswer answer = seen.get(i).masks().get(mask);
                assertThat(answer.picture()).isEqualTo(Fills.ZERO.apply(face.image(), MASKS.get(mask)));
                assertThat(answer.plausible()).startsWith(answer.scores().best());
                plausible += (int) answer.plausible().stream()
                        .filter(person -> !person.equals(face.identity()))
                        .count();
            }
            int pairs = 3 * PICTURES.size();
            assertThat(plausible).isEqualTo((int) Math.floor(rate * (pairs + 1)) - 1);
        }
        List<Decision> decisions = calibrated.protect(RECOGNIZER).decide(PICTURES);
        assertThat(seen)
                .extracting(MaskedDecision::decision)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(decisions);
        long stopped = decisions.stream()
                .filter(decision -> decision.verdict() != Verdict.PERSON)
                .count();
        assertThat(stopped).isEqualTo(calibration.alarms());
        assertThat(decisions).anyMatch(decision -> decision.verdict() == Verdict.PERSON && !decision.certified());
    }

    @Test
    void tooFewPairsAreRefused() {
        CertifiedDetection detection = new CertifiedDetection(MASKS, Fills.ZERO);
        assertThatThrownBy(
                        () -> detection.calibrate(new SignificanceLevel(0.003), faces(), RECOGNIZER, RunContext.of(1)))
                .hasMessage("illegal number of values for a level of 0.003: 240, must be at least 333");
    }

    /** Of a system that stands already, as many people are plausible as of one that is never calibrated. */
    @Test
    void withTooFewPairsNothingIsCalibrated() {
        assertThat(config(0.003).calibrate(context(RECOGNIZER))).isEmpty();
        assertThat(config(0.4).calibrate(context(RECOGNIZER))).isPresent();
        assertThat(decisions(config(0.003))).isEqualTo(decisions(config(null))).isNotEqualTo(decisions(config(0.4)));
    }

    private static CertifiedDetectionConfig config(@Nullable Double falseMatches) {
        return new CertifiedDetectionConfig(
                List.of(ShapeFamily.GLASSES, ShapeFamily.HAT_BAND),
                List.of(),
                CoverConfig.UNION,
                Fills.MEAN,
                false,
                0,
                falseMatches,
                1,
                Disagreement.ALARM,
                0);
    }

    private static DefenseContext context(Recognizer recognizer) {
        return new DefenseContext(
                recognizer,
                Occlusions.DEFAULT,
                Map.of(),
                CleanMaps.none(),
                Alignment.DLIB.landmarks(SIZE, SIZE),
                SIZE,
                SIZE,
                CertifiedDetectionTest::faces,
                Optional.empty(),
                RunContext.of(1));
    }

    private static List<Verdict> decisions(CertifiedDetectionConfig config) {
        return config.build(context(RECOGNIZER)).protect(RECOGNIZER).decide(PICTURES).stream()
                .map(Decision::verdict)
                .toList();
    }

    @Test
    void theGradientIsTheMeanOverTheMasksWhichCountByHowFarTheGoalIsFromPlausible() {
        List<LinearRecognizer> heads = IntStream.range(0, MASKS.size())
                .mapToObj(seed -> LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2, seed))
                .toList();
        List<Double> slacks = List.of(0.0, 1.0, 0.5, 2.0);
        CertifiedDetection detection = new CertifiedDetection(MASKS, Fills.ZERO)
                .withHeads(heads)
                .agreeing(Calibration.of(1, 0, Map.of("slacks", slacks)));
        Goal goal = new Impersonation(RandomSystem.PEOPLE.get(1));
        LogitGradient loss = (probe, scores) -> Loss.MARGIN.gradient(goal, scores);
        Image picture = PICTURES.get(0);
        float[] expected = new float[3 * PLANE];
        List<Double> weights = new ArrayList<>();
        for (int mask = 0; mask < MASKS.size(); mask++) {
            Image seen = Fills.ZERO.apply(picture, MASKS.get(mask));
            double margin = goal.margin(heads.get(mask).identify(seen));
            weights.add(1 / (1 + Math.exp(margin + slacks.get(mask))));
            float[] own = gradient(heads.get(mask), seen, loss);
            for (int i = 0; i < own.length; i++) {
                expected[i] += MASKS.get(mask).contains(i % PLANE) ? 0 : weights.get(mask) * own[i] / MASKS.size();
            }
        }
        assertThat(Collections.max(weights)).isGreaterThan(3 * Collections.min(weights));
        assertThat(gradient(detection.surrogate(RECOGNIZER), picture, loss)).containsExactly(expected, offset(1e-5f));
        assertThat(gradient(detection.protect(RECOGNIZER), picture, loss)).containsExactly(expected, offset(1e-5f));
    }

    private static float[] gradient(WhiteBoxRecognizer recognizer, Image picture, LogitGradient loss) {
        return recognizer
                .backward(List.of(picture), loss, BackwardRule.EXACT)
                .get(0)
                .gradient();
    }

    @Test
    void protectsABlackBoxWithOnePassForEachMask() {
        LinearRecognizer counting = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);
        Recognizer guarded = new CertifiedDetection(MASKS, Fills.ZERO).protectAnswers(new BlackBox(counting));
        assertThat(guarded.whiteBox()).isEmpty();
        assertThat(guarded.decide(PICTURES)).hasSize(PICTURES.size());
        assertThat(counting.identified()).isEqualTo(MASKS.size() * PICTURES.size());
    }

    /** What stands behind is asked where the masks share nobody; a certificate needs that of both. */
    @Test
    void whatStandsBehindDecidesWhereMasksShareNobody() {
        CertifiedMasking behind = new CertifiedMasking(MASKS, Fills.ZERO);
        Recognizer recovery = behind.protectAnswers(RECOGNIZER);
        List<LinearRecognizer> heads = MASKS.stream().map(mask -> RECOGNIZER).toList();
        CertifiedDetection alarm = new CertifiedDetection(MASKS, Fills.ZERO).withHeads(heads);
        List<Decision> alarms = alarm.protectAnswers(recovery).decide(PICTURES);
        List<Decision> recovered = alarm.onDisagreement(Disagreement.RECOVER)
                .protectAnswers(recovery)
                .decide(PICTURES);
        List<Decision> own = recovery.decide(PICTURES);
        int changed = 0;
        int lost = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(recovered.get(i).verdict()).isEqualTo(Verdict.PERSON);
            if (alarms.get(i).verdict() == Verdict.PERSON) {
                assertThat(recovered.get(i).scores().logits())
                        .isEqualTo(alarms.get(i).scores().logits());
                assertThat(recovered.get(i).certified())
                        .isEqualTo(alarms.get(i).certified() && own.get(i).certified());
                lost += alarms.get(i).certified() && !recovered.get(i).certified() ? 1 : 0;
            } else {
                assertThat(recovered.get(i).scores().best())
                        .isEqualTo(own.get(i).scores().best());
                assertThat(recovered.get(i).certified()).isFalse();
                changed++;
            }
        }
        assertThat(changed).isPositive();
        assertThat(lost).isPositive();
        for (int i = 0; i < PICTURES.size(); i++) {
            for (Mask mask : recovered.get(i).certified() ? MASKS : List.<Mask>of()) {
                for (Image attacked : worst(PICTURES.get(i), mask)) {
                    Decision decision = alarm.onDisagreement(Disagreement.RECOVER)
                            .protectAnswers(recovery)
                            .decide(attacked);
                    assertThat(decision.scores().best())
                            .isEqualTo(recovered.get(i).scores().best());
                }
            }
        }
    }

    @Test
    void refusesToBeWithoutAMask() {
        assertThatThrownBy(() -> new CertifiedDetection(List.of(), Fills.ZERO))
                .hasMessage("illegal number of masks: 0, must be at least 1");
    }
}
