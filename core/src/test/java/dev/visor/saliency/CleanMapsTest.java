package dev.visor.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.PassCounter;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.CancelledException;
import dev.visor.run.MemoryJournal;
import dev.visor.run.RunContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CleanMapsTest {

    private static final int SIZE = 30;
    private static final int PLANE = SIZE * SIZE;
    private static final List<Readings> READINGS = List.of(Readings.values());
    private static final RunContext RUN = RunContext.of(1);
    private static final Image BRIGHT = Image.filled(SIZE, SIZE, new Color(0.75f, 0.75f, 0.75f));
    private static final Image DARK = Image.filled(SIZE, SIZE, new Color(0.25f, 0.25f, 0.25f));

    /** Bright pictures are Ann's, whose signal is 3 in the left half and 1 in the right; dark ones Bea's: 6 and 6. */
    private static LinearRecognizer recognizer() {
        float[] ann = new float[3 * PLANE];
        float[] bea = new float[3 * PLANE];
        for (int i = 0; i < ann.length; i++) {
            ann[i] = i % SIZE < SIZE / 2 ? 3 : 1;
            bea[i] = -6;
        }
        return new LinearRecognizer(RandomSystem.PEOPLE.subList(0, 2), List.of(ann, bea));
    }

    @Test
    void everyFaceWeighsTheSameHoweverStrongItsMap() {
        // Ann's map over its mean is 1.5 and 0.5, Bea's 1 and 1: their mean is 1.25 and 0.75.
        CleanMaps maps = CleanMaps.of(List.of(BRIGHT, DARK), READINGS, recognizer(), RUN);
        float floor = floor();
        SaliencyMap relative = maps.relative(ones(), Readings.ABSOLUTE);
        // The blur does not reach from the middle to the sides.
        assertThat(relative.value(SIZE / 2, 2)).isCloseTo(1 / (1.25f + floor), within(1e-3f));
        assertThat(relative.value(SIZE / 2, SIZE - 3)).isCloseTo(1 / (0.75f + floor), within(1e-3f));
    }

    @Test
    void ofManyFacesTakesAsManyInEvenSteps() {
        List<Image> many = IntStream.range(0, 3 * 4096)
                .mapToObj(i -> i % 3 == 0 ? BRIGHT : DARK)
                .toList();
        SaliencyMap expected =
                CleanMaps.of(List.of(BRIGHT), READINGS, recognizer(), RUN).relative(ones(), Readings.ABSOLUTE);
        SaliencyMap relative = CleanMaps.of(many, READINGS, recognizer(), RUN).relative(ones(), Readings.ABSOLUTE);
        assertThat(relative.values()).containsExactly(expected.values(), within(1e-5f));
        assertThat(CleanMaps.count(4095)).isEqualTo(4095);
    }

    @Test
    void partsComputedElsewhereGiveTheSameBits() {
        List<Image> faces = RandomSystem.pictures(1, 150, SIZE, SIZE);
        assertThat(CleanMaps.parts(150)).isEqualTo(3);
        MemoryJournal kept = new MemoryJournal();
        CleanMaps.computeParts(faces, 2, 3, READINGS, recognizer(), RUN.withJournal(kept));
        CleanMaps.computeParts(faces, 0, 1, READINGS, recognizer(), RUN.withJournal(kept));
        PassCounter passes = new PassCounter();
        CleanMaps together = CleanMaps.of(faces, READINGS, passes.count(recognizer()), RUN.withJournal(kept));
        assertThat(passes.backward()).isEqualTo(64);
        assertThat(together.relative(ones(), Readings.ABSOLUTE).values())
                .isEqualTo(CleanMaps.of(faces, READINGS, recognizer(), RUN)
                        .relative(ones(), Readings.ABSOLUTE)
                        .values());
    }

    /** Dark pictures have no positive signal, so that their mean map is nothing but what is added to it. */
    private static float floor() {
        CleanMaps maps = CleanMaps.of(List.of(DARK), READINGS, recognizer(), RUN);
        return 1 / maps.relative(ones(), Readings.POSITIVE).value(SIZE / 2, SIZE / 2);
    }

    private static SaliencyMap ones() {
        float[] ones = new float[PLANE];
        Arrays.fill(ones, 1);
        return new SaliencyMap(SIZE, SIZE, ones);
    }

    @Test
    void departureIsThatOfTheDirection() {
        // The clean map is the same everywhere; half a map of ones stands at 45 degrees to it, a single pixel at nearly
        // 90.
        CleanMaps maps = CleanMaps.of(List.of(DARK), READINGS, recognizer(), RUN);
        float[] half = new float[PLANE];
        Arrays.fill(half, 0, PLANE / 2, 7);
        float[] pixel = new float[PLANE];
        pixel[40] = 1;
        assertThat(maps.departure(ones(), Readings.ABSOLUTE)).isCloseTo(0, within(1e-6));
        assertThat(maps.departure(new SaliencyMap(SIZE, SIZE, half), Readings.ABSOLUTE))
                .isCloseTo(1 - Math.sqrt(0.5), within(1e-3));
        assertThat(maps.departure(new SaliencyMap(SIZE, SIZE, pixel), Readings.ABSOLUTE))
                .isCloseTo(1 - 1.0 / SIZE, within(1e-3));
        assertThat(maps.departure(new SaliencyMap(SIZE, SIZE, new float[PLANE]), Readings.ABSOLUTE))
                .isEqualTo(1);
        assertThatThrownBy(() -> CleanMaps.none().departure(ones(), Readings.ABSOLUTE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void placesWhereCleanFacesShowNothingDoNotExplode() {
        assertThat(floor()).isBetween(0.1f, 1f);
    }

    @Test
    void theFirstStepOfGuidedBackpropagationIsRelativeOnRequest() {
        LinearRecognizer recognizer = recognizer();
        CleanMaps maps = CleanMaps.of(List.of(BRIGHT), READINGS, recognizer, RUN);
        MapKind plain = new MapKind(Readings.ABSOLUTE, false);
        MapKind relative = new MapKind(Readings.ABSOLUTE, true);
        SaliencyMap direct = map(new GuidedBackpropagation(plain, maps), BRIGHT);
        assertThat(direct.value(0, 0)).isEqualTo(3);
        assertThat(direct.value(0, SIZE - 1)).isEqualTo(1);
        assertThat(map(new GuidedBackpropagation(plain, maps), DARK).value(0, 0))
                .isEqualTo(6);
        assertThat(map(new GuidedBackpropagation(relative, maps), BRIGHT).values())
                .isEqualTo(maps.relative(direct, Readings.ABSOLUTE).values());
    }

    private static SaliencyMap map(GuidedBackpropagation method, Image image) {
        return method.maps(List.of(image), recognizer()).get(0);
    }

    @ParameterizedTest
    @EnumSource(Readings.class)
    void survivesARoundTripThroughTensors(Reading reading) {
        CleanMaps maps = CleanMaps.of(List.of(BRIGHT, DARK), READINGS, recognizer(), RUN);
        NamedTensors.Builder builder = NamedTensors.builder();
        maps.writeTo(builder);
        NamedTensors tensors = builder.build();
        assertThat(tensors.names())
                .containsExactlyInAnyOrder("saliency.ABSOLUTE", "saliency.POSITIVE", "saliency.GRADIENT_TIMES_INPUT");
        SaliencyMap map = new SaliencyMap(
                SIZE,
                SIZE,
                Arrays.copyOf(RandomSystem.pictures(1, 1, SIZE, SIZE).get(0).values(), PLANE));
        assertThat(CleanMaps.readFrom(tensors).relative(map, reading).values())
                .isEqualTo(maps.relative(map, reading).values());
    }

    @Test
    void aRelativeMapNeedsCleanMaps() {
        SaliencyMap map = new SaliencyMap(1, 1, new float[1]);
        for (CleanMaps none : List.of(
                CleanMaps.none(), CleanMaps.readFrom(NamedTensors.builder().build()))) {
            assertThatThrownBy(() -> none.relative(map, Readings.POSITIVE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a relative map needs the mean map of clean faces, and there is none");
        }
    }

    @Test
    void stopsWhenTheRunIsCancelled() {
        assertThatThrownBy(() -> CleanMaps.of(List.of(BRIGHT), READINGS, recognizer(), RUN.cancelledWhen(() -> true)))
                .isInstanceOf(CancelledException.class);
    }
}
