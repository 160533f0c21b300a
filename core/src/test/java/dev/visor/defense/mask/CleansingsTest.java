package dev.visor.defense.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Cleansing;
import dev.visor.defense.Fills;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CleansingsTest {

    private static final int SIZE = 24;
    private static final int PLANE = SIZE * SIZE;
    private static final MapKind ABSOLUTE = MapKind.plain(Readings.ABSOLUTE);
    private static final MapKind RELATIVE = MapKind.relative(Readings.POSITIVE);
    private static final List<Image> PICTURES = RandomSystem.pictures(5, 6, SIZE, SIZE);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.05);
    private static final CleanMaps CLEAN =
            CleanMaps.of(PICTURES, List.of(Readings.values()), RECOGNIZER, RunContext.of(1));

    private static SaliencyMaskConfig config(MapKind map, double mu) {
        return new SaliencyMaskConfig(map, Threshold.quantile(mu), 1, 3, SIZE, Fills.MEAN);
    }

    @Test
    void pixelsThatEnoughMasksTakeAreReplaced() {
        List<SaliencyMaskConfig> voters =
                List.of(config(ABSOLUTE, 0.8), config(RELATIVE, 0.7), config(MapKind.plain(Readings.POSITIVE), 0.75));
        List<List<Cleansed>> alone = voters.stream()
                .map(voter -> new SaliencyMaskDefense(voter, CLEAN).cleanse(PICTURES, RECOGNIZER))
                .toList();
        for (int votes = 1; votes <= 3; votes++) {
            VotingMaskDefense.Config config = new VotingMaskDefense.Config(voters, votes, Fills.MEAN);
            List<Cleansed> together = new VotingMaskDefense(config, CLEAN).cleanse(PICTURES, RECOGNIZER);
            for (int i = 0; i < PICTURES.size(); i++) {
                Mask mask = together.get(i).mask();
                for (int pixel = 0; pixel < PLANE; pixel++) {
                    int picture = i;
                    int index = pixel;
                    long taken = alone.stream()
                            .filter(voter -> voter.get(picture).mask().contains(index))
                            .count();
                    assertThat(mask.contains(pixel)).isEqualTo(taken >= votes);
                    assertThat(together.get(i).map().value(pixel / SIZE, pixel % SIZE))
                            .isCloseTo(taken / 3f, offset(1e-6f));
                }
                assertThat(mask.area()).isBetween(1, PLANE - 1);
                assertThat(together.get(i).image()).isEqualTo(Fills.MEAN.apply(PICTURES.get(i), mask));
            }
        }
        assertThatThrownBy(() -> new VotingMaskDefense.Config(voters, 4, Fills.MEAN))
                .hasMessage("illegal votes: 4, must be from 1 to 3");
        assertThatThrownBy(() -> new VotingMaskDefense.Config(List.of(), 1, Fills.MEAN))
                .hasMessage("illegal voters: [], must be at least one");
    }

    @Test
    void aRandomizedMaskDependsOnTheSeedAndThePictureAlone() {
        RandomizedMaskDefense defense = randomized(1);
        List<Mask> masks = masks(defense, PICTURES);
        assertThat(masks(randomized(1), PICTURES)).isEqualTo(masks);
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(defense.cleanse(PICTURES.get(i), RECOGNIZER).mask()).isEqualTo(masks.get(i));
        }
        assertThat(masks(randomized(2), PICTURES)).isNotEqualTo(masks);
        assertThat(masks.stream().map(Mask::area).distinct().count()).isGreaterThan(1);
    }

    private static RandomizedMaskDefense randomized(long seed) {
        RandomizedMaskDefense.Config config =
                new RandomizedMaskDefense.Config(List.of(ABSOLUTE, RELATIVE), 0.7, 0.95, config(ABSOLUTE, 0), 5);
        return new RandomizedMaskDefense(config, CLEAN, new Seed(seed));
    }

    private static List<Mask> masks(Cleansing defense, List<Image> pictures) {
        return defense.cleanse(pictures, RECOGNIZER).stream()
                .map(Cleansed::mask)
                .toList();
    }

    /** An attacker sees the mean over draws, of which none is the one that will be made. */
    @Test
    void whoKnowsARandomizedMaskDoesNotKnowItsDraws() {
        RandomizedMaskDefense defense = randomized(1);
        float[] mean = defense.surrogate(RECOGNIZER).identify(PICTURES.get(0)).logits();
        float[] drawn = defense.protect(RECOGNIZER).identify(PICTURES.get(0)).logits();
        assertThat(mean).isNotEqualTo(drawn);
        assertThat(defense.surrogate(RECOGNIZER).identify(PICTURES.get(0)).logits())
                .isEqualTo(mean);
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThatThrownBy(() ->
                        new RandomizedMaskDefense.Config(List.of(ABSOLUTE), 0.9, 0.8, SaliencyMaskConfig.DEFAULT, 1))
                .hasMessage("illegal lowest: 0.9, must be in [0, 0.8]");
        assertThatThrownBy(() -> new RandomizedMaskDefense.Config(List.of(), 0.7, 0.8, SaliencyMaskConfig.DEFAULT, 1))
                .hasMessage("illegal maps: [], must be at least one");
        assertThatThrownBy(() -> new LocalGradientsSmoothing.Config(15, 15, 299, 0.1, 2.3))
                .hasMessage("illegal overlap: 15, must be in [0, 14]");
    }

    /** Stripes one pixel wide in a block of an even picture: the gradient is 1 at every stripe, and the rest is left. */
    @Test
    void smoothsWhereTheGradientIsStrong() {
        float[] values = new float[3 * PLANE];
        for (int i = 0; i < values.length; i++) {
            int row = i / SIZE % SIZE;
            int column = i % SIZE;
            boolean striped = row >= 6 && row < 12 && column >= 6 && column < 12;
            values[i] = striped && column % 2 == 1 ? 1 : 0.4f;
        }
        Image picture = Image.quantized(SIZE, SIZE, values);
        LocalGradientsSmoothing smoothing =
                new LocalGradientsSmoothing(new LocalGradientsSmoothing.Config(6, 0, SIZE, 0.1, 0.5));
        Cleansed cleansed = smoothing.cleanse(picture, RECOGNIZER);
        for (int pixel = 0; pixel < PLANE; pixel++) {
            int row = pixel / SIZE;
            int column = pixel % SIZE;
            if (row < 6 || row >= 12 || column < 6 || column >= 12) {
                assertThat(cleansed.mask().contains(pixel)).isFalse();
                assertThat(cleansed.image().value(0, row, column)).isEqualTo(picture.value(0, row, column));
            } else {
                float gradient = cleansed.map().value(row, column);
                assertThat(cleansed.mask().contains(pixel)).isTrue();
                assertThat(gradient).isBetween(0.7f, 1f);
                assertThat(cleansed.image().value(1, row, column))
                        .isCloseTo(picture.value(1, row, column) * (1 - 0.5f * gradient), offset(1 / 255f));
            }
        }
        float[] loss = {1, -1, 2, 0};
        LogitGradient fixed = (probe, scores) -> loss;
        float[] outer = smoothing
                .protect(RECOGNIZER)
                .backward(List.of(picture), fixed, BackwardRule.EXACT)
                .get(0)
                .gradient();
        float[] inner = RECOGNIZER
                .backward(List.of(cleansed.image()), fixed, BackwardRule.EXACT)
                .get(0)
                .gradient();
        IntStream.range(0, outer.length)
                .forEach(i -> assertThat(outer[i])
                        .isCloseTo(
                                inner[i] * (1 - 0.5f * cleansed.map().value(i % PLANE / SIZE, i % SIZE)),
                                offset(1e-6f)));
    }

    @Test
    void anEvenPictureIsNotSmoothed() {
        LocalGradientsSmoothing smoothing = new LocalGradientsSmoothing(LocalGradientsSmoothing.Config.PAPER);
        Image even = Image.filled(SIZE, SIZE, new Color(0.2f, 0.4f, 0.6f));
        assertThat(smoothing.cleanse(even, RECOGNIZER).image()).isEqualTo(even);
        assertThat(smoothing.cleanse(even, RECOGNIZER).mask().area()).isZero();
    }
}
