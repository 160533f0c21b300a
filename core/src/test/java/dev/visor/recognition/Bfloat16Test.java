package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients in 16 bits: near those in 32 bits, and without any influence on what a recognizer answers. */
class Bfloat16Test {

    private static final List<Image> PICTURES = RandomSystem.pictures(23, 6, 64, 64);
    private static final LogitGradient LOSS = (probe, scores) -> new float[] {1, -0.5f, 0.25f, -2};
    private static RandomSystem exact;
    private static RandomSystem coarse;

    @BeforeAll
    static void start() {
        exact = start(Precision.FLOAT32);
        coarse = start(Precision.BFLOAT16);
    }

    private static RandomSystem start(Precision precision) {
        return RandomSystem.startVgg16(Engine.start(2, precision), Preprocessing.TORCHVISION, 64, 64);
    }

    @AfterAll
    static void stop() {
        exact.close();
        coarse.close();
    }

    @Test
    void answersAreThoseOf32Bits() {
        List<Scores> expected = exact.recognizer().identify(PICTURES);
        List<Scores> actual = coarse.recognizer().identify(PICTURES);
        List<float[]> features = exact.backbone().features(PICTURES);
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(actual.get(i).logits()).isEqualTo(expected.get(i).logits());
            assertThat(coarse.backbone().features(PICTURES).get(i)).isEqualTo(features.get(i));
        }
    }

    /** Where drawn weights leave two values almost equal, another one may win, and its signal takes another way. */
    @ParameterizedTest
    @CsvSource({"EXACT, 0.9", "GUIDED, 0.99"})
    void signalsPointAlmostTheSameWay(BackwardRule rule, double cosine) {
        List<Backward> expected = exact.recognizer().backward(PICTURES, LOSS, rule);
        List<Backward> actual = coarse.recognizer().backward(PICTURES, LOSS, rule);
        for (int i = 0; i < PICTURES.size(); i++) {
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

    /** What is true of the one must be told of it, and what is not must not be believed. */
    @Test
    void tellsWhetherTheScoresOfASignalAreItsAnswers() {
        assertThat(exact.recognizer().exactBackward()).isTrue();
        assertThat(scoresOfSignals(exact)).containsExactlyElementsOf(answers(exact));
        assertThat(coarse.recognizer().exactBackward()).isFalse();
        assertThat(scoresOfSignals(coarse)).doesNotContainAnyElementsOf(answers(coarse));
    }

    private static List<List<Float>> scoresOfSignals(RandomSystem system) {
        return system.recognizer().backward(PICTURES, LOSS, BackwardRule.EXACT).stream()
                .map(result -> logits(result.scores()))
                .toList();
    }

    private static List<List<Float>> answers(RandomSystem system) {
        return system.recognizer().identify(PICTURES).stream()
                .map(Bfloat16Test::logits)
                .toList();
    }

    private static List<Float> logits(Scores scores) {
        float[] logits = scores.logits();
        return List.of(logits[0], logits[1], logits[2], logits[3]);
    }

    @Test
    void resnet29StaysExact() {
        Image picture = RandomSystem.pictures(1, 1, 150, 150).get(0);
        try (RandomSystem system = RandomSystem.start(Engine.start(2, Precision.BFLOAT16), Alignment.DLIB, 150, 150);
                RandomSystem plain = RandomSystem.start(2)) {
            assertThat(system.recognizer().exactBackward()).isTrue();
            Backward expected = plain.recognizer()
                    .backward(List.of(picture), LOSS, BackwardRule.EXACT)
                    .get(0);
            Backward actual = system.recognizer()
                    .backward(List.of(picture), LOSS, BackwardRule.EXACT)
                    .get(0);
            assertThat(actual.gradient()).isEqualTo(expected.gradient());
            assertThat(actual.scores().logits()).isEqualTo(expected.scores().logits());
            assertThat(system.recognizer().identify(picture).logits())
                    .isEqualTo(actual.scores().logits());
        }
    }
}
