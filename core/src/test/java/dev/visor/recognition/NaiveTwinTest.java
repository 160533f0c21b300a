package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Image;
import dev.visor.network.Preprocessing;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.torch.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole recognizer against a second implementation that shares no line with it. */
class NaiveTwinTest {

    private static final float[] SIGNAL = {1, -0.5f, 0.25f, -2};

    @Test
    void logitsGradientsAndGuidedSignalsAreThoseOfTheTwin() {
        try (RandomSystem system = RandomSystem.start(2)) {
            NetworkRecognizer recognizer = system.recognizer();
            Image picture = RandomSystem.pictures(1, 1, 150, 150).get(0);
            NaiveNetwork twin = new NaiveNetwork(RandomWeights.resnet29(), recognizer.head());

            double[] logits = twin.logits(picture.values());
            float[] actual = recognizer.identify(picture).logits();
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) actual[i]).isCloseTo(logits[i], within(1e-4));
            }
            assertClose(gradient(recognizer, picture, BackwardRule.EXACT), twin.back(signal(), false), 1e-3);
            assertClose(gradient(recognizer, picture, BackwardRule.GUIDED), twin.back(signal(), true), 1e-3);
        }
    }

    @Test
    void vgg16IsItsTwinToo() {
        Preprocessing preprocessing =
                new Preprocessing(ChannelOrder.BGR, List.of(90.0, 105.0, 130.0), List.of(60.0, 75.0, 50.0));
        try (RandomSystem system = RandomSystem.startVgg16(Engine.start(2), preprocessing, 64, 64)) {
            NetworkRecognizer recognizer = system.recognizer();
            Image picture = RandomSystem.pictures(1, 1, 64, 64).get(0);
            NaiveVgg16 twin =
                    new NaiveVgg16(RandomWeights.vgg16(preprocessing), preprocessing, recognizer.head(), 64, 64);

            List<double[]> answers = twin.answers(picture.values());
            float[] features = system.backbone().features(List.of(picture)).get(0);
            assertClose(features, answers.get(0), 1e-4);
            assertClose(recognizer.identify(picture).logits(), answers.get(1), 1e-4);
            assertClose(gradient(recognizer, picture, BackwardRule.EXACT), twin.back(signal(), false), 1e-3);
            assertClose(gradient(recognizer, picture, BackwardRule.GUIDED), twin.back(signal(), true), 1e-3);
        }
    }

    private static double[] signal() {
        double[] signal = new double[SIGNAL.length];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = SIGNAL[i];
        }
        return signal;
    }

    private static float[] gradient(NetworkRecognizer recognizer, Image picture, BackwardRule rule) {
        return recognizer
                .backward(List.of(picture), (probe, scores) -> SIGNAL, rule)
                .get(0)
                .gradient();
    }

    /** Single precision can tip an activation near zero, which moves a few values a little. */
    private static void assertClose(float[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSize(expected.length);
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            size += expected[i] * expected[i];
        }
        assertThat(Math.sqrt(size)).isGreaterThan(1e-3);
        assertThat(Math.sqrt(error / size)).isLessThan(tolerance);
    }
}
