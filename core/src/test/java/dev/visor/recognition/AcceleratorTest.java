package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.device.Compute;
import dev.visor.device.Device;
import dev.visor.image.Image;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An accelerator gives what the processor gives, but for the last digits. Where drawn weights leave two values almost equal,
 * another one may win, and its signal takes another way: so gradients differ more than scores.
 */
@Tag("cuda")
class AcceleratorTest {

    private static final LogitGradient LOSS = (probe, scores) -> {
        float[] gradient = new float[scores.gallery().size()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) scores.probabilities()[i] - i;
        }
        return gradient;
    };

    @ParameterizedTest
    @EnumSource(RandomNetwork.class)
    void givesTheScoresAndGradientsOfTheProcessor(RandomNetwork network) {
        try (RandomSystem near = network.start(engine(Device.CPU, Precision.FLOAT32));
                RandomSystem far = network.start(engine(Device.CUDA, Precision.FLOAT32))) {
            List<Image> pictures = network.pictures;
            assertClose(logits(near, pictures), logits(far, pictures), 1e-4);
            for (BackwardRule rule : BackwardRule.values()) {
                assertClose(gradients(near, pictures, rule), gradients(far, pictures, rule), 0.05);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RandomNetwork.class)
    void givesAPictureTheSameEachTimeAndWhateverLiesBesideIt(RandomNetwork network) {
        try (RandomSystem far = network.start(engine(Device.CUDA, Precision.FLOAT32))) {
            List<float[]> together = logits(far, network.pictures);
            assertThat(logits(far, network.pictures)).usingRecursiveComparison().isEqualTo(together);
            for (int i = 0; i < network.pictures.size(); i += 13) {
                assertThat(logits(far, network.pictures.subList(i, i + 1)).get(0))
                        .containsExactly(together.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RandomNetwork.class)
    void pullsGradientsBackInHalfPrecision(RandomNetwork network) {
        try (RandomSystem near = network.start(engine(Device.CPU, Precision.FLOAT32));
                RandomSystem far = network.start(engine(Device.CUDA, Precision.BFLOAT16))) {
            assertClose(logits(near, network.pictures), logits(far, network.pictures), 1e-4);
            assertClose(
                    gradients(near, network.pictures, BackwardRule.EXACT),
                    gradients(far, network.pictures, BackwardRule.EXACT),
                    0.75);
        }
    }

    private static Engine engine(Device device, Precision precision) {
        return Engine.start(new Compute(2, device), precision);
    }

    private static List<float[]> logits(RandomSystem system, List<Image> pictures) {
        return system.recognizer().identify(pictures).stream()
                .map(Scores::logits)
                .toList();
    }

    private static List<float[]> gradients(RandomSystem system, List<Image> pictures, BackwardRule rule) {
        return system.recognizer().backward(pictures, LOSS, rule).stream()
                .map(Backward::gradient)
                .toList();
    }

    /** Compares by the length of the difference, relative to that of what is expected. */
    private static void assertClose(List<float[]> expected, List<float[]> actual, double most) {
        double worst = 0;
        for (int i = 0; i < expected.size(); i++) {
            double difference = 0;
            double length = 0;
            for (int j = 0; j < expected.get(i).length; j++) {
                double apart = actual.get(i)[j] - expected.get(i)[j];
                difference += apart * apart;
                length += (double) expected.get(i)[j] * expected.get(i)[j];
            }
            worst = Math.max(worst, Math.sqrt(difference / length));
        }
        assertThat(worst).isLessThan(most);
    }
}
