package dev.visor.defense.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Cleansing;
import dev.visor.defense.Fills;
import dev.visor.image.Color;
import dev.visor.image.Contours;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.Morphology;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import dev.visor.saliency.Readings;
import dev.visor.saliency.SaliencyMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SaliencyMaskDefenseTest {

    private static final int SIZE = 24;
    private static final int PLANE = SIZE * SIZE;
    private static final List<Image> PICTURES = RandomSystem.pictures(5, 3, SIZE, SIZE);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.05);

    /** The signal is 9 in two columns with a gap between them, 5 in a lonely pixel, and 1 elsewhere. */
    @Test
    void theStepsWorkedByHand() {
        float[] ann = new float[3 * PLANE];
        Arrays.fill(ann, 1);
        for (int row = 4; row < 14; row++) {
            ann[row * SIZE + 6] = 9;
            ann[PLANE + row * SIZE + 8] = -9;
        }
        ann[20 * SIZE + 20] = 5;
        float[] bea = new float[3 * PLANE];
        LinearRecognizer recognizer = new LinearRecognizer(RandomSystem.PEOPLE.subList(0, 2), List.of(ann, bea));
        Image white = Image.filled(SIZE, SIZE, new Color(1, 1, 1));
        SaliencyMaskConfig config = new SaliencyMaskConfig(
                new MapKind(Readings.ABSOLUTE, false), Threshold.absolute(0.5), 1, 4, SIZE, Fills.ZERO);

        Cleansed cleansed = new SaliencyMaskDefense(config, CleanMaps.none()).cleanse(white, recognizer);

        boolean[] expected = new boolean[PLANE];
        for (int row = 4; row < 14; row++) {
            Arrays.fill(expected, row * SIZE + 6, row * SIZE + 9, true);
        }
        assertThat(cleansed.original()).isSameAs(white);
        assertThat(cleansed.map().value(4, 8)).isEqualTo(9);
        assertThat(cleansed.map().value(20, 20)).isEqualTo(5);
        assertThat(cleansed.map().value(4, 7)).isEqualTo(1);
        assertThat(cleansed.mask()).isEqualTo(Mask.of(SIZE, SIZE, expected));
        for (int i = 0; i < PLANE; i++) {
            assertThat(cleansed.image().value(i % 3, i / SIZE, i % SIZE)).isEqualTo(expected[i] ? 0 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Readings.class)
    void eachStepFollowsFromTheOneBefore(Reading reading) {
        CleanMaps cleanMaps = CleanMaps.of(PICTURES, List.of(Readings.values()), RECOGNIZER, RunContext.of(1));
        for (boolean relative : new boolean[] {false, true}) {
            SaliencyMaskConfig config = new SaliencyMaskConfig(
                    new MapKind(reading, relative), Threshold.quantile(0.9), 4, 40, 2 * SIZE, Fills.TELEA);
            List<Cleansed> all = new SaliencyMaskDefense(config, cleanMaps).cleanse(PICTURES, RECOGNIZER);
            for (int i = 0; i < PICTURES.size(); i++) {
                Image picture = PICTURES.get(i);
                float[] signal = RECOGNIZER
                        .backward(List.of(picture), LogitGradient.BEST, BackwardRule.GUIDED)
                        .get(0)
                        .gradient();
                SaliencyMap plain = reading.read(signal, picture, RECOGNIZER.baseline());
                SaliencyMap map = relative ? cleanMaps.relative(plain, reading) : plain;
                Mask mask = Contours.dropSmaller(Morphology.close(map.above(map.quantile(0.9)), 2), 10);
                assertThat(all.get(i).map().values()).isEqualTo(map.values());
                assertThat(all.get(i).mask()).isEqualTo(mask);
                assertThat(mask.area()).isBetween(1, PLANE - 1);
                assertThat(all.get(i).image()).isEqualTo(Fills.TELEA.apply(picture, mask));
            }
        }
    }

    @Test
    void aProtectedRecognizerSeesCleansedPictures() {
        SaliencyMaskConfig config = new SaliencyMaskConfig(
                new MapKind(Readings.ABSOLUTE, false), Threshold.quantile(0.8), 1, 4, SIZE, Fills.MEAN);
        Cleansing defense = new SaliencyMaskDefense(config, CleanMaps.none());
        WhiteBoxRecognizer guarded = defense.protect(RECOGNIZER);
        assertThat(guarded.gallery()).isEqualTo(RECOGNIZER.gallery());
        assertThat(guarded.baseline()).isEqualTo(RECOGNIZER.baseline());
        List<Cleansed> cleansed = defense.cleanse(PICTURES, RECOGNIZER);
        LogitGradient loss = (probe, scores) -> new float[] {probe + 1, -1, 0.5f, 2};
        List<Backward> results = guarded.backward(PICTURES, loss, BackwardRule.EXACT);
        List<Image> images = cleansed.stream().map(Cleansed::image).toList();
        List<Backward> inner = RECOGNIZER.backward(images, loss, BackwardRule.EXACT);
        for (int i = 0; i < PICTURES.size(); i++) {
            float[] logits = RECOGNIZER.identify(images.get(i)).logits();
            assertThat(guarded.identify(PICTURES.get(i)).logits()).isEqualTo(logits);
            assertThat(results.get(i).scores().logits()).isEqualTo(logits);
            assertThat(images.get(i)).isNotEqualTo(PICTURES.get(i));
            Mask mask = cleansed.get(i).mask();
            float[] gradient = results.get(i).gradient();
            for (int j = 0; j < gradient.length; j++) {
                float expected = mask.contains(j % PLANE) ? 0 : inner.get(i).gradient()[j];
                assertThat(gradient[j]).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRelativeMapNeedsCleanMaps() {
        Cleansing defense = new SaliencyMaskDefense(SaliencyMaskConfig.DEFAULT, CleanMaps.none());
        assertThatThrownBy(() -> defense.cleanse(PICTURES, RECOGNIZER)).isInstanceOf(IllegalStateException.class);
    }
}
