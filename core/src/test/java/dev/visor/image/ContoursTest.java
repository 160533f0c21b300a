package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContoursTest {

    static LongStream seeds() {
        return RandomMasks.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesWhatTheNaiveTwinDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mask mask = RandomMasks.draw(random);
        List<TreeSet<Integer>> parts = naiveParts(mask);
        int minArea = random.nextInt(0, 30);
        assertThat(Contours.dropSmaller(mask, minArea))
                .as("phi %d, seed %d", minArea, seed)
                .isEqualTo(naiveDropSmaller(mask, parts, minArea));
    }

    @Test
    void pixelsThatTouchAtACornerBelongTogether() {
        Mask mask = Mask.of(3, 2, new boolean[] {true, false, false, false, true, false});
        assertThat(Contours.dropSmaller(mask, 2)).isEqualTo(mask);
        assertThat(Contours.dropSmaller(mask, 3)).isEqualTo(Mask.empty(3, 2));
    }

    @Test
    void refusesANegativeArea() {
        assertThatThrownBy(() -> Contours.dropSmaller(Mask.empty(2, 2), -3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal phi: -3, must be at least 0");
    }

    /** Merges sets of pixels for as long as any two of them touch. */
    private static List<TreeSet<Integer>> naiveParts(Mask mask) {
        List<TreeSet<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < mask.width() * mask.height(); i++) {
            if (!mask.contains(i)) {
                continue;
            }
            TreeSet<Integer> grown = new TreeSet<>(List.of(i));
            List<TreeSet<Integer>> others = new ArrayList<>();
            for (TreeSet<Integer> part : parts) {
                int pixel = i;
                if (part.stream().anyMatch(member -> touch(member, pixel, mask.width()))) {
                    grown.addAll(part);
                } else {
                    others.add(part);
                }
            }
            others.add(grown);
            parts = others;
        }
        return parts;
    }

    private static boolean touch(int a, int b, int width) {
        return Math.abs(a / width - b / width) <= 1 && Math.abs(a % width - b % width) <= 1;
    }

    private static Mask naiveDropSmaller(Mask mask, List<TreeSet<Integer>> parts, int minArea) {
        boolean[] kept = new boolean[mask.width() * mask.height()];
        parts.stream().filter(part -> part.size() >= minArea).forEach(part -> part.forEach(i -> kept[i] = true));
        return Mask.of(mask.width(), mask.height(), kept);
    }
}
