package dev.visor.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.RandomSystem;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillTest {

    private static final int SIZE = 40;
    private static final Image IMAGE = RandomSystem.pictures(4, 1, SIZE, SIZE).get(0);

    @ParameterizedTest
    @EnumSource(Fills.class)
    void leavesTheOtherPixelsAsTheyAreAndReplacesTheMasked(Fill fill) {
        SplittableRandom random = new SplittableRandom(1);
        boolean[] pixels = new boolean[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(3) == 0 || i / SIZE < 6;
        }
        Mask mask = Mask.of(SIZE, SIZE, pixels);
        Image filled = fill.apply(IMAGE, mask);
        float[] before = IMAGE.values();
        float[] after = filled.values();
        int replaced = 0;
        for (int i = 0; i < before.length; i++) {
            if (mask.contains(i % (SIZE * SIZE))) {
                replaced += after[i] == before[i] ? 0 : 1;
            } else {
                assertThat(after[i]).isEqualTo(before[i]);
            }
        }
        assertThat(replaced).isGreaterThan(3 * mask.area() / 2);
        assertThat(Image.fromRgb8(SIZE, SIZE, filled.toRgb8())).isEqualTo(filled);
    }

    @ParameterizedTest
    @EnumSource(Fills.class)
    void anEmptyMaskChangesNothing(Fill fill) {
        assertThat(fill.apply(IMAGE, Mask.empty(SIZE, SIZE))).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @EnumSource(Fills.class)
    void aFullMaskLeavesBlackOrWhatThereWas(Fill fill) {
        boolean[] all = new boolean[SIZE * SIZE];
        Arrays.fill(all, true);
        Image expected = fill == Fills.ZERO ? Image.filled(SIZE, SIZE, new Color(0, 0, 0)) : IMAGE;
        assertThat(fill.apply(IMAGE, Mask.of(SIZE, SIZE, all))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fills.class,
            names = {"MEAN", "BLUR", "TELEA"})
    void nothingOfTheMaskedColorsIsLeft(Fill fill) {
        Color skin = Color.rgb8(180, 120, 90);
        byte[] rgb = Image.filled(SIZE, SIZE, skin).toRgb8();
        boolean[] pixels = new boolean[SIZE * SIZE];
        for (int row = 10; row < 20; row++) {
            for (int column = 5; column < 35; column++) {
                pixels[row * SIZE + column] = true;
                rgb[3 * (row * SIZE + column) + 2] = (byte) 255;
            }
        }
        Image filled = fill.apply(Image.fromRgb8(SIZE, SIZE, rgb), Mask.of(SIZE, SIZE, pixels));
        // Telea's fill follows slopes as well, which rounding makes out of nothing, by a few levels.
        float tolerance = (fill == Fills.TELEA ? 6.01f : 1.01f) / 255;
        assertThat(filled.values())
                .containsExactly(Image.filled(SIZE, SIZE, skin).values(), within(tolerance));
    }

    @Test
    void theMeanIsThatOfTheOtherPixels() {
        Image image = Image.fromRgb8(3, 1, new byte[] {10, 20, 30, 30, 40, 90, 99, 99, 99});
        Image filled = Fills.MEAN.apply(image, Mask.of(3, 1, new boolean[] {false, false, true}));
        assertThat(filled.toRgb8()).containsExactly(10, 20, 30, 30, 40, 90, 20, 30, 60);
    }
}
