package dev.visor.attack.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.face.Alignment;
import dev.visor.image.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquaresTest {

    private static final int WIDTH = 70;
    private static final int HEIGHT = 60;
    private static final int PLANE = WIDTH * HEIGHT;
    private static final Mask REGION = EyeglassFrame.DEFAULT
            .wear(Alignment.DLIB.landmarks(WIDTH, HEIGHT), WIDTH, HEIGHT)
            .region();

    private static float[] gray() {
        float[] texture = new float[3 * PLANE];
        Arrays.fill(texture, 0.5f);
        return texture;
    }

    /** Returns the pixels of which a value differs. */
    private static List<Integer> changed(float[] before, float[] after) {
        return IntStream.range(0, PLANE)
                .filter(i -> IntStream.range(0, 3).anyMatch(c -> before[c * PLANE + i] != after[c * PLANE + i]))
                .boxed()
                .toList();
    }

    @Test
    void stripesColorEveryColumnOfTheRegionAndNothingElse() {
        float[] texture = gray();
        new Squares(REGION).drawStripes(texture, new SplittableRandom(1));
        assertThat(changed(gray(), texture))
                .containsExactlyElementsOf(IntStream.range(0, PLANE)
                        .filter(REGION::contains)
                        .boxed()
                        .toList());
        for (int index : changed(gray(), texture)) {
            int first = IntStream.range(0, HEIGHT)
                            .filter(row -> REGION.contains(row, index % WIDTH))
                            .findFirst()
                            .orElseThrow()
                    * WIDTH;
            for (int channel = 0; channel < 3; channel++) {
                assertThat(texture[channel * PLANE + index])
                        .isIn(0f, 1f)
                        .isEqualTo(texture[channel * PLANE + first + index % WIDTH]);
            }
        }
        long colors = IntStream.range(0, WIDTH)
                .mapToObj(column -> Arrays.asList(
                        texture[firstRow(column) * WIDTH + column], texture[PLANE + firstRow(column) * WIDTH + column]))
                .distinct()
                .count();
        assertThat(colors).isGreaterThan(2);
    }

    private static int firstRow(int column) {
        return IntStream.range(0, HEIGHT)
                .filter(row -> REGION.contains(row, column))
                .findFirst()
                .orElse(0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3, 0.05, 0.002, 1e-9})
    void aSquareChangesWhatOfItLiesInTheRegionToOneColor(double share) {
        Squares squares = new Squares(REGION);
        SplittableRandom random = new SplittableRandom(2);
        int side = squares.side(share);
        float[] texture = gray();
        for (int round = 0; round < 50; round++) {
            float[] before = texture.clone();
            squares.drawSquare(texture, share, random);
            List<Integer> changed = changed(before, texture);
            assertThat(changed).isNotEmpty().allMatch(REGION::contains);
            assertThat(changed.stream().map(i -> Arrays.asList(texture[i], texture[PLANE + i], texture[2 * PLANE + i])))
                    .containsOnly(Arrays.asList(
                            texture[changed.get(0)],
                            texture[PLANE + changed.get(0)],
                            texture[2 * PLANE + changed.get(0)]));
            assertThat(extent(changed.stream().mapToInt(i -> i / WIDTH).toArray()))
                    .isLessThanOrEqualTo(side);
            assertThat(extent(changed.stream().mapToInt(i -> i % WIDTH).toArray()))
                    .isLessThanOrEqualTo(side);
        }
    }

    private static int extent(int[] values) {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow()
                + 1;
    }

    @Test
    void squaresReachEveryPixelOfTheRegion() {
        float[] texture = gray();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5000; i++) {
            new Squares(REGION).drawSquare(texture, 0.01, random);
        }
        assertThat(changed(gray(), texture)).hasSize(REGION.area());
    }

    @Test
    void theSideIsThatOfTheShareOfTheBoundingBox() {
        boolean[] corners = new boolean[20 * 30];
        corners[4 * 20 + 3] = true;
        corners[23 * 20 + 12] = true;
        Squares squares = new Squares(Mask.of(20, 30, corners));
        assertThat(squares.side(0.5)).isEqualTo(10);
        assertThat(squares.side(0.08)).isEqualTo(4);
        assertThat(squares.side(1)).isEqualTo(10);
        assertThat(squares.side(1e-6)).isEqualTo(1);
    }
}
