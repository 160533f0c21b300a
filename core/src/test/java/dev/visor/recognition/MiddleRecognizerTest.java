package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.image.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pictures with a margin before a recognizer of closely cropped faces. */
class MiddleRecognizerTest {

    private static final int SIZE = 16;
    private static final int MARGIN = 5;
    private static final int SIDE = SIZE + 2 * MARGIN;

    @Test
    void theMiddleIsRecognizedAndTheMarginHasNoGradient() {
        WhiteBoxRecognizer close = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.02);
        WhiteBoxRecognizer middle = new MiddleRecognizer(close, MARGIN);
        List<Image> wide = RandomSystem.pictures(4, 2, SIDE, SIDE);
        List<Image> cut = wide.stream()
                .map(picture -> picture.crop(MARGIN, MARGIN, SIZE, SIZE))
                .toList();
        assertThat(middle.identify(wide).get(1).logits())
                .isEqualTo(close.identify(cut.get(1)).logits());
        assertThat(middle.decide(wide.get(1)).verdict())
                .isEqualTo(close.decide(cut.get(1)).verdict());

        List<Backward> expected = close.backward(cut, LogitGradient.BEST, BackwardRule.EXACT);
        List<Backward> results = middle.backward(wide, LogitGradient.BEST, BackwardRule.EXACT);
        for (int picture = 0; picture < 2; picture++) {
            float[] gradient = results.get(picture).gradient();
            float[] inner = expected.get(picture).gradient();
            float[] surrounded = new float[gradient.length];
            for (int i = 0; i < inner.length; i++) {
                int row = i / SIZE % SIZE + MARGIN;
                int channel = i / (SIZE * SIZE);
                surrounded[(channel * SIDE + row) * SIDE + i % SIZE + MARGIN] = inner[i];
            }
            assertThat(gradient).isEqualTo(surrounded);
            assertThat(results.get(picture).exactScores().logits())
                    .isEqualTo(expected.get(picture).exactScores().logits());
        }
    }
}
