package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResizingTest {

    @Test
    void shrinkingTakesTheMeanOfTheAreaCovered() {
        float[] values = new float[3 * 4 * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 23f;
        }
        Image small = Resizing.resize(Image.of(4, 2, values), 2, 1);
        for (int channel = 0; channel < 3; channel++) {
            for (int column = 0; column < 2; column++) {
                int first = channel * 8 + 2 * column;
                float mean = (values[first] + values[first + 1] + values[first + 4] + values[first + 5]) / 4;
                assertThat(small.value(channel, 0, column)).isCloseTo(mean, within(1e-6f));
            }
        }
    }

    @Test
    void growingIsBilinear() {
        Image image = Image.of(2, 1, new float[] {0, 1, 1, 0, 0.5f, 0.5f});
        Image wide = Resizing.resize(image, 4, 1);
        assertThat(wide.values())
                .containsExactly(
                        new float[] {0, 0.25f, 0.75f, 1, 1, 0.75f, 0.25f, 0, 0.5f, 0.5f, 0.5f, 0.5f}, within(1e-6f));
    }

    @Test
    void theSameSizeChangesNothing() {
        Image image = Image.filled(5, 4, new Color(0.1f, 0.2f, 0.3f));
        assertThat(Resizing.resize(image, 5, 4)).isEqualTo(image);
    }

    @Test
    void refusesASizeOutOfRange() {
        Image image = Image.filled(5, 4, new Color(0.1f, 0.2f, 0.3f));
        assertThatThrownBy(() -> Resizing.resize(image, 0, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal width: 0, must be in [1, 16384]");
        assertThatThrownBy(() -> Resizing.resize(image, 4, 16_385))
                .hasMessage("illegal height: 16385, must be in [1, 16384]");
    }
}
