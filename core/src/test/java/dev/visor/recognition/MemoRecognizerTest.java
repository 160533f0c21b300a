package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoRecognizerTest {

    private static final int SIZE = 8;
    private static final List<Image> PICTURES = RandomSystem.pictures(5, 4, SIZE, SIZE);
    private static final List<Image> OTHERS = RandomSystem.pictures(6, 4, SIZE, SIZE);

    private final LinearRecognizer inner = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);
    private final PassCounter counting = new PassCounter();
    private final MemoRecognizer memo = new MemoRecognizer(counting.count(inner));

    private static List<float[]> logits(List<Scores> scores) {
        return scores.stream().map(Scores::logits).toList();
    }

    @Test
    void answersAsTheOtherOneInOnePass() {
        List<float[]> expected = logits(inner.identify(PICTURES));
        for (int i = 0; i < 3; i++) {
            List<float[]> answers = logits(memo.identify(new ArrayList<>(PICTURES)));
            List<Decision> decisions = memo.decide(PICTURES);
            for (int picture = 0; picture < PICTURES.size(); picture++) {
                assertThat(answers.get(picture)).isEqualTo(expected.get(picture));
                assertThat(decisions.get(picture).scores().logits()).isEqualTo(expected.get(picture));
                assertThat(decisions.get(picture).verdict()).isEqualTo(Verdict.PERSON);
            }
        }
        assertThat(counting.forward()).isEqualTo(4);
    }

    @Test
    void asksAgainAboutOtherPictures() {
        memo.identify(PICTURES);
        assertThat(memo.identify(OTHERS).get(2).logits())
                .isEqualTo(inner.identify(OTHERS.get(2)).logits());
        assertThat(memo.identify(PICTURES.subList(0, 1)).get(0).logits())
                .isEqualTo(inner.identify(PICTURES.get(0)).logits());
        List<Image> swapped = List.of(PICTURES.get(1), PICTURES.get(0), PICTURES.get(2), PICTURES.get(3));
        memo.identify(PICTURES);
        assertThat(memo.identify(swapped).get(0).logits())
                .isEqualTo(inner.identify(PICTURES.get(1)).logits());
        assertThat(counting.forward()).isEqualTo(4 + 4 + 1 + 4 + 4);
    }

    /** The same list with other pictures in it is another list. */
    @Test
    void whatIsRememberedDoesNotChangeWithTheList() {
        List<Image> changing = new ArrayList<>(PICTURES);
        memo.identify(changing);
        changing.set(0, OTHERS.get(0));
        assertThat(memo.identify(changing).get(0).logits())
                .isEqualTo(inner.identify(OTHERS.get(0)).logits());
    }

    @Test
    void saliencySignalsShareOnePassAndOtherGradientsDoNot() {
        float[] expected = inner.backward(PICTURES, LogitGradient.BEST, BackwardRule.GUIDED)
                .get(1)
                .gradient();
        for (int i = 0; i < 2; i++) {
            assertThat(memo.backward(PICTURES, LogitGradient.BEST, BackwardRule.GUIDED)
                            .get(1)
                            .gradient())
                    .isEqualTo(expected);
        }
        assertThat(counting.backward()).isEqualTo(4);
        LogitGradient first = (probe, scores) -> new float[] {1, 0, 0, 0};
        float[] ofFirst =
                inner.backward(PICTURES, first, BackwardRule.GUIDED).get(1).gradient();
        assertThat(memo.backward(PICTURES, first, BackwardRule.GUIDED).get(1).gradient())
                .isEqualTo(ofFirst);
        memo.backward(PICTURES, LogitGradient.BEST, BackwardRule.EXACT);
        memo.backward(PICTURES, LogitGradient.BEST, BackwardRule.EXACT);
        assertThat(counting.backward()).isEqualTo(4 * 4);
        memo.backward(OTHERS, LogitGradient.BEST, BackwardRule.GUIDED);
        assertThat(counting.backward()).isEqualTo(5 * 4);
    }

    @Test
    void whoIsUnknownStaysUnknown() {
        WhiteBoxRecognizer wary = new ForwardingRecognizer(inner) {
            @Override
            public List<Scores> identify(List<Image> probes) {
                return inner().identify(probes);
            }

            @Override
            public List<Decision> decide(List<Image> probes) {
                return inner().decide(probes).stream()
                        .map(decision -> decision.as(Verdict.UNKNOWN))
                        .toList();
            }

            @Override
            public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
                return inner().backward(probes, loss, rule);
            }
        };
        assertThat(new MemoRecognizer(wary).decide(PICTURES))
                .allMatch(decision -> decision.verdict() == Verdict.UNKNOWN);
    }
}
