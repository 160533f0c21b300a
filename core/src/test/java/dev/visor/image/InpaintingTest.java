package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InpaintingTest {

    private static final int SIDE = 20;

    @Test
    void fillsTheMaskFromItsSurroundingsAndKeepsTheRest() {
        float[] values = new float[3 * SIDE * SIDE];
        boolean[] masked = new boolean[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int pixel = row * SIDE + column;
                masked[pixel] = row >= 8 && row < 12 && column >= 7;
                for (int channel = 0; channel < 3; channel++) {
                    values[channel * SIDE * SIDE + pixel] = masked[pixel] ? 1f : 0.2f + 0.1f * channel + 0.001f * row;
                }
            }
        }
        Image image = Image.of(SIDE, SIDE, values);
        Mask mask = Mask.of(SIDE, SIDE, masked);
        Image filled = Inpainting.telea(image, mask, 3);
        for (int i = 0; i < values.length; i++) {
            int channel = i / (SIDE * SIDE);
            int pixel = i % (SIDE * SIDE);
            float value = filled.value(channel, pixel / SIDE, pixel % SIDE);
            if (masked[pixel]) {
                assertThat(value).isCloseTo(0.21f + 0.1f * channel, within(0.02f));
            } else {
                assertThat(value).isEqualTo(values[i]);
            }
        }
    }

    @Test
    void anEmptyAndAFullMaskChangeNothing() {
        Image image = Image.filled(4, 3, new Color(0.1f, 0.2f, 0.3f));
        assertThat(Inpainting.telea(image, Mask.empty(4, 3), 3)).isEqualTo(image);
        assertThat(Inpainting.telea(image, full(4, 3), 3)).isEqualTo(image);
    }

    @Test
    void refusesAnotherSizeAndARadiusOutOfRange() {
        Image image = Image.filled(4, 3, new Color(0.1f, 0.2f, 0.3f));
        assertThatThrownBy(() -> Inpainting.telea(image, Mask.empty(3, 4), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal mask size: 3x4, must be 4x3");
        assertThatThrownBy(() -> Inpainting.telea(image, Mask.empty(4, 3), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal radius: 0.0, must be in (0, 100]");
    }

    private static Mask full(int width, int height) {
        return Morphology.dilate(Mask.of(width, height, first(width * height)), Math.max(width, height));
    }

    private static boolean[] first(int count) {
        boolean[] masked = new boolean[count];
        masked[0] = true;
        return masked;
    }
}
