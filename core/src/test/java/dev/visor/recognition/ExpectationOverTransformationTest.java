package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectationOverTransformationTest {

    private static final int SIDE = 4;
    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE;

    /** The gradient of the first person's cross-entropy. */
    private static final LogitGradient LOSS = (probe, scores) -> {
        double[] probabilities = scores.probabilities();
        float[] gradient = new float[probabilities.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) (probabilities[i] - (i == 0 ? 1 : 0));
        }
        return gradient;
    };

    private static LinearRecognizer draw(long seed, List<Identity> people) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> weights = new ArrayList<>();
        for (int person = 0; person < people.size(); person++) {
            float[] own = new float[3 * SIDE * SIDE];
            for (int i = 0; i < own.length; i++) {
                own[i] = (float) random.nextGaussian();
            }
            weights.add(own);
        }
        return new LinearRecognizer(people, weights);
    }

    private static List<WhiteBoxRecognizer> draws() {
        return List.of(draw(1, PEOPLE), draw(2, PEOPLE), draw(3, PEOPLE));
    }

    private static List<Image> probes() {
        return RandomSystem.pictures(5, 3, SIDE, SIDE);
    }

    @Test
    void averagesLogitsAndGradientsValueByValue() {
        List<WhiteBoxRecognizer> draws = draws();
        WhiteBoxRecognizer all = new ExpectationOverTransformation(draws);
        for (BackwardRule rule : BackwardRule.values()) {
            List<Backward> results = all.backward(probes(), LOSS, rule);
            assertThat(results).hasSize(3);
            for (int probe = 0; probe < 3; probe++) {
                Image image = probes().get(probe);
                double[] logits = new double[4];
                double[] gradient = new double[3 * SIDE * SIDE];
                for (WhiteBoxRecognizer draw : draws) {
                    Backward own = draw.backward(List.of(image), LOSS, rule).get(0);
                    for (int i = 0; i < logits.length; i++) {
                        logits[i] += own.scores().logits()[i] / 3;
                    }
                    for (int i = 0; i < gradient.length; i++) {
                        gradient[i] += own.gradient()[i] / 3;
                    }
                }
                Backward result = results.get(probe);
                for (int i = 0; i < logits.length; i++) {
                    assertThat((double) result.scores().logits()[i]).isCloseTo(logits[i], within(1e-6));
                }
                for (int i = 0; i < gradient.length; i++) {
                    assertThat((double) result.gradient()[i]).isCloseTo(gradient[i], within(1e-6));
                }
                assertThat(all.identify(image).logits())
                        .isEqualTo(result.scores().logits());
                assertThat(result.exactScores()).isSameAs(result.scores());
            }
        }
        assertThat(all.gallery().people()).isEqualTo(PEOPLE);
        assertThat(all.baseline()).isEqualTo(draws.get(0).baseline());
    }

    /** It is the slope of the mean of the draws' losses, not of the loss at the mean logits. */
    @Test
    void theGradientIsThatOfTheMeanLoss() {
        List<WhiteBoxRecognizer> draws = draws();
        Image probe = probes().get(0);
        float[] gradient = new ExpectationOverTransformation(draws)
                .backward(List.of(probe), LOSS, BackwardRule.EXACT)
                .get(0)
                .gradient();
        float step = 1 / 64f;
        double atTheMeanLogits = 0;
        for (int i = 0; i < gradient.length; i++) {
            double up = meanLoss(draws, moved(probe, i, step));
            double down = meanLoss(draws, moved(probe, i, -step));
            assertThat((double) gradient[i]).isCloseTo((up - down) / (2 * step), within(1e-3));
            WhiteBoxRecognizer all = new ExpectationOverTransformation(draws);
            double slope = (loss(all, moved(probe, i, step)) - loss(all, moved(probe, i, -step))) / (2 * step);
            atTheMeanLogits = Math.max(atTheMeanLogits, Math.abs(slope - gradient[i]));
        }
        assertThat(atTheMeanLogits).isGreaterThan(0.1);
    }

    private static double meanLoss(List<WhiteBoxRecognizer> draws, Image image) {
        return draws.stream().mapToDouble(draw -> loss(draw, image)).average().orElseThrow();
    }

    private static double loss(WhiteBoxRecognizer recognizer, Image image) {
        return -Math.log(recognizer.identify(image).probabilities()[0]);
    }

    private static Image moved(Image image, int value, float step) {
        float[] values = image.values();
        values[value] += step;
        return Image.of(SIDE, SIDE, values);
    }

    @Test
    void oneDrawIsItself() {
        WhiteBoxRecognizer draw = draws().get(0);
        WhiteBoxRecognizer alone = new ExpectationOverTransformation(List.of(draw));
        Backward expected = draw.backward(probes(), LOSS, BackwardRule.EXACT).get(1);
        Backward result = alone.backward(probes(), LOSS, BackwardRule.EXACT).get(1);
        assertThat(result.gradient()).isEqualTo(expected.gradient());
        assertThat(result.scores().logits()).isEqualTo(expected.scores().logits());
    }

    /** A recognizer with another baseline, and scores that are off in a backward pass. */
    private record Other(WhiteBoxRecognizer inner, Color baseline) implements WhiteBoxRecognizer {

        @Override
        public Gallery gallery() {
            return inner.gallery();
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            return inner.identify(probes);
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            List<Backward> results = inner.backward(probes, loss, rule);
            return IntStream.range(0, probes.size())
                    .mapToObj(i -> new Backward(
                            new Scores(gallery(), new float[] {9, 0, 0, 0}),
                            results.get(i).gradient(),
                            probes.get(i),
                            inner))
                    .toList();
        }
    }

    @Test
    void exactScoresAreThoseOfIdentification() {
        WhiteBoxRecognizer exact = draws().get(0);
        WhiteBoxRecognizer all = new ExpectationOverTransformation(List.of(exact, new Other(exact, exact.baseline())));
        List<Backward> results = all.backward(probes(), LOSS, BackwardRule.EXACT);
        for (int i = 0; i < probes().size(); i++) {
            float[] identified = all.identify(probes().get(i)).logits();
            assertThat(results.get(i).scores().logits()).isNotEqualTo(identified);
            assertThat(results.get(i).exactScores().logits()).isEqualTo(identified);
        }
    }

    @Test
    void refusesWhatCanNotBeDrawsOfOneRecognizer() {
        WhiteBoxRecognizer first = draws().get(0);
        assertThatThrownBy(() -> new ExpectationOverTransformation(List.of()))
                .hasMessage("illegal number of draws: 0, must be at least 1");
        assertThatThrownBy(() -> new ExpectationOverTransformation(
                        List.of(first, draw(1, List.of(PEOPLE.get(1), PEOPLE.get(0))))))
                .hasMessage("illegal gallery of a draw: [Bea, Ann], must be [Ann, Bea, Cem, Dora] as of the first");
        assertThatThrownBy(() ->
                        new ExpectationOverTransformation(List.of(first, new Other(first, new Color(0, 0, 0)))))
                .hasMessageStartingWith("illegal baseline of a draw: ");
    }
}
