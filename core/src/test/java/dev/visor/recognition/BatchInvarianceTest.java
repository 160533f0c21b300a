package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a picture depends on nothing but the picture, down to the last bit. */
class BatchInvarianceTest {

    private static final LogitGradient LOSS = (probe, scores) -> {
        float[] gradient = new float[scores.gallery().size()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) scores.probabilities()[i] - i;
        }
        return gradient;
    };
    private static final List<Image> PICTURES = RandomSystem.pictures(17, 7, 150, 150);
    private static RandomSystem one;
    private static RandomSystem three;

    @BeforeAll
    static void start() {
        one = RandomSystem.start(1);
        three = RandomSystem.start(3);
    }

    @AfterAll
    static void stop() {
        one.close();
        three.close();
    }

    @Test
    void scoresAndFeaturesAreTheSameAloneAndAmongOthers() {
        List<Integer> order = shuffled();
        List<Image> pictures = order.stream().map(PICTURES::get).toList();
        for (RandomSystem system : List.of(one, three)) {
            List<Scores> together = system.recognizer().identify(pictures);
            List<float[]> features = system.backbone().features(pictures);
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(together.get(i).logits())
                        .isEqualTo(one.recognizer().identify(pictures.get(i)).logits());
                assertThat(features.get(i))
                        .isEqualTo(one.backbone()
                                .features(List.of(pictures.get(i)))
                                .get(0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BackwardRule.class)
    void gradientsAreTheSameAloneAndAmongOthers(BackwardRule rule) {
        List<Integer> order = shuffled();
        List<Image> pictures = order.stream().map(PICTURES::get).toList();
        List<Backward> alone = PICTURES.stream()
                .map(picture ->
                        one.recognizer().backward(List.of(picture), LOSS, rule).get(0))
                .toList();
        for (RandomSystem system : List.of(one, three)) {
            List<Backward> together = system.recognizer().backward(pictures, LOSS, rule);
            for (int i = 0; i < pictures.size(); i++) {
                Backward expected = alone.get(order.get(i));
                assertThat(together.get(i).gradient()).isEqualTo(expected.gradient());
                assertThat(together.get(i).scores().logits())
                        .isEqualTo(expected.scores().logits());
            }
        }
    }

    private static List<Integer> shuffled() {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
        Collections.shuffle(order, new Random(4));
        return order;
    }

    @Test
    void theLossIsToldWhichPictureItIsAbout() {
        NetworkRecognizer recognizer = three.recognizer();
        List<Backward> own = recognizer.backward(PICTURES, (probe, scores) -> unit(probe % 3), BackwardRule.EXACT);
        for (int i = 0; i < PICTURES.size(); i++) {
            int person = i % 3;
            assertThat(own.get(i).gradient())
                    .isEqualTo(recognizer
                            .backward(PICTURES.subList(i, i + 1), (probe, scores) -> unit(person), BackwardRule.EXACT)
                            .get(0)
                            .gradient());
        }
    }

    private static float[] unit(int person) {
        float[] gradient = new float[4];
        gradient[person] = 1;
        return gradient;
    }

    @Test
    void theRecognizerIsTheSameAfterALossThatThrows() {
        NetworkRecognizer recognizer = three.recognizer();
        List<float[]> before = logits(recognizer);
        Backward signal = recognizer
                .backward(PICTURES.subList(0, 1), LOSS, BackwardRule.GUIDED)
                .get(0);
        IllegalStateException failure = new IllegalStateException("no gradient for the fifth picture");
        assertThatThrownBy(() -> recognizer.backward(
                        PICTURES,
                        (probe, scores) -> {
                            if (probe == 5) {
                                throw failure;
                            }
                            return LOSS.at(probe, scores);
                        },
                        BackwardRule.GUIDED))
                .isSameAs(failure);
        assertThatThrownBy(() -> recognizer.backward(PICTURES, (probe, scores) -> new float[3], BackwardRule.EXACT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal logit gradient: 3 values, must be 4");
        List<float[]> after = logits(recognizer);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isEqualTo(before.get(i));
        }
        assertThat(recognizer
                        .backward(PICTURES.subList(0, 1), LOSS, BackwardRule.GUIDED)
                        .get(0)
                        .gradient())
                .isEqualTo(signal.gradient());
    }

    private static List<float[]> logits(Recognizer recognizer) {
        return recognizer.identify(PICTURES).stream().map(Scores::logits).toList();
    }

    @Test
    void noPicturesGiveNoResults() {
        assertThat(one.recognizer().identify(List.of())).isEmpty();
        assertThat(one.recognizer().backward(List.of(), LOSS, BackwardRule.EXACT))
                .isEmpty();
        assertThat(one.backbone().features(List.of())).isEmpty();
    }

    @Test
    void refusesAPictureOfAnotherSizeByName() {
        Image small = RandomSystem.pictures(1, 1, 40, 30).get(0);
        assertThatThrownBy(() -> one.recognizer().identify(small))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal size of a probe: 40x30, this recognizer takes 150x150");
    }
}
