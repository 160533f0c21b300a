package dev.visor.defense.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertifiedMaskingTest {

    private static final int SIZE = 20;
    private static final int PLANE = SIZE * SIZE;
    private static final List<Image> PICTURES = RandomSystem.pictures(8, 60, SIZE, SIZE);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);

    /** Four overlapping blocks. */
    private static final List<Mask> MASKS = List.of(block(2, 2), block(2, 10), block(10, 2), block(9, 9));

    private static Mask block(int top, int left) {
        boolean[] inside = new boolean[PLANE];
        for (int i = 0; i < PLANE; i++) {
            inside[i] = i / SIZE >= top && i / SIZE < top + 7 && i % SIZE >= left && i % SIZE < left + 7;
        }
        return Mask.of(SIZE, SIZE, inside);
    }

    @ParameterizedTest
    @EnumSource(Fills.class)
    void answersAsTheAlgorithmOfThePaper(Fill fill) {
        WhiteBoxRecognizer guarded = new CertifiedMasking(MASKS, fill).protect(RECOGNIZER);
        List<Decision> decisions = guarded.decide(PICTURES);
        List<Scores> scores = guarded.identify(PICTURES);
        int certified = 0;
        int secondRounds = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            int majority = majority(PICTURES.get(i), fill);
            int expected = naiveAnswer(PICTURES.get(i), fill);
            assertThat(decisions.get(i).verdict()).isEqualTo(Verdict.PERSON);
            assertThat(decisions.get(i).scores().bestIndex()).isEqualTo(expected);
            assertThat(scores.get(i).logits())
                    .isEqualTo(decisions.get(i).scores().logits());
            assertThat(decisions.get(i).certified()).isEqualTo(naivelyCertified(PICTURES.get(i), fill));
            certified += decisions.get(i).certified() ? 1 : 0;
            secondRounds += majority == expected ? 0 : 1;
        }
        assertThat(certified).isBetween(5, PICTURES.size() - 5);
        assertThat(secondRounds).isPositive();
    }

    /** The worst content of a region is known for a linear recognizer that fills with black. */
    @Test
    void noContentChangesACertifiedAnswer() {
        WhiteBoxRecognizer guarded = new CertifiedMasking(MASKS, Fills.ZERO).protect(RECOGNIZER);
        List<Decision> decisions = guarded.decide(PICTURES);
        int broken = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            int answer = decisions.get(i).scores().bestIndex();
            List<Image> attacked = worst(PICTURES.get(i), answer);
            boolean stands = guarded.identify(attacked).stream().allMatch(scores -> scores.bestIndex() == answer);
            if (decisions.get(i).certified()) {
                assertThat(stands).isTrue();
            }
            broken += stands ? 0 : 1;
        }
        assertThat(broken).as("uncertified answers that fall").isPositive();
    }

    /** For each mask and each other person, everything under the mask speaks for that person as much as it can. */
    private static List<Image> worst(Image picture, int answer) {
        List<Image> attacked = new ArrayList<>();
        for (int other = 0; other < RandomSystem.PEOPLE.size(); other++) {
            float[] loss = new float[RandomSystem.PEOPLE.size()];
            loss[other] = 1;
            loss[answer] -= 1;
            float[] gradient = RECOGNIZER
                    .backward(List.of(picture), (probe, scores) -> loss, BackwardRule.EXACT)
                    .get(0)
                    .gradient();
            for (Mask mask : MASKS) {
                float[] values = picture.values();
                for (int i = 0; i < values.length; i++) {
                    if (mask.contains(i % PLANE)) {
                        values[i] = gradient[i] > 0 ? 1 : 0;
                    }
                }
                attacked.add(Image.quantized(SIZE, SIZE, values));
            }
        }
        return attacked;
    }

    private static final List<Image> CLEAN = RandomSystem.pictures(9, 99, SIZE, SIZE);

    private static CertifiedMasking confirming(double falseAlarms, Fill fill) {
        return new CertifiedMasking(MASKS, fill)
                .confirming(new FalseAlarmRate(falseAlarms), CLEAN, RECOGNIZER, RunContext.of(1));
    }

    @ParameterizedTest
    @EnumSource(Fills.class)
    void answersToWholePicturesStandWhereTheMasksConfirmThem(Fill fill) {
        // With 99 faces and a rate of two fifths, the fortieth least supported one just stands.
        double least = CLEAN.stream()
                .map(picture -> naiveSupport(picture, fill))
                .sorted()
                .skip(39)
                .findFirst()
                .orElseThrow();
        WhiteBoxRecognizer guarded = confirming(0.4, fill).protect(RECOGNIZER);
        List<Decision> decisions = guarded.decide(PICTURES);
        List<Scores> scores = guarded.identify(PICTURES);
        int confirmed = 0;
        int certified = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            Image picture = PICTURES.get(i);
            Scores whole = RECOGNIZER.identify(picture);
            boolean stands = naiveSupport(picture, fill) >= least;
            int answer = stands ? whole.bestIndex() : naiveAnswer(picture, fill);
            assertThat(scores.get(i).bestIndex()).isEqualTo(answer);
            assertThat(decisions.get(i).scores().logits())
                    .isEqualTo(scores.get(i).logits());
            if (stands) {
                assertThat(scores.get(i).logits()).isEqualTo(whole.logits());
            }
            assertThat(decisions.get(i).certified())
                    .isEqualTo(naivelyCertified(picture, fill) && othersAreUnlikely(picture, answer, least, fill));
            confirmed += stands ? 1 : 0;
            certified += decisions.get(i).certified() ? 1 : 0;
        }
        assertThat(confirmed).isBetween(PICTURES.size() / 3, PICTURES.size() - 1);
        assertThat(certified).isPositive();
    }

    private static double naiveSupport(Image picture, Fill fill) {
        Identity answer = RECOGNIZER.identify(picture).best();
        return MASKS.stream()
                .mapToDouble(
                        mask -> RECOGNIZER.identify(fill.apply(picture, mask)).confidence(answer))
                .min()
                .orElseThrow();
    }

    private static boolean othersAreUnlikely(Image picture, int answer, double least, Fill fill) {
        return MASKS.stream().allMatch(mask -> {
            double[] probabilities =
                    RECOGNIZER.identify(fill.apply(picture, mask)).probabilities();
            return IntStream.range(0, probabilities.length)
                    .allMatch(person -> person == answer || probabilities[person] < least);
        });
    }

    @Test
    void noContentChangesACertifiedAnswerThatWasConfirmed() {
        WhiteBoxRecognizer guarded = confirming(0.4, Fills.ZERO).protect(RECOGNIZER);
        List<Decision> decisions = guarded.decide(PICTURES);
        int broken = 0;
        int certified = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            int answer = decisions.get(i).scores().bestIndex();
            boolean stands = guarded.identify(worst(PICTURES.get(i), answer)).stream()
                    .allMatch(scores -> scores.bestIndex() == answer);
            if (decisions.get(i).certified()) {
                assertThat(stands).isTrue();
                certified++;
            }
            broken += stands ? 0 : 1;
        }
        assertThat(certified).isPositive();
        assertThat(broken).as("uncertified answers that fall").isPositive();
    }

    @Test
    void leavesAsManyCleanAnswersUnconfirmedAsItMay() {
        WhiteBoxRecognizer guarded = confirming(0.2, Fills.ZERO).protect(RECOGNIZER);
        List<Scores> scores = guarded.identify(CLEAN);
        long unconfirmed = IntStream.range(0, CLEAN.size())
                .filter(i -> !Arrays.equals(
                        scores.get(i).logits(),
                        RECOGNIZER.identify(CLEAN.get(i)).logits()))
                .count();
        assertThat(unconfirmed).isEqualTo(19);
    }

    @Test
    void whoWantsConfirmationNeedsTheWholePictureToo() {
        WhiteBoxRecognizer surrogate = confirming(0.2, Fills.ZERO).surrogate(RECOGNIZER);
        Image picture = PICTURES.get(0);
        double expected = RECOGNIZER.identify(picture).logits()[0];
        for (Mask mask : MASKS) {
            expected += RECOGNIZER.identify(Fills.ZERO.apply(picture, mask)).logits()[0];
        }
        assertThat(surrogate.identify(picture).logits()[0]).isCloseTo((float) (expected / 5), offset(1e-5f));
    }

    @Test
    void refusesTooFewFacesToConfirmBy() {
        CertifiedMasking masking = new CertifiedMasking(MASKS, Fills.ZERO);
        assertThatThrownBy(() ->
                        masking.confirming(FalseAlarmRate.DEFAULT, CLEAN.subList(0, 98), RECOGNIZER, RunContext.of(1)))
                .hasMessage("illegal number of clean faces for a false alarm rate of 0.01: 98, must be at least 99");
    }

    @Test
    void oneMaskCertifiesEverything() {
        WhiteBoxRecognizer guarded = new CertifiedMasking(MASKS.subList(0, 1), Fills.TELEA).protect(RECOGNIZER);
        assertThat(guarded.decide(PICTURES)).allMatch(Decision::certified);
    }

    @Test
    void asksForNoMorePassesThanItMust() {
        LinearRecognizer counting = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);
        List<Decision> decisions = new CertifiedMasking(MASKS.subList(0, 1), Fills.ZERO)
                .protect(counting)
                .decide(PICTURES);
        assertThat(decisions).hasSize(PICTURES.size());
        assertThat(counting.identified()).isEqualTo(PICTURES.size());
    }

    @Test
    void theGradientIsTheMeanOverTheMasks() {
        WhiteBoxRecognizer guarded = new CertifiedMasking(MASKS, Fills.ZERO).protect(RECOGNIZER);
        float[] loss = {1, -2, 0.5f, 3};
        float[] plain = RECOGNIZER
                .backward(PICTURES.subList(0, 1), (probe, scores) -> loss, BackwardRule.EXACT)
                .get(0)
                .gradient();
        float[] gradient = guarded.backward(PICTURES.subList(0, 1), (probe, scores) -> loss, BackwardRule.EXACT)
                .get(0)
                .gradient();
        for (int i = 0; i < gradient.length; i++) {
            int pixel = i % PLANE;
            long open = MASKS.stream().filter(mask -> !mask.contains(pixel)).count();
            assertThat(gradient[i]).isCloseTo(plain[i] * open / MASKS.size(), offset(1e-5f));
        }
    }

    @Test
    void refusesMasksThatTakeTooMuchOrNothing() {
        boolean[] upper = new boolean[PLANE];
        boolean[] lower = new boolean[PLANE];
        for (int i = 0; i < PLANE; i++) {
            upper[i] = i < PLANE / 2;
            lower[i] = i >= PLANE / 2;
        }
        List<Mask> halves = List.of(Mask.of(SIZE, SIZE, upper), Mask.of(SIZE, SIZE, lower));
        assertThatThrownBy(() -> new CertifiedMasking(halves, Fills.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must leave a part of the picture");
        assertThatThrownBy(() -> new CertifiedMasking(List.of(Mask.empty(SIZE, SIZE)), Fills.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CertifiedMasking(List.of(), Fills.ZERO))
                .hasMessage("illegal number of masks: 0, must be at least 1");
    }

    private static int best(Image picture, Mask first, Mask second, Fill fill) {
        return RECOGNIZER.identify(fill.apply(picture, first.union(second))).bestIndex();
    }

    private static int majority(Image picture, Fill fill) {
        int[] votes = new int[RandomSystem.PEOPLE.size()];
        MASKS.forEach(mask -> votes[best(picture, mask, mask, fill)]++);
        int most = 0;
        for (int vote : votes) {
            most = Math.max(most, vote);
        }
        for (Mask mask : MASKS) {
            int answer = best(picture, mask, mask, fill);
            if (votes[answer] == most) {
                return answer;
            }
        }
        throw new AssertionError();
    }

    private static int naiveAnswer(Image picture, Fill fill) {
        int majority = majority(picture, fill);
        for (Mask mask : MASKS) {
            int answer = best(picture, mask, mask, fill);
            if (answer != majority && MASKS.stream().allMatch(other -> best(picture, mask, other, fill) == answer)) {
                return answer;
            }
        }
        return majority;
    }

    private static boolean naivelyCertified(Image picture, Fill fill) {
        int first = best(picture, MASKS.get(0), MASKS.get(0), fill);
        return IntStream.range(0, MASKS.size() * MASKS.size())
                .allMatch(i -> best(picture, MASKS.get(i / MASKS.size()), MASKS.get(i % MASKS.size()), fill) == first);
    }
}
