package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanRecognizerTest {

    private static final int SIZE = 12;
    private static final List<Image> PICTURES = RandomSystem.pictures(4, 5, SIZE, SIZE);
    private static final List<LinearRecognizer> MEMBERS = List.of(drawn(1), drawn(2), drawn(3));

    private static LinearRecognizer drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> weights = new ArrayList<>();
        for (int person = 0; person < RandomSystem.PEOPLE.size(); person++) {
            float[] own = new float[3 * SIZE * SIZE];
            for (int i = 0; i < own.length; i++) {
                own[i] = (float) random.nextGaussian() / 10;
            }
            weights.add(own);
        }
        return new LinearRecognizer(RandomSystem.PEOPLE, weights);
    }

    @Test
    void givesTheMeanOfLogitsAndOfGradients() {
        MeanRecognizer mean = new MeanRecognizer(MEMBERS);
        // Depends on the scores, so that it tells whether each member's own ones were asked.
        LogitGradient loss = (probe, scores) -> {
            float[] gradient = scores.logits();
            gradient[probe % gradient.length] += 1;
            return gradient;
        };
        List<Backward> results = mean.backward(PICTURES, loss, BackwardRule.EXACT);
        List<Scores> identified = mean.identify(PICTURES);
        for (int i = 0; i < PICTURES.size(); i++) {
            int picture = i;
            float[] logits = results.get(i).scores().logits();
            assertThat(identified.get(i).logits()).isEqualTo(logits);
            for (int person = 0; person < logits.length; person++) {
                int index = person;
                double expected = MEMBERS.stream()
                        .mapToDouble(
                                member -> member.identify(PICTURES.get(picture)).logits()[index])
                        .average()
                        .orElseThrow();
                assertThat((double) logits[person]).isCloseTo(expected, offset(1e-4));
            }
            float[] gradient = results.get(i).gradient();
            for (int j = 0; j < gradient.length; j += 17) {
                int index = j;
                double expected = MEMBERS.stream()
                        .mapToDouble(member -> member.backward(PICTURES, loss, BackwardRule.EXACT)
                                .get(picture)
                                .gradient()[index])
                        .average()
                        .orElseThrow();
                assertThat((double) gradient[j]).isCloseTo(expected, offset(1e-4));
            }
        }
        assertThat(mean.decide(PICTURES)).allMatch(decision -> decision.verdict() == Verdict.PERSON);
    }

    @Test
    void refusesMembersThatKnowOtherPeople() {
        LinearRecognizer stranger = LinearRecognizer.random(RandomSystem.PEOPLE.subList(0, 2), SIZE, SIZE, 0.1);
        assertThatThrownBy(() -> new MeanRecognizer(List.of(MEMBERS.get(0), stranger)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be the same");
    }
}
