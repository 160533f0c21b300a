package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.network.Preprocessing;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
    private static final Map<Network, RandomSystem> ONE = new EnumMap<>(Network.class);
    private static final Map<Network, RandomSystem> THREE = new EnumMap<>(Network.class);
    private static RandomSystem one;
    private static RandomSystem three;

    /** What computes in a way of its own. */
    private enum Network {
        RESNET29(150) {
            @Override
            RandomSystem start(int threads) {
                return RandomSystem.start(threads);
            }
        },
        RESNET29_IN_BFLOAT16(150) {
            @Override
            RandomSystem start(int threads) {
                return RandomSystem.start(Engine.start(threads, Precision.BFLOAT16), Alignment.DLIB, 150, 150);
            }
        },
        VGG16(64) {
            @Override
            RandomSystem start(int threads) {
                return RandomSystem.startVgg16(Engine.start(threads), Preprocessing.TORCHVISION, 64, 64);
            }
        },
        VGG16_IN_BFLOAT16(64) {
            @Override
            RandomSystem start(int threads) {
                Engine engine = Engine.start(threads, Precision.BFLOAT16);
                return RandomSystem.startVgg16(engine, Preprocessing.TORCHVISION, 64, 64);
            }
        };

        private final List<Image> pictures;

        Network(int side) {
            pictures = RandomSystem.pictures(17, 7, side, side);
        }

        abstract RandomSystem start(int threads);
    }

    @BeforeAll
    static void start() {
        for (Network network : Network.values()) {
            ONE.put(network, network.start(1));
            THREE.put(network, network.start(3));
        }
        one = ONE.get(Network.RESNET29);
        three = THREE.get(Network.RESNET29);
    }

    @AfterAll
    static void stop() {
        ONE.values().forEach(RandomSystem::close);
        THREE.values().forEach(RandomSystem::close);
    }

    @ParameterizedTest
    @EnumSource(Network.class)
    void scoresAndFeaturesAreTheSameAloneAndAmongOthers(Network network) {
        RandomSystem one = ONE.get(network);
        List<Integer> order = shuffled();
        List<Image> pictures = order.stream().map(network.pictures::get).toList();
        for (RandomSystem system : List.of(one, THREE.get(network))) {
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

    static Stream<Arguments> passes() {
        return Stream.of(Network.values())
                .flatMap(network -> Stream.of(BackwardRule.values()).map(rule -> Arguments.of(network, rule)));
    }

    @ParameterizedTest
    @MethodSource("passes")
    void gradientsAreTheSameAloneAndAmongOthers(Network network, BackwardRule rule) {
        RandomSystem one = ONE.get(network);
        List<Integer> order = shuffled();
        List<Image> pictures = order.stream().map(network.pictures::get).toList();
        List<Backward> alone = network.pictures.stream()
                .map(picture ->
                        one.recognizer().backward(List.of(picture), LOSS, rule).get(0))
                .toList();
        for (RandomSystem system : List.of(one, THREE.get(network))) {
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
    void theLossKnowsWhichPictureItIsAbout() {
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
