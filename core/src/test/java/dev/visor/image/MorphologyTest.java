package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MorphologyTest {

    static LongStream seeds() {
        return RandomMasks.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesWhatTheNaiveTwinDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mask mask = RandomMasks.draw(random);
        int n = (int) (seed % 9);
        assertThat(Morphology.dilate(mask, n))
                .as("dilate, seed %d, n %d", seed, n)
                .isEqualTo(naiveDilate(mask, n));
        assertThat(Morphology.close(mask, n))
                .as("close, seed %d, n %d", seed, n)
                .isEqualTo(naiveClose(mask, n));
    }

    @Test
    void closingNeitherErodesNorJoinsWhatIsAtTheBorder() {
        Mask single = mask("....", ".#..", "....");
        assertThat(Morphology.close(single, 2)).isEqualTo(single);
        assertThat(Morphology.close(mask("#.#..", ".....", "..#.."), 1)).isEqualTo(mask("###..", "..#..", "..#.."));
    }

    @Test
    void closingFillsAHole() {
        assertThat(Morphology.close(mask("###", "#.#", "###"), 1)).isEqualTo(mask("###", "###", "###"));
    }

    @Test
    void anyNumberOfStepsIsAllowed() {
        Mask mask = mask("#..", "...", "..#");
        assertThat(Morphology.dilate(mask, Integer.MAX_VALUE).area()).isEqualTo(9);
        assertThat(Morphology.close(mask, Integer.MAX_VALUE)).isEqualTo(naiveClose(mask, 20));
    }

    @Test
    void refusesANegativeNumberOfSteps() {
        assertThatThrownBy(() -> Morphology.close(Mask.empty(2, 2), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal n: -1, must be at least 0");
    }

    private static Mask mask(String... rows) {
        int width = rows[0].length();
        String all = String.join("", rows);
        boolean[] masked = new boolean[all.length()];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = all.charAt(i) == '#';
        }
        return Mask.of(width, rows.length, masked);
    }

    private static Mask naiveDilate(Mask mask, int n) {
        Mask result = mask;
        for (int step = 0; step < n; step++) {
            result = naiveStep(result, true);
        }
        return result;
    }

    private static Mask naiveErode(Mask mask, int n) {
        Mask result = mask;
        for (int step = 0; step < n; step++) {
            result = naiveStep(result, false);
        }
        return result;
    }

    /** A pixel becomes the value looked for if it or one of its neighbors inside the picture has it. */
    private static Mask naiveStep(Mask mask, boolean lookedFor) {
        boolean[] result = new boolean[mask.width() * mask.height()];
        for (int row = 0; row < mask.height(); row++) {
            for (int column = 0; column < mask.width(); column++) {
                boolean found = false;
                for (int y = row - 1; y <= row + 1; y++) {
                    for (int x = column - 1; x <= column + 1; x++) {
                        boolean inside = y >= 0 && y < mask.height() && x >= 0 && x < mask.width();
                        found |= inside && mask.contains(y, x) == lookedFor;
                    }
                }
                result[row * mask.width() + column] = found == lookedFor;
            }
        }
        return Mask.of(mask.width(), mask.height(), result);
    }

    /** On a canvas so large that its border is never reached. */
    private static Mask naiveClose(Mask mask, int n) {
        int margin = 2 * n + 2;
        int width = mask.width() + 2 * margin;
        int height = mask.height() + 2 * margin;
        boolean[] canvas = new boolean[width * height];
        for (int row = 0; row < mask.height(); row++) {
            for (int column = 0; column < mask.width(); column++) {
                canvas[(row + margin) * width + column + margin] = mask.contains(row, column);
            }
        }
        Mask closed = naiveErode(naiveDilate(Mask.of(width, height, canvas), n), n);
        boolean[] result = new boolean[mask.width() * mask.height()];
        for (int row = 0; row < mask.height(); row++) {
            for (int column = 0; column < mask.width(); column++) {
                result[row * mask.width() + column] = closed.contains(row + margin, column + margin);
            }
        }
        return Mask.of(mask.width(), mask.height(), result);
    }
}
