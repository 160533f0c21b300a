package dev.visor.defense.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Decision;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Verdict;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A detector that is set by people with glasses as well. */
class HonestWearersTest {

    private static final int SIZE = 60;
    private static final AccessoryFamily GLASSES = ShapeFamily.GLASSES;
    private static final List<Image> CLEAN = RandomSystem.pictures(5, 40, SIZE, SIZE);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.1);

    private static DefenseContext context(long seed) {
        return new DefenseContext(
                RECOGNIZER,
                Occlusions.DEFAULT,
                Map.of(),
                CleanMaps.none(),
                Alignment.DLIB.landmarks(SIZE, SIZE),
                SIZE,
                SIZE,
                HonestWearersTest::faces,
                Optional.empty(),
                RunContext.of(seed));
    }

    private static List<Face> faces() {
        return CLEAN.stream()
                .map(image -> new Face("face", RandomSystem.PEOPLE.get(0), image, Alignment.DLIB.landmarks(SIZE, SIZE)))
                .toList();
    }

    private static long tampered(List<AccessoryFamily> worn, List<Image> pictures) {
        TamperDetector.Config detector =
                new TamperDetector.Config(List.of(), List.of(), List.of(GLASSES), worn, false, new FalseAlarmRate(0.1));
        List<Decision> decisions =
                detector.build(context(1)).protect(RECOGNIZER).decide(pictures);
        return decisions.stream()
                .filter(decision -> decision.verdict() == Verdict.TAMPERED)
                .count();
    }

    @Test
    void theyDifferFromCleanFacesInsideTheCoverAlone() {
        List<Mask> cover = GLASSES.cover(Alignment.DLIB.landmarks(SIZE, SIZE), SIZE, SIZE, CoverConfig.UNION);
        List<Image> worn = context(1).wearing(GLASSES);
        assertThat(worn).hasSameSizeAs(CLEAN);
        for (int i = 0; i < worn.size(); i++) {
            assertThat(Fills.ZERO.apply(worn.get(i), cover.get(0)))
                    .isEqualTo(Fills.ZERO.apply(CLEAN.get(i), cover.get(0)));
            assertThat(worn.get(i)).isNotEqualTo(CLEAN.get(i));
        }
        assertThat(context(1).wearing(GLASSES)).isEqualTo(worn);
        assertThat(context(2).wearing(GLASSES)).isNotEqualTo(worn);
    }

    @Test
    void aDetectorThatIsSetByThemRarelyTakesThemForAttackers() {
        List<Image> worn = context(1).wearing(GLASSES);
        long without = tampered(List.of(), worn);
        long with = tampered(List.of(GLASSES), worn);
        assertThat(with).isLessThan(without);
        assertThat(with + tampered(List.of(GLASSES), CLEAN)).isLessThanOrEqualTo(8);
    }
}
