package dev.visor.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks that an attacker holds over several steps. */
class HoldingTest {

    private static final int SIZE = 24;
    private static final List<Image> PICTURES = RandomSystem.pictures(5, 6, SIZE, SIZE);
    private static final List<Image> EARLIER = PICTURES.subList(0, 3);
    private static final List<Image> LATER = PICTURES.subList(3, 6);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.05);
    private static final CleanMaps CLEAN = CleanMaps.of(PICTURES, RECOGNIZER, RunContext.of(1));
    private static final LogitGradient FIRST = (probe, scores) -> {
        float[] gradient = new float[scores.logits().length];
        gradient[0] = 1;
        return gradient;
    };
    private static final MapKind MAP = MapKind.parse("gradient_times_input");
    private static final SaliencyMaskConfig CONFIG =
            new SaliencyMaskConfig(MAP, Threshold.quantile(0.8), 1, 3, SIZE, Fills.MEAN);

    static Stream<Cleansing> choosing() {
        return Stream.of(
                new SaliencyMaskDefense(CONFIG, CLEAN),
                new VotingMaskDefense(
                        new VotingMaskDefense.Config(
                                List.of(CONFIG, CONFIG.with(MAP, Threshold.quantile(0.6))), 1, Fills.MEAN),
                        CLEAN),
                new RandomizedMaskDefense(
                        new RandomizedMaskDefense.Config(List.of(MAP), 0.7, 0.95, CONFIG, 2), CLEAN, new Seed(3)),
                new LocalGradientsSmoothing(new LocalGradientsSmoothing.Config(6, 2, SIZE, 0.1, 2.3)));
    }

    private static List<Backward> backward(WhiteBoxRecognizer recognizer, List<Image> pictures) {
        return recognizer.backward(pictures, FIRST, BackwardRule.EXACT);
    }

    /** Returns the one at the last picture. */
    private static float[] gradient(WhiteBoxRecognizer recognizer, List<Image> pictures) {
        return backward(recognizer, pictures).get(pictures.size() - 1).gradient();
    }

    @ParameterizedTest
    @MethodSource("choosing")
    void theGradientPassesEarlierMasksAndTheAnswerThoseOfThePicture(Cleansing cleansing) {
        WhiteBoxRecognizer defended = cleansing.protect(RECOGNIZER);
        WhiteBoxRecognizer held = defended.holding(EARLIER);

        assertThat(held.exactBackward()).isFalse();
        assertThat(gradient(held, EARLIER)).isEqualTo(gradient(defended, EARLIER));
        assertThat(gradient(held, LATER)).isNotEqualTo(gradient(defended, LATER));
        assertThat(held.identify(LATER).get(0).logits())
                .isEqualTo(defended.identify(LATER).get(0).logits());
        assertThat(held.decide(LATER).get(0).scores().logits())
                .isEqualTo(defended.decide(LATER).get(0).scores().logits());
        assertThatThrownBy(() -> backward(held, PICTURES))
                .hasMessage("illegal number of probes: 6, must be 3 as of the earlier pictures");
    }

    @Test
    void theGradientIsZeroUnderTheEarlierMaskAndNowhereElse() {
        Cleansing cleansing = new SaliencyMaskDefense(CONFIG, CLEAN);
        List<Backward> results = backward(cleansing.protect(RECOGNIZER).holding(EARLIER), LATER);
        for (int i = 0; i < LATER.size(); i++) {
            Mask mask = cleansing.cleanse(EARLIER.get(i), RECOGNIZER).mask();
            float[] gradient = results.get(i).gradient();
            for (int value = 0; value < gradient.length; value++) {
                assertThat(gradient[value] == 0).isEqualTo(mask.contains(value % (SIZE * SIZE)));
            }
            assertThat(results.get(i).scores().logits())
                    .isEqualTo(RECOGNIZER
                            .identify(Fills.MEAN.apply(LATER.get(i), mask))
                            .logits());
        }
    }

    @Test
    void theDrawsOfAnAttackerAreHeldEach() {
        RandomizedMaskDefense randomized = new RandomizedMaskDefense(
                new RandomizedMaskDefense.Config(List.of(MAP), 0.7, 0.95, CONFIG, 2), CLEAN, new Seed(3));
        WhiteBoxRecognizer surrogate = randomized.surrogate(RECOGNIZER);
        WhiteBoxRecognizer held = surrogate.holding(EARLIER);
        assertThat(gradient(held, EARLIER)).isEqualTo(gradient(surrogate, EARLIER));
        assertThat(gradient(held, LATER)).isNotEqualTo(gradient(surrogate, LATER));
    }

    @Test
    void masksBehindAnotherAreHeldToo() {
        RegionMask front = new RegionMask(corner(), Fills.MEAN);
        Cleansing behind = new SaliencyMaskDefense(CONFIG, CLEAN);
        WhiteBoxRecognizer held = front.protect(behind.protect(RECOGNIZER)).holding(EARLIER);
        for (int i = 0; i < LATER.size(); i++) {
            Mask mask =
                    behind.cleanse(front.cleanse(EARLIER.get(i)), RECOGNIZER).mask();
            Image seen = Fills.MEAN.apply(front.cleanse(LATER.get(i)), mask);
            assertThat(backward(held, LATER).get(i).scores().logits())
                    .isEqualTo(RECOGNIZER.identify(seen).logits());
        }
    }

    @Test
    void whatDoesNotChooseByThePictureStaysAsItIs() {
        WhiteBoxRecognizer masked = new RegionMask(corner(), Fills.MEAN).protect(RECOGNIZER);
        assertThat(RECOGNIZER.holding(EARLIER)).isSameAs(RECOGNIZER);
        assertThat(masked.holding(EARLIER)).isSameAs(masked);
        WhiteBoxRecognizer both = new ExpectationOverTransformation(List.of(masked, RECOGNIZER));
        assertThat(both.holding(EARLIER)).isSameAs(both);
    }

    /** Else masks behind a threshold could not be held. */
    @Test
    void aThresholdLeavesTheSurrogateAsItIs() {
        WhiteBoxRecognizer masked = new SaliencyMaskDefense(CONFIG, CLEAN).surrogate(RECOGNIZER);
        assertThat(Rejection.ARTICLE.surrogate(masked)).isSameAs(masked);
    }

    private static Mask corner() {
        boolean[] inside = new boolean[SIZE * SIZE];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = i % SIZE < 8 && i / SIZE < 8;
        }
        return Mask.of(SIZE, SIZE, inside);
    }
}
