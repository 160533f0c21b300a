package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.network.Preprocessing;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients in 16 bits: near those in 32 bits, and without any influence on what a recognizer answers. */
class Bfloat16Test {

    private static final LogitGradient LOSS = (probe, scores) -> new float[] {1, -0.5f, 0.25f, -2};
    private static final Map<Network, RandomSystem> EXACT = new EnumMap<>(Network.class);
    private static final Map<Network, RandomSystem> COARSE = new EnumMap<>(Network.class);

    private enum Network {
        RESNET29(150) {
            @Override
            RandomSystem start(Engine engine) {
                return RandomSystem.start(engine, Alignment.DLIB, 150, 150);
            }
        },
        VGG16(64) {
            @Override
            RandomSystem start(Engine engine) {
                return RandomSystem.startVgg16(engine, Preprocessing.TORCHVISION, 64, 64);
            }
        };

        private final List<Image> pictures;

        Network(int side) {
            pictures = RandomSystem.pictures(23, 6, side, side);
        }

        abstract RandomSystem start(Engine engine);
    }

    @BeforeAll
    static void start() {
        for (Network network : Network.values()) {
            EXACT.put(network, network.start(Engine.start(2)));
            COARSE.put(network, network.start(Engine.start(2, Precision.BFLOAT16)));
        }
    }

    @AfterAll
    static void stop() {
        EXACT.values().forEach(RandomSystem::close);
        COARSE.values().forEach(RandomSystem::close);
    }

    @ParameterizedTest
    @EnumSource(Network.class)
    void answersAreThoseOf32Bits(Network network) {
        List<Scores> expected = EXACT.get(network).recognizer().identify(network.pictures);
        List<Scores> actual = COARSE.get(network).recognizer().identify(network.pictures);
        List<float[]> expectedFeatures = EXACT.get(network).backbone().features(network.pictures);
        List<float[]> actualFeatures = COARSE.get(network).backbone().features(network.pictures);
        for (int i = 0; i < network.pictures.size(); i++) {
            assertThat(actual.get(i).logits()).isEqualTo(expected.get(i).logits());
            assertThat(actualFeatures.get(i)).isEqualTo(expectedFeatures.get(i));
        }
    }

    /**
     * Where drawn weights leave two values almost equal, another one may win, and its signal takes another way; most
     * often in the deeper network. With the embedded weights and faces, signals are nearer to each other.
     */
    @ParameterizedTest
    @CsvSource({"RESNET29, EXACT, 0.8", "RESNET29, GUIDED, 0.99", "VGG16, EXACT, 0.9", "VGG16, GUIDED, 0.99"})
    void signalsPointAlmostTheSameWay(Network network, BackwardRule rule, double cosine) {
        List<Backward> expected = EXACT.get(network).recognizer().backward(network.pictures, LOSS, rule);
        List<Backward> actual = COARSE.get(network).recognizer().backward(network.pictures, LOSS, rule);
        for (int i = 0; i < network.pictures.size(); i++) {
            float[] one = expected.get(i).gradient();
            float[] other = actual.get(i).gradient();
            assertThat(cosine(one, other)).isGreaterThan(cosine);
            assertThat(Math.sqrt(product(other, other) / product(one, one))).isBetween(0.9, 1.1);
            assertThat(other).isNotEqualTo(one);
        }
    }

    private static double cosine(float[] one, float[] other) {
        return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    /** Exact scores must be reported as exact, and others not. */
    @ParameterizedTest
    @EnumSource(Network.class)
    void exactScoresOfASignalAreTheAnswers(Network network) {
        NetworkRecognizer exact = EXACT.get(network).recognizer();
        NetworkRecognizer coarse = COARSE.get(network).recognizer();
        List<Backward> of32Bits = exact.backward(network.pictures, LOSS, BackwardRule.EXACT);
        assertThat(of32Bits).allMatch(result -> result.exactScores() == result.scores());
        assertThat(logits(of32Bits, Backward::scores)).containsExactlyElementsOf(answers(exact, network));
        List<Backward> of16Bits = coarse.backward(network.pictures, LOSS, BackwardRule.EXACT);
        assertThat(logits(of16Bits, Backward::scores)).doesNotContainAnyElementsOf(answers(coarse, network));
        assertThat(logits(of16Bits, Backward::exactScores)).containsExactlyElementsOf(answers(coarse, network));
    }

    private static List<List<Float>> logits(List<Backward> results, Function<Backward, Scores> scores) {
        return results.stream().map(scores).map(Bfloat16Test::logits).toList();
    }

    private static List<List<Float>> answers(NetworkRecognizer recognizer, Network network) {
        return recognizer.identify(network.pictures).stream()
                .map(Bfloat16Test::logits)
                .toList();
    }

    private static List<Float> logits(Scores scores) {
        float[] logits = scores.logits();
        return List.of(logits[0], logits[1], logits[2], logits[3]);
    }

    @Test
    void theBackboneHasThePrecisionOfItsEngine() {
        assertThat(EXACT.get(Network.RESNET29).backbone().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(COARSE.get(Network.RESNET29).backbone().precision()).isEqualTo(Precision.BFLOAT16);
    }
}
