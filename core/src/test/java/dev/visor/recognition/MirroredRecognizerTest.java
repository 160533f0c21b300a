package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirroredRecognizerTest {

    private static final int WIDTH = 6;
    private static final int HEIGHT = 4;
    private static final WhiteBoxRecognizer INNER = LinearRecognizer.random(RandomSystem.PEOPLE, WIDTH, HEIGHT, 0.5);
    private static final WhiteBoxRecognizer MIRRORED = new MirroredRecognizer(INNER);
    private static final List<Image> PICTURES = RandomSystem.pictures(4, 2, WIDTH, HEIGHT);

    @Test
    void answersAreThoseAboutTheMirrorImage() {
        for (Image picture : PICTURES) {
            assertThat(MIRRORED.identify(picture).logits())
                    .isEqualTo(INNER.identify(picture.mirrored()).logits())
                    .isNotEqualTo(INNER.identify(picture).logits());
            assertThat(MIRRORED.decide(picture).scores().best())
                    .isEqualTo(INNER.decide(picture.mirrored()).scores().best());
        }
    }

    @Test
    void gradientsAreSlopesAtThePixelsOfThePictureItself() {
        List<Backward> results = MIRRORED.backward(PICTURES, (probe, scores) -> first(scores), BackwardRule.EXACT);
        for (int picture = 0; picture < PICTURES.size(); picture++) {
            float[] gradient = results.get(picture).gradient();
            for (int i = 0; i < gradient.length; i++) {
                double difference =
                        logit(filled(PICTURES.get(picture), i, 1)) - logit(filled(PICTURES.get(picture), i, 0));
                assertThat((double) gradient[i]).isCloseTo(difference, within(1e-5));
            }
        }
    }

    private static float[] first(Scores scores) {
        float[] gradient = new float[scores.logits().length];
        gradient[0] = 1;
        return gradient;
    }

    private static double logit(Image picture) {
        return MIRRORED.identify(picture).logits()[0];
    }

    private static Image filled(Image image, int place, float value) {
        float[] values = image.values();
        values[place] = value;
        return Image.of(WIDTH, HEIGHT, values);
    }
}
