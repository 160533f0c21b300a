package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.experiment.TestBed.Fold;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.Seed;
import dev.visor.saliency.CleanMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestBedTest {

    private static final Seed SEED = new Seed(3);

    /** Ten faces of each of three people, and one of a fourth. */
    private static final List<Face> FACES = faces();

    private static List<Face> faces() {
        List<Face> faces = new ArrayList<>(SmallSystem.faces(30).faces());
        Face any = faces.get(0);
        faces.add(new Face("lonely", RandomSystem.PEOPLE.get(3), any.image(), any.landmarks()));
        return faces;
    }

    private static TestBed bed(double calibration) {
        EnrolledSystem system =
                new EnrolledSystem(LinearRecognizer.random(RandomSystem.PEOPLE, 2, 2, 1), CleanMaps.none(), Set.of());
        return TestBed.of(
                system,
                Map.of(),
                List.of(),
                FACES,
                calibration,
                List.of(),
                Optional.of(SaliencyMaskConfig.ARTICLE),
                SEED);
    }

    private static long of(Identity person, List<Face> faces) {
        return faces.stream().filter(face -> face.identity().equals(person)).count();
    }

    @Test
    void facesCalibrateOrAreEvaluatedOnPersonByPerson() {
        TestBed bed = bed(0.3);
        assertThat(bed.calibration()).doesNotContainAnyElementsOf(bed.evaluation());
        List<Face> all = new ArrayList<>(bed.calibration());
        all.addAll(bed.evaluation());
        assertThat(all).containsExactlyInAnyOrderElementsOf(FACES);
        for (Identity person : RandomSystem.PEOPLE.subList(0, 3)) {
            assertThat(of(person, bed.calibration())).isEqualTo(3);
        }
        assertThat(of(RandomSystem.PEOPLE.get(3), bed.evaluation())).isEqualTo(1);
        assertThat(bed.halves()).isEmpty();
        assertThat(bed.tuned()).contains(SaliencyMaskConfig.ARTICLE);
    }

    @Test
    void everybodyKeepsAFaceToBeEvaluatedOn() {
        TestBed bed = bed(0.99);
        for (Identity person : RandomSystem.PEOPLE) {
            assertThat(of(person, bed.evaluation())).isEqualTo(1);
        }
    }

    @Test
    void onlyTheSeedAndTheNamesDecide() {
        List<Face> backwards = new ArrayList<>(FACES);
        backwards.sort((a, b) -> b.identity().compareTo(a.identity()));
        assertThat(TestBed.part(backwards, 0.5, SEED)).isEqualTo(TestBed.part(FACES, 0.5, SEED));
        assertThat(TestBed.part(FACES, 0.5, new Seed(4))).isNotEqualTo(TestBed.part(FACES, 0.5, SEED));
        List<Face> withoutTheFirst = FACES.stream()
                .filter(face -> !face.identity().equals(RandomSystem.PEOPLE.get(0)))
                .toList();
        assertThat(TestBed.part(withoutTheFirst, 0.5, SEED).get(0))
                .as("the others' faces do not depend on a person's")
                .isEqualTo(TestBed.part(FACES, 0.5, SEED).get(0).stream()
                        .filter(withoutTheFirst::contains)
                        .toList());
    }

    @Test
    void crossFittingEvaluatesOnAllFacesAndCalibratesOnTheOthersOfTheirHalf() {
        TestBed bed = bed(0);
        assertThat(bed.evaluation()).isEqualTo(FACES);
        assertThat(bed.calibration()).isEmpty();
        List<Fold> folds = bed.folds(true);
        assertThat(folds).hasSize(2);
        List<Face> evaluated = new ArrayList<>();
        for (Fold fold : folds) {
            assertThat(fold.calibration()).doesNotContainAnyElementsOf(fold.evaluation());
            assertThat(fold.calibration().size() + fold.evaluation().size()).isEqualTo(FACES.size());
            assertThat(fold.calibration().size()).isBetween(15, 16);
            evaluated.addAll(fold.evaluation());
        }
        assertThat(evaluated).containsExactlyInAnyOrderElementsOf(FACES);
    }

    @Test
    void whatNeedsNoCalibrationIsBuiltOnce() {
        assertThat(bed(0).folds(false)).containsExactly(new Fold(FACES, List.of()));
        TestBed bed = bed(0.5);
        assertThat(bed.folds(true)).containsExactly(new Fold(bed.evaluation(), bed.calibration()));
        assertThat(bed.folds(false)).isEqualTo(bed.folds(true));
    }
}
