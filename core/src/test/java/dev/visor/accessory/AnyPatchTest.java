package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnyPatchTest {

    private static final CoverConfig ANY = CoverConfig.UNION;

    private static List<Mask> cover(AnyPatch patch, int width, int height) {
        return patch.cover(eyes(width, height), width, height, ANY);
    }

    private static Landmarks eyes(int width, int height) {
        return Alignment.ARCFACE.landmarks(width, height);
    }

    @ParameterizedTest
    @CsvSource({"0.02, 1, 6, 112, 112", "0.02, 2, 4, 112, 96", "0.001, 1, 16, 40, 50", "0.25, 16, 2, 30, 30"})
    void aMaskHidesEveryPatchAtEveryPlace(double share, double stretch, int perSide, int width, int height) {
        AnyPatch patch = new AnyPatch(share, stretch, perSide);
        List<Mask> masks = cover(patch, width, height);
        assertThat(masks).hasSizeBetween(1, perSide * perSide);
        assertThat(patch.masks(ANY)).isEqualTo(perSide * perSide);
        SplittableRandom random = new Seed(8).derive("patches").random();
        List<Mask> regions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            regions.add(patch.draw(random, eyes(width, height), width, height).region());
        }
        int side = (int) Math.ceil(Math.min(Math.sqrt(share * stretch * width * height), Math.min(width, height)));
        for (int top = 0; top <= height - side; top += 1) {
            for (int left = 0; left <= width - side; left += 1 + left % 3) {
                regions.add(square(width, height, top, left, side));
            }
        }
        for (Mask region : regions) {
            assertThat(masks).anyMatch(mask -> mask.union(region).equals(mask));
        }
    }

    /** A patch that is a pixel longer than the longest that touches these pixels is hidden nowhere in between. */
    @Test
    void masksAreNoLargerThanNeeded() {
        List<Mask> masks = cover(AnyPatch.DEFAULT, 112, 112);
        // The side is 15.84 pixels, which touch 17; there are 96 places, so masks begin every 16 pixels.
        assertThat(masks).hasSize(36);
        assertThat(masks.get(7)).isEqualTo(square(112, 112, 16, 16, 32));
        assertThat(masks)
                .noneMatch(mask -> mask.union(square(112, 112, 15, 15, 18)).equals(mask));
    }

    private static Mask square(int width, int height, int top, int left, int side) {
        boolean[] inside = new boolean[width * height];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = i / width >= top && i / width < top + side && i % width >= left && i % width < left + side;
        }
        return Mask.of(width, height, inside);
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatThrownBy(() -> new AnyPatch(0, 1, 6)).hasMessage("illegal share: 0.0, must be in (0, 0.25]");
        assertThatThrownBy(() -> new AnyPatch(0.1, 0.5, 6)).hasMessage("illegal stretch: 0.5, must be in [1, 16]");
        assertThatThrownBy(() -> new AnyPatch(0.1, 1, 1)).hasMessage("illegal masks per side: 1, must be in [2, 16]");
    }
}
