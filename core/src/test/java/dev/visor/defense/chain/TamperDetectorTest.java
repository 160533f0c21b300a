package dev.visor.defense.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.RegionMask;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.PassCounter;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TamperDetectorTest {

    private static final int SIZE = 20;
    private static final int PLANE = SIZE * SIZE;
    private static final List<Image> CLEAN = RandomSystem.pictures(8, 199, SIZE, SIZE);
    private static final List<Image> MORE = RandomSystem.pictures(9, 400, SIZE, SIZE);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.4);
    private static final Mask MIDDLE = middle();
    private static final RegionMask CLEANSING = new RegionMask(MIDDLE, Fills.MEAN);
    private static final List<Evidence> EVIDENCE = List.of(
            new Evidence.PredictionChange(CLEANSING, null),
            new Evidence.MapDeparture(
                    Readings.GRADIENT_TIMES_INPUT,
                    CleanMaps.of(CLEAN, List.of(Readings.values()), RECOGNIZER, RunContext.of(1))));

    private static Mask middle() {
        boolean[] inside = new boolean[PLANE];
        for (int i = 0; i < PLANE; i++) {
            inside[i] = i / SIZE >= 7 && i / SIZE < 13;
        }
        return Mask.of(SIZE, SIZE, inside);
    }

    private static TamperDetector detector(double falseAlarms) {
        return TamperDetector.calibrate(EVIDENCE, CLEAN, RECOGNIZER, new FalseAlarmRate(falseAlarms), RunContext.of(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.2, 0.5})
    void raisesAsManyFalseAlarmsAsItMay(double falseAlarms) {
        WhiteBoxRecognizer guarded = detector(falseAlarms).protect(RECOGNIZER);
        assertThat(alarms(guarded, CLEAN)).isEqualTo((int) Math.floor(falseAlarms * 200 + 1e-9) - 1);
        // 400 pictures of the same kind: within four standard deviations, plus that of the calibration.
        double deviation = Math.sqrt(falseAlarms * (1 - falseAlarms) * (1 / 400.0 + 1 / 199.0));
        assertThat(alarms(guarded, MORE) / 400.0).isCloseTo(falseAlarms, offset(4 * deviation));
    }

    private static int alarms(WhiteBoxRecognizer guarded, List<Image> pictures) {
        return (int) guarded.decide(pictures).stream()
                .filter(decision -> decision.verdict() == Verdict.TAMPERED)
                .count();
    }

    @Test
    void detectsWhatMovesTheAnswerFromTheRegion() {
        WhiteBoxRecognizer guarded = detector(0.05).protect(RECOGNIZER);
        List<Image> attacked =
                MORE.subList(0, 50).stream().map(TamperDetectorTest::attacked).toList();
        assertThat(alarms(guarded, attacked)).isGreaterThanOrEqualTo(48);
        List<Decision> decisions = guarded.decide(attacked);
        for (int i = 0; i < attacked.size(); i++) {
            assertThat(decisions.get(i).scores().logits())
                    .isEqualTo(RECOGNIZER.identify(attacked.get(i)).logits());
        }
    }

    /** All of the middle speaks for the person whom the rest of the picture speaks for least. */
    private static Image attacked(Image picture) {
        float[] logits = RECOGNIZER.identify(CLEANSING.cleanse(picture)).logits();
        float[] target = new float[logits.length];
        target[
                IntStream.range(0, logits.length)
                        .boxed()
                        .min(Comparator.comparing(person -> logits[person]))
                        .orElseThrow()] = 1;
        float[] gradient = RECOGNIZER
                .backward(List.of(picture), (probe, scores) -> target, BackwardRule.EXACT)
                .get(0)
                .gradient();
        float[] values = picture.values();
        for (int i = 0; i < values.length; i++) {
            if (MIDDLE.contains(i % PLANE)) {
                values[i] = gradient[i] > 0 ? 1 : 0;
            }
        }
        return Image.quantized(SIZE, SIZE, values);
    }

    @Test
    void aPredictionChangesByWhatTheAnswerLoses() {
        Image picture = MORE.get(0);
        Scores before = RECOGNIZER.identify(picture);
        Scores after = RECOGNIZER.identify(CLEANSING.cleanse(picture));
        double left = after.confidence(before.best());
        List<Double> change = EVIDENCE.get(0).of(List.of(picture), List.of(), List.of(before), RECOGNIZER);
        assertThat(change).hasSize(1);
        assertThat(Math.exp(-change.get(0))).isCloseTo(left, offset(1e-9)).isLessThan(1);
    }

    @Test
    void aHardenedRecognizerIsAskedAboutTheCleansedPicture() {
        LinearRecognizer hardened = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.7);
        Evidence.PredictionChange change = new Evidence.PredictionChange(CLEANSING, hardened);
        Image picture = MORE.get(0);
        Scores before = RECOGNIZER.identify(picture);
        Scores after = hardened.identify(CLEANSING.cleanse(picture));
        assertThat(Math.exp(-change.of(List.of(picture), List.of(), List.of(before), RECOGNIZER)
                        .get(0)))
                .isCloseTo(after.confidence(before.best()), offset(1e-9));
        TamperDetector detector = TamperDetector.calibrate(
                List.of(change), CLEAN, RECOGNIZER, new FalseAlarmRate(0.05), RunContext.of(1));
        float expected = (before.logits()[0] + after.logits()[0]) / 2;
        assertThat(detector.surrogate(RECOGNIZER).identify(picture).logits()[0]).isCloseTo(expected, offset(1e-5f));
    }

    /** Where nothing is left of a probability, its logarithm is no number to go on with. */
    @Test
    void aPredictionThatIsLostAltogetherIsStrongEvidence() {
        LinearRecognizer sure = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 1e5);
        List<Image> attacked = MORE.stream().map(TamperDetectorTest::attacked).toList();
        List<Double> change = EVIDENCE.get(0).of(attacked, List.of(), sure.identify(attacked), sure);
        assertThat(change).allMatch(value -> value >= 0 && value <= 30).contains(30.0);
    }

    @Test
    void asksForSignalsOnlyWhereEvidenceGoesByThem() {
        PassCounter counter = new PassCounter();
        WhiteBoxRecognizer counted = counter.count(RECOGNIZER);
        TamperDetector.calibrate(EVIDENCE.subList(0, 1), CLEAN, counted, FalseAlarmRate.DEFAULT, RunContext.of(1));
        assertThat(counter.backward()).isZero();
        assertThat(counter.forward()).isEqualTo(2L * CLEAN.size());
        TamperDetector.calibrate(EVIDENCE, CLEAN, counted, FalseAlarmRate.DEFAULT, RunContext.of(1));
        assertThat(counter.backward()).isEqualTo(CLEAN.size());
    }

    @Test
    void whoKnowsItNeedsTheCleansedPictureToo() {
        WhiteBoxRecognizer surrogate = detector(0.05).surrogate(RECOGNIZER);
        Image picture = MORE.get(0);
        float[] plain = RECOGNIZER.identify(picture).logits();
        float[] cleansed = RECOGNIZER.identify(CLEANSING.cleanse(picture)).logits();
        float[] both = surrogate.identify(picture).logits();
        for (int i = 0; i < both.length; i++) {
            assertThat(both[i]).isCloseTo((plain[i] + cleansed[i]) / 2, offset(1e-5f));
        }
    }

    @Test
    void namesWhatItCanNotBeCalibratedOn() {
        assertThatThrownBy(() -> detector(1)).hasMessage("illegal false alarm rate: 1.0, must be in (0, 1)");
        assertThatThrownBy(() -> detector(0)).hasMessage("illegal false alarm rate: 0.0, must be in (0, 1)");
        assertThatThrownBy(() -> TamperDetector.calibrate(
                        EVIDENCE, CLEAN.subList(0, 98), RECOGNIZER, FalseAlarmRate.DEFAULT, RunContext.of(1)))
                .hasMessage("illegal number of clean faces for a false alarm rate of 0.01: 98, must be at least 99");
        TamperDetector.calibrate(EVIDENCE, CLEAN.subList(0, 99), RECOGNIZER, FalseAlarmRate.DEFAULT, RunContext.of(1));
        assertThatThrownBy(() -> TamperDetector.calibrate(
                        Collections.<Evidence>emptyList(), CLEAN, RECOGNIZER, FalseAlarmRate.DEFAULT, RunContext.of(1)))
                .hasMessage("illegal kinds of evidence: 0, must be at least 1");
    }
}
