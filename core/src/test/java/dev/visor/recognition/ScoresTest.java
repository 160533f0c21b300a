package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final Gallery GALLERY = new Gallery(RandomSystem.PEOPLE.subList(0, 3));
    private static final Identity BEA = RandomSystem.PEOPLE.get(1);

    @Test
    void probabilitiesAreTheSoftmaxOfTheLogits() {
        Scores scores = new Scores(GALLERY, new float[] {0, (float) Math.log(2), (float) Math.log(5)});
        assertThat(scores.probabilities()).containsExactly(new double[] {0.125, 0.25, 0.625}, within(1e-7));
        assertThat(scores.best()).isEqualTo(RandomSystem.PEOPLE.get(2));
        assertThat(scores.confidence()).isCloseTo(0.625, within(1e-7));
        assertThat(scores.confidence(BEA)).isCloseTo(0.25, within(1e-7));
    }

    @Test
    void largeLogitsDoNotOverflow() {
        Scores scores = new Scores(GALLERY, new float[] {1000, 999, -3e38f});
        assertThat(scores.confidence()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
        assertThat(scores.probabilities()[2]).isZero();
    }

    @Test
    void theFirstOfEqualsIsTheBest() {
        assertThat(new Scores(GALLERY, new float[] {1, 2, 2}).best()).isEqualTo(BEA);
        float[] gradient = LogitGradient.BEST.at(0, new Scores(GALLERY, new float[] {1, 2, 2}));
        assertThat(gradient).containsExactly(0, 1, 0);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> new Scores(GALLERY, new float[] {0, Float.NaN, 0}))
                .hasMessage("illegal logit: NaN, must be finite");
        assertThatThrownBy(() -> new Scores(GALLERY, new float[2]))
                .hasMessage("illegal number of logits: 2, must be 3");
    }

    @Test
    void canNotBeChangedFromOutside() {
        float[] logits = {1, 2, 3};
        Scores scores = new Scores(GALLERY, logits);
        logits[0] = 9;
        scores.logits()[1] = 9;
        scores.probabilities()[2] = 0;
        assertThat(scores.logits()).containsExactly(1, 2, 3);
        assertThat(scores.confidence()).isGreaterThan(0.6);
    }
}
