package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.FaceViews;
import dev.visor.recognition.Head;
import dev.visor.recognition.HeadTrainer;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import dev.visor.saliency.SaliencyMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OcclusionTrainingTest {

    private static final int SIZE = 72;
    private static final HeadTrainer.Config HEAD = new HeadTrainer.Config(List.of(8), 0.5, 3, 4, 1e-3, 1e-4);
    private static final Occlusions OCCLUSIONS =
            new Occlusions(List.of(AccessoryFamily.GLASSES), 1, 1, 0.4, Fills.ZERO, true, false);
    private static final FaceSet FACES = faces();
    private static final RandomSystem SYSTEM = RandomSystem.start(2, Alignment.DLIB, SIZE, SIZE);
    private static final EnrolledSystem PLAIN = new Experiment(
                    ExperimentConfig.DEFAULT.withTraining(0.5, HEAD), RunContext.of(4))
            .train(FACES, SYSTEM.backbone())
            .system();
    private static final EnrolledSystem HARDENED = harden(4);

    private static FaceSet faces() {
        List<Face> faces = new ArrayList<>();
        List<Identity> people = RandomSystem.PEOPLE.subList(0, 3);
        for (Image image : RandomSystem.pictures(21, 12, SIZE, SIZE)) {
            faces.add(new Face(
                    "face " + faces.size(), people.get(faces.size() % 3), image, Alignment.DLIB.landmarks(SIZE, SIZE)));
        }
        return new FaceSet("drawn", Alignment.DLIB, faces);
    }

    private static EnrolledSystem harden(long seed) {
        return new OcclusionTraining(HEAD, OCCLUSIONS).harden(PLAIN, FACES, RunContext.of(seed));
    }

    @AfterAll
    static void close() {
        HARDENED.recognizer().close();
        PLAIN.recognizer().close();
        SYSTEM.close();
    }

    @Test
    void learnsFromOccludedTrainingFacesAlone() {
        RunContext run = RunContext.of(4);
        List<Face> training = PLAIN.trainingFaces(FACES);
        FaceViews views = OCCLUSIONS.views(training.get(0), run.seed().derive("occlusions"));
        List<Face> occluded = new ArrayList<>();
        for (Face face : training) {
            for (Image view : views.of(face)) {
                occluded.add(new Face(face.id() + "#" + occluded.size(), face.identity(), view, face.landmarks()));
            }
        }
        assertThat(occluded).hasSize(2 * 4 * PLAIN.trainingIds().size());
        Head expected = new HeadTrainer(HEAD)
                .train(
                        SYSTEM.backbone(),
                        PLAIN.recognizer().gallery(),
                        new FaceSet.Split(occluded, PLAIN.heldOutFaces(FACES)),
                        run.derive("hardened head"))
                .head();
        assertThat(bits(HARDENED.recognizer().head())).isEqualTo(bits(expected));
        assertThat(HARDENED.trainingIds()).isEqualTo(PLAIN.trainingIds());
        assertThat(HARDENED.recognizer().gallery()).isEqualTo(PLAIN.recognizer().gallery());
        assertThat(HARDENED.recognizer().backbone()).isSameAs(SYSTEM.backbone());
    }

    private static List<String> bits(Head head) {
        NamedTensors tensors = head.tensors();
        return tensors.names().stream()
                .map(name -> name + Arrays.toString(tensors.values(name)))
                .toList();
    }

    @Test
    void theCleanMapsAreThoseOfTheNewHead() {
        List<Image> training =
                PLAIN.trainingFaces(FACES).stream().map(Face::image).toList();
        try (NetworkRecognizer same =
                new NetworkRecognizer(SYSTEM.backbone(), HARDENED.recognizer().head())) {
            CleanMaps expected = CleanMaps.of(training, same, RunContext.of(4));
            assertThat(relative(HARDENED.cleanMaps()))
                    .isEqualTo(relative(expected))
                    .isNotEqualTo(relative(PLAIN.cleanMaps()));
        }
    }

    private static float[] relative(CleanMaps maps) {
        float[] ones = new float[SIZE * SIZE];
        Arrays.fill(ones, 1);
        return maps.relative(new SaliencyMap(SIZE, SIZE, ones), Readings.ABSOLUTE)
                .values();
    }

    @Test
    void theConvolutionsLearnWhereThatIsAskedFor() {
        Occlusions asked = new Occlusions(List.of(AccessoryFamily.GLASSES), 0, 0, 0.4, Fills.ZERO, false, true);
        EnrolledSystem learned = new OcclusionTraining(HEAD, asked).harden(PLAIN, FACES, RunContext.of(4));
        assertThat(HARDENED.recognizer().head().convolutions()).isZero();
        assertThat(learned.recognizer().head().convolutions()).isEqualTo(2);
        learned.recognizer().close();
    }

    @Test
    void onlyTheSeedDecides() {
        EnrolledSystem again = harden(4);
        EnrolledSystem other = harden(5);
        List<String> bits = bits(HARDENED.recognizer().head());
        assertThat(bits(again.recognizer().head())).isEqualTo(bits);
        assertThat(bits(other.recognizer().head())).isNotEqualTo(bits);
        again.recognizer().close();
        other.recognizer().close();
    }
}
