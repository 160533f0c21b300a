package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient at the pixels against central differences of the recognizer's own logits. */
class RecognizerGradientTest {

    private static final float[] LOSS = {1, -0.5f, 0.25f, -2};
    private static final float STEP = 2e-4f;

    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of(Alignment.DLIB, 150, 150),
                Arguments.of(Alignment.ARCFACE, 112, 112),
                Arguments.of(new Alignment("small", 0.36, 0.40, 0.62, 0.36), 90, 110),
                Arguments.of(new Alignment("large", 0.30, 0.40, 0.66, 0.36), 420, 360));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void theGradientIsTheSlopeInManyDirections(Alignment alignment, int width, int height) {
        try (RandomSystem system = RandomSystem.start(2, alignment, width, height)) {
            NetworkRecognizer recognizer = system.recognizer();
            Image picture = RandomSystem.pictures(3, 1, width, height).get(0);
            float[] gradient = recognizer
                    .backward(List.of(picture), (probe, scores) -> LOSS, BackwardRule.EXACT)
                    .get(0)
                    .gradient();
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < 4; i++) {
                float[] direction = direction(gradient, random);
                double slope = 0;
                for (int j = 0; j < gradient.length; j++) {
                    slope += (double) gradient[j] * direction[j];
                }
                double up = loss(recognizer, moved(picture, direction, STEP));
                double down = loss(recognizer, moved(picture, direction, -STEP));
                assertThat(slope).isGreaterThan(0.1).isCloseTo((up - down) / (2 * STEP), withinPercentage(1));
            }
        }
    }

    /** Uphill at the pixels of a drawn half of the picture, so that no error can hide behind others. */
    private static float[] direction(float[] gradient, SplittableRandom random) {
        float[] direction = new float[gradient.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextBoolean() ? Math.signum(gradient[i]) : 0;
        }
        return direction;
    }

    private static Image moved(Image picture, float[] direction, float step) {
        float[] values = picture.values();
        for (int i = 0; i < values.length; i++) {
            values[i] += step * direction[i];
        }
        return Image.of(picture.width(), picture.height(), values);
    }

    private static double loss(Recognizer recognizer, Image picture) {
        float[] logits = recognizer.identify(picture).logits();
        double loss = 0;
        for (int i = 0; i < logits.length; i++) {
            loss += (double) LOSS[i] * logits[i];
        }
        return loss;
    }
}
