package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.image.Image;
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
    private static final Map<RandomNetwork, RandomSystem> EXACT = new EnumMap<>(RandomNetwork.class);
    private static final Map<RandomNetwork, RandomSystem> COARSE = new EnumMap<>(RandomNetwork.class);

    @BeforeAll
    static void start() {
        for (RandomNetwork network : RandomNetwork.values()) {
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
    @EnumSource(RandomNetwork.class)
    void answersAreThoseOf32Bits(RandomNetwork network) {
        List<Scores> expected = EXACT.get(network).recognizer().identify(few(network));
        List<Scores> actual = COARSE.get(network).recognizer().identify(few(network));
        List<float[]> expectedFeatures = EXACT.get(network).backbone().features(few(network));
        List<float[]> actualFeatures = COARSE.get(network).backbone().features(few(network));
        for (int i = 0; i < few(network).size(); i++) {
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
    void signalsPointAlmostTheSameWay(RandomNetwork network, BackwardRule rule, double cosine) {
        List<Backward> expected = EXACT.get(network).recognizer().backward(few(network), LOSS, rule);
        List<Backward> actual = COARSE.get(network).recognizer().backward(few(network), LOSS, rule);
        for (int i = 0; i < few(network).size(); i++) {
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
    @EnumSource(RandomNetwork.class)
    void exactScoresOfASignalAreTheAnswers(RandomNetwork network) {
        NetworkRecognizer exact = EXACT.get(network).recognizer();
        NetworkRecognizer coarse = COARSE.get(network).recognizer();
        List<Backward> of32Bits = exact.backward(few(network), LOSS, BackwardRule.EXACT);
        assertThat(of32Bits).allMatch(result -> result.exactScores() == result.scores());
        assertThat(logits(of32Bits, Backward::scores)).containsExactlyElementsOf(answers(exact, network));
        List<Backward> of16Bits = coarse.backward(few(network), LOSS, BackwardRule.EXACT);
        assertThat(logits(of16Bits, Backward::scores)).doesNotContainAnyElementsOf(answers(coarse, network));
        assertThat(logits(of16Bits, Backward::exactScores)).containsExactlyElementsOf(answers(coarse, network));
    }

    private static List<List<Float>> logits(List<Backward> results, Function<Backward, Scores> scores) {
        return results.stream().map(scores).map(Bfloat16Test::logits).toList();
    }

    private static List<List<Float>> answers(NetworkRecognizer recognizer, RandomNetwork network) {
        return recognizer.identify(few(network)).stream()
                .map(Bfloat16Test::logits)
                .toList();
    }

    private static List<Float> logits(Scores scores) {
        float[] logits = scores.logits();
        return List.of(logits[0], logits[1], logits[2], logits[3]);
    }

    @Test
    void theBackboneHasThePrecisionOfItsEngine() {
        assertThat(EXACT.get(RandomNetwork.RESNET29).backbone().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(COARSE.get(RandomNetwork.RESNET29).backbone().precision()).isEqualTo(Precision.BFLOAT16);
    }

    private static List<Image> few(RandomNetwork network) {
        return network.pictures.subList(0, 6);
    }
}
