package dev.visor.defense.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.attack.Impersonation;
import dev.visor.attack.Loss;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Fills;
import dev.visor.defense.MaskedAnswer;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.Occlusions;
import dev.visor.defense.RegionMask;
import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.MirroredRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Looks at what a mask leaves of a face, and at its mirror image. */
class MirroredLooksTest {

    private static final int SIZE = 20;
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);
    private static final List<Image> PICTURES = RandomSystem.pictures(8, 40, SIZE, SIZE);

    /** Not in the middle, so that the mirror image of a mask is another mask. */
    private static final Landmarks EYES = Alignment.parse("0.3, 0.35, 0.6, 0.4").landmarks(SIZE, SIZE);

    private static CertifiedDetectionConfig config(int mirrored) {
        return new CertifiedDetectionConfig(
                List.of(ShapeFamily.HAT_BAND, ShapeFamily.GLASSES, ShapeFamily.FACE_MASK),
                List.of(),
                CoverConfig.UNION,
                Fills.MEAN,
                false,
                mirrored,
                null,
                1,
                CertifiedDetection.Disagreement.ALARM,
                0);
    }

    private static CertifiedDetection detection(int mirrored) {
        return (CertifiedDetection) config(mirrored)
                .build(new DefenseContext(
                        RECOGNIZER,
                        Occlusions.DEFAULT,
                        Map.of(),
                        CleanMaps.none(),
                        EYES,
                        SIZE,
                        SIZE,
                        List::of,
                        Optional.empty(),
                        RunContext.of(1)));
    }

    private static List<Mask> masks() {
        return config(0).families().stream()
                .map(family -> family.cover(EYES, SIZE, SIZE, CoverConfig.UNION).get(0))
                .toList();
    }

    /** The mask against face masks hides the most, that against glasses comes next. */
    @Test
    void theMasksThatHideTheMostAreLookedAtMirroredToo() {
        assertThat(masks().get(2).area()).isGreaterThan(masks().get(1).area());
        assertThat(masks().get(1).area()).isGreaterThan(masks().get(0).area());
        for (int mirrored = 0; mirrored <= 4; mirrored++) {
            assertThat(config(mirrored).passes()).isEqualTo(3 + Math.min(mirrored, 3));
            List<MaskedDecision> decisions = detection(mirrored).underMasks(PICTURES, RECOGNIZER);
            for (int picture = 0; picture < PICTURES.size(); picture++) {
                List<MaskedAnswer> answers = decisions.get(picture).masks();
                for (int mask = 0; mask < 3; mask++) {
                    float[] expected =
                            logits(PICTURES.get(picture), masks().get(mask), mask >= 3 - Math.min(mirrored, 3));
                    assertThat(answers.get(mask).scores().logits()).isEqualTo(expected);
                }
            }
        }
    }

    private static float[] logits(Image picture, Mask mask, boolean mirrored) {
        Image masked = Fills.MEAN.apply(picture, mask);
        float[] logits = RECOGNIZER.identify(masked).logits();
        if (mirrored) {
            float[] other = RECOGNIZER.identify(masked.mirrored()).logits();
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (logits[i] + other[i]) / 2;
            }
        }
        return logits;
    }

    /** Looking at a mirrored picture under the unmirrored mask would let a part of what is worn through. */
    @Test
    void whatIsUnderAMaskChangesNeitherLook() {
        CertifiedDetection detection = detection(3);
        SplittableRandom random = new SplittableRandom(4);
        for (Image picture : PICTURES) {
            for (int mask = 0; mask < 3; mask++) {
                Image worn = scrambled(picture, masks().get(mask), random);
                assertThat(answer(detection, worn, mask))
                        .isEqualTo(answer(detection, picture, mask))
                        .hasSize(RandomSystem.PEOPLE.size());
            }
        }
    }

    private static float[] answer(CertifiedDetection detection, Image picture, int mask) {
        return detection
                .underMasks(List.of(picture), RECOGNIZER)
                .get(0)
                .masks()
                .get(mask)
                .scores()
                .logits();
    }

    private static Image scrambled(Image picture, Mask mask, SplittableRandom random) {
        float[] values = picture.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = mask.contains(i % (SIZE * SIZE)) ? random.nextInt(256) / 255f : values[i];
        }
        return Image.of(SIZE, SIZE, values);
    }

    @Test
    void gradientsPassBothLooks() {
        Impersonation goal = new Impersonation(RandomSystem.PEOPLE.get(0));
        Image picture = PICTURES.get(0);
        float[] both = gradient(detection(1), goal, picture);
        float[] straight = gradient(detection(0), goal, picture);
        WeightedLook mirrored = new WeightedLook(
                new RegionMask(masks().get(2), Fills.MEAN).protect(new MirroredRecognizer(RECOGNIZER)), 0);
        float[] alone = mirrored.backward(
                        List.of(picture), (probe, scores) -> Loss.MARGIN.gradient(goal, scores), BackwardRule.EXACT)
                .get(0)
                .gradient();
        for (int i = 0; i < both.length; i++) {
            assertThat(both[i]).isCloseTo((3 * straight[i] + alone[i]) / 4, within(1e-6f));
        }
        assertThat(both).isNotEqualTo(straight);
    }

    private static float[] gradient(CertifiedDetection detection, Impersonation goal, Image picture) {
        return detection
                .surrogate(RECOGNIZER)
                .backward(List.of(picture), (probe, scores) -> Loss.MARGIN.gradient(goal, scores), BackwardRule.EXACT)
                .get(0)
                .gradient();
    }
}
