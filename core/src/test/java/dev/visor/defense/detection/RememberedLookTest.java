package dev.visor.defense.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.Impersonation;
import dev.visor.attack.Loss;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.RandomSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedLookTest {

    private static final int SIZE = 6;
    private static final List<Image> PICTURES = RandomSystem.pictures(3, 100, SIZE, SIZE);

    private final LinearRecognizer inner = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.5);
    private final RememberedLook look = new RememberedLook(inner);

    private static LogitGradient towards(Identity person) {
        return (probe, scores) -> Loss.MARGIN.gradient(new Impersonation(person), scores);
    }

    private void same(List<Image> pictures, LogitGradient loss) {
        List<Backward> expected = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.5)
                .backward(pictures, loss, BackwardRule.EXACT);
        List<Backward> results = look.backward(pictures, loss, BackwardRule.EXACT);
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(results.get(i).gradient()).isEqualTo(expected.get(i).gradient());
            assertThat(results.get(i).scores().logits())
                    .isEqualTo(expected.get(i).scores().logits());
        }
    }

    @Test
    void theSameGradientOfTheSamePictureIsComputedOnce() {
        LogitGradient loss = towards(RandomSystem.PEOPLE.get(0));
        same(PICTURES.subList(0, 10), loss);
        same(PICTURES.subList(0, 10), loss);
        assertThat(inner.backwardCalls()).isEqualTo(1);
        same(List.of(PICTURES.get(3), PICTURES.get(20), PICTURES.get(7)), loss);
        assertThat(inner.backwardCalls()).isEqualTo(2);
        same(PICTURES.subList(0, 10), towards(RandomSystem.PEOPLE.get(1)));
        assertThat(inner.backwardCalls()).isEqualTo(3);
        assertThat(look.backward(PICTURES.subList(0, 1), towards(RandomSystem.PEOPLE.get(1)), BackwardRule.GUIDED))
                .hasSize(1);
        assertThat(inner.backwardCalls())
                .as("another rule gives another gradient")
                .isEqualTo(4);
    }

    /** Only so many pictures are kept, those that were asked about last. */
    @Test
    void theLastPicturesAreKept() {
        LogitGradient loss = towards(RandomSystem.PEOPLE.get(2));
        for (Image picture : PICTURES) {
            same(List.of(picture), loss);
            same(List.of(PICTURES.get(0)), loss);
        }
        assertThat(inner.backwardCalls()).isEqualTo(PICTURES.size());
        same(List.of(PICTURES.get(1)), loss);
        assertThat(inner.backwardCalls()).isEqualTo(PICTURES.size() + 1);
    }
}
