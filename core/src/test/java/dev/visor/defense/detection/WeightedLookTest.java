package dev.visor.defense.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.visor.attack.Dodging;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.attack.Loss;
import dev.visor.image.Image;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightedLookTest {

    private static final int SIDE = 4;
    private static final double SLACK = 0.7;
    private static final LinearRecognizer INNER = LinearRecognizer.random(RandomSystem.PEOPLE, SIDE, SIDE, 0.5);

    static Stream<Goal> goals() {
        return RandomSystem.PEOPLE.stream()
                .flatMap(person -> Stream.of(new Impersonation(person), new Dodging(person)));
    }

    @ParameterizedTest
    @MethodSource("goals")
    void theGradientIsTheSlopeOfTheLogisticLossOfTheMargin(Goal goal) {
        WeightedLook look = new WeightedLook(INNER, SLACK);
        for (Image picture : RandomSystem.pictures(3, 4, SIDE, SIDE)) {
            var result = look.backward(
                            List.of(picture), (probe, scores) -> Loss.MARGIN.gradient(goal, scores), BackwardRule.EXACT)
                    .get(0);
            float[] gradient = result.gradient();
            for (int i = 0; i < gradient.length; i++) {
                double slope = (loss(goal, moved(picture, i, 1e-3f)) - loss(goal, moved(picture, i, -1e-3f))) / 2e-3;
                assertThat((double) gradient[i]).isCloseTo(slope, offset(1e-3));
            }
            Scores plain = INNER.identify(picture);
            assertThat(result.scores().logits()).isEqualTo(plain.logits());
            assertThat(look.identify(picture).logits()).isEqualTo(plain.logits());
            assertThat(look.decide(picture).verdict())
                    .isEqualTo(INNER.decide(picture).verdict());
        }
    }

    private static double loss(Goal goal, Image picture) {
        return Math.log1p(Math.exp(-goal.margin(INNER.identify(picture)) - SLACK));
    }

    private static Image moved(Image image, int value, float step) {
        float[] values = image.values();
        values[value] += step;
        return Image.of(SIDE, SIDE, values);
    }
}
