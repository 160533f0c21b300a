package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores that come with a gradient, and the exact ones. */
class BackwardTest {

    private static final int SIZE = 8;
    private static final List<Image> PICTURES = RandomSystem.pictures(7, 4, SIZE, SIZE);
    private static final float[] GRADIENT = new float[3 * SIZE * SIZE];

    private static LinearRecognizer recognizer() {
        return LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.5);
    }

    private static Backward approximate(Image probe, Recognizer recognizer) {
        return new Backward(new Scores(recognizer.gallery(), new float[4]), GRADIENT, probe, recognizer);
    }

    /** Counts its calls, not its pictures. */
    private static final class Calls extends ForwardingRecognizer {

        private final List<Integer> calls = new ArrayList<>();

        Calls() {
            super(recognizer());
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            calls.add(probes.size());
            return inner().identify(probes);
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            return inner().decide(probes);
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            return probes.stream().map(probe -> approximate(probe, this)).toList();
        }
    }

    @Test
    void exactScoresOfManyPicturesAreIdentifiedTogetherAndOnce() {
        Calls recognizer = new Calls();
        List<Backward> results = recognizer.backward(PICTURES, LogitGradient.BEST, BackwardRule.EXACT);
        Scores second = results.get(1).exactScores();
        List<Scores> all = Backward.exactScores(results);
        assertThat(recognizer.calls).containsExactly(1, 3);
        assertThat(all.get(1)).isSameAs(second);
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(all.get(i).logits())
                    .isEqualTo(recognizer().identify(PICTURES.get(i)).logits());
            assertThat(results.get(i).exactScores()).isSameAs(all.get(i));
        }
        assertThat(recognizer.calls).hasSize(2);
    }

    @Test
    void eachRecognizerIdentifiesItsOwn() {
        Calls one = new Calls();
        Calls other = new Calls();
        Scores scores = new Scores(one.gallery(), new float[4]);
        List<Scores> exact = Backward.exactScores(List.of(
                approximate(PICTURES.get(0), one),
                new Backward(scores, GRADIENT),
                approximate(PICTURES.get(1), other),
                approximate(PICTURES.get(2), one)));
        assertThat(exact.get(1)).isSameAs(scores);
        assertThat(exact.get(2).logits())
                .isEqualTo(recognizer().identify(PICTURES.get(1)).logits());
        assertThat(one.calls).containsExactly(2);
        assertThat(other.calls).containsExactly(1);
    }

    @Test
    void anotherGradientKeepsTheScores() {
        Calls recognizer = new Calls();
        Backward result = approximate(PICTURES.get(0), recognizer);
        Backward pulled = result.withGradient(new float[] {1, 2, 3});
        assertThat(pulled.gradient()).containsExactly(1, 2, 3);
        assertThat(pulled.scores()).isSameAs(result.scores());
        assertThat(pulled.exactScores()).isSameAs(result.exactScores());
        assertThat(recognizer.calls).containsExactly(1);
    }

    /** What is identified on behalf of a gradient costs a pass, too. */
    @Test
    void passesForExactScoresAreCounted() {
        PassCounter counter = new PassCounter();
        List<Backward> results = counter.count(new Calls()).backward(PICTURES, LogitGradient.BEST, BackwardRule.EXACT);
        assertThat(counter.forward()).isZero();
        Backward.exactScores(results);
        assertThat(counter.forward()).isEqualTo(PICTURES.size());
        assertThat(counter.backward()).isEqualTo(PICTURES.size());
    }
}
