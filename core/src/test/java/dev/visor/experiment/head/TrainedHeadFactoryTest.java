package dev.visor.experiment.head;

import static dev.visor.experiment.SmallSystem.FACES;
import static dev.visor.experiment.SmallSystem.HEAD;
import static dev.visor.experiment.SmallSystem.OCCLUSIONS;
import static dev.visor.experiment.SmallSystem.RUN;
import static dev.visor.experiment.SmallSystem.SIZE;
import static dev.visor.experiment.SmallSystem.SPLIT;
import static dev.visor.experiment.SmallSystem.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SmallSystem;
import dev.visor.experiment.TrainingSummary;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Head;
import dev.visor.recognition.Scores;
import dev.visor.recognition.training.FaceViews;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.recognition.training.TrainedHead;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import dev.visor.saliency.SaliencyMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainedHeadFactoryTest {

    private static final SmallSystem SYSTEM = SmallSystem.shared();
    private static final EnrolledSystem PLAIN = SYSTEM.plain();
    private static final EnrolledSystem HARDENED = SYSTEM.hardened();

    @Test
    void trainsOnTheTrainingFacesAlone() {
        TrainedHead expected =
                new HeadTrainer(HEAD).train(SYSTEM.backbone(), new Gallery(FACES.people()), SPLIT, RUN.derive("head"));
        assertThat(bits(network(PLAIN).head())).isEqualTo(bits(expected.head()));
        assertThat(PLAIN.trainingIds())
                .containsExactlyInAnyOrderElementsOf(
                        SPLIT.training().stream().map(Face::id).toList());
        assertThat(PLAIN.heldOutFaces(FACES)).containsExactlyInAnyOrderElementsOf(SPLIT.validation());
        TrainingSummary summary = SYSTEM.training().summary();
        assertThat(summary.epochs()).isEqualTo(expected.epochs()).hasSize(3);
        assertThat(summary.training().trials()).isEqualTo(15);
        assertThat(summary.training().hits()).isEqualTo(expected.training().correct());
        assertThat(summary.validation().trials()).isEqualTo(15);
        assertThat(summary.validation().hits()).isEqualTo(expected.validation().correct());
        assertThat(summary.confusion()).isEqualTo(expected.validation());
    }

    @Test
    void hardensOnOccludedTrainingFacesAlone() {
        List<Face> training = PLAIN.trainingFaces(FACES);
        FaceViews views = OCCLUSIONS.views(training.get(0), RUN.seed().derive("occlusions"));
        List<Face> occluded = new ArrayList<>();
        for (Face face : training) {
            for (Image view : views.of(face)) {
                occluded.add(new Face(face.id() + "#" + occluded.size(), face.identity(), view, face.landmarks()));
            }
        }
        assertThat(occluded).hasSize(4 * PLAIN.trainingIds().size());
        Head expected = new HeadTrainer(HEAD)
                .train(
                        SYSTEM.backbone(),
                        PLAIN.recognizer().gallery(),
                        new FaceSet.Split(occluded, PLAIN.heldOutFaces(FACES)),
                        RUN.derive("hardened head"))
                .head();
        assertThat(bits(network(HARDENED).head())).isEqualTo(bits(expected));
        assertThat(HARDENED.trainingIds()).isEqualTo(PLAIN.trainingIds());
        assertThat(HARDENED.recognizer().gallery()).isEqualTo(PLAIN.recognizer().gallery());
        assertThat(network(HARDENED).backbone()).isSameAs(SYSTEM.backbone());
    }

    /** Which is kept, so that what is read asks the same features. */
    @Test
    void aHeadUnderAMaskSeesWhereFeaturesAre() {
        EnrolledSystem underMask =
                SYSTEM.factory().harden(PLAIN, FACES, Occlusions.under(ShapeFamily.GLASSES, Fills.ZERO), RUN);
        assertThat(network(underMask).head().features())
                .isEqualTo(4 * SYSTEM.backbone().featureCount());
        EnrolledSystem read = SYSTEM.factory().read(SYSTEM.factory().write(underMask));
        Image probe = FACES.faces().get(0).image();
        assertThat(read.recognizer().identify(probe).logits())
                .isEqualTo(underMask.recognizer().identify(probe).logits());
    }

    private static List<String> bits(Head head) {
        return bits(head.tensors());
    }

    private static List<String> bits(NamedTensors tensors) {
        return tensors.names().stream()
                .map(name -> name + Arrays.toString(tensors.values(name)))
                .toList();
    }

    @Test
    void theCleanMapsAreThoseOfEachHead() {
        List<Image> training =
                PLAIN.trainingFaces(FACES).stream().map(Face::image).toList();
        for (EnrolledSystem system : List.of(PLAIN, HARDENED)) {
            CleanMaps expected = CleanMaps.of(training, List.of(Readings.values()), system.whiteBox(), RUN);
            assertThat(relative(system.cleanMaps())).isEqualTo(relative(expected));
        }
        assertThat(relative(HARDENED.cleanMaps())).isNotEqualTo(relative(PLAIN.cleanMaps()));
    }

    private static float[] relative(CleanMaps maps) {
        float[] ones = new float[SIZE * SIZE];
        Arrays.fill(ones, 1);
        return maps.relative(new SaliencyMap(SIZE, SIZE, ones), Readings.ABSOLUTE)
                .values();
    }

    @Test
    void onlyTheSeedDecides() {
        EnrolledSystem again = SYSTEM.factory().harden(PLAIN, FACES, OCCLUSIONS, RUN);
        EnrolledSystem other = SYSTEM.factory().harden(PLAIN, FACES, OCCLUSIONS, RunContext.of(5));
        List<String> bits = bits(network(HARDENED).head());
        assertThat(bits(network(again).head())).isEqualTo(bits);
        assertThat(bits(network(other).head())).isNotEqualTo(bits);
    }

    @Test
    void whatIsReadAnswersBitByBitAsWhatWasWritten() {
        NamedTensors written = SYSTEM.factory().write(HARDENED);
        EnrolledSystem read = SYSTEM.factory().read(written);
        List<Image> images = FACES.faces().stream().map(Face::image).toList();
        List<Scores> answers = read.recognizer().identify(images);
        List<Scores> expected = HARDENED.recognizer().identify(images);
        for (int i = 0; i < images.size(); i++) {
            assertThat(answers.get(i).logits()).isEqualTo(expected.get(i).logits());
        }
        assertThat(read.trainingIds()).isEqualTo(HARDENED.trainingIds());
        assertThat(read.recognizer().gallery()).isEqualTo(HARDENED.recognizer().gallery());
        assertThat(relative(read.cleanMaps())).isEqualTo(relative(HARDENED.cleanMaps()));
        assertThat(SYSTEM.factory().write(read)).isEqualTo(written);
        assertThat(written.metadata())
                .containsEntry("weights-sha256", SYSTEM.factory().fingerprint());
        assertThat(read.recognizer().gallery().people())
                .extracting(Identity::name)
                .containsExactly("Ann", "Bea", "Cem");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format         | visor-recognizer-1 | is no trained recognizer (visor-recognizer-2)",
                "backbone       | vgg16 | was made with the backbone vgg16, but here it is resnet29",
                "weights-sha256 | 17    | was made with the weights-sha256 17, but here it is 0000",
                "alignment      | none  | was made with the alignment none, but here it is dlib",
                "width          | 80    | was made with the width 80, but here it is 72",
                "height         | 71    | was made with the height 71, but here it is 72"
            })
    void refusesWhatAnotherSystemWrote(String key, String value, String message) {
        NamedTensors written = SYSTEM.factory().write(PLAIN);
        assertThatThrownBy(() -> SYSTEM.factory().read(with(written, key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesWhatLacksItsPeople() {
        NamedTensors.Builder bare = NamedTensors.builder();
        SYSTEM.factory().write(PLAIN).metadata().forEach((key, value) -> {
            if (!key.equals("people")) {
                bare.metadata(key, value);
            }
        });
        assertThatThrownBy(() -> SYSTEM.factory().read(bare.build())).hasMessage("lacks its people");
    }

    private static NamedTensors with(NamedTensors tensors, String key, String value) {
        NamedTensors.Builder builder = NamedTensors.builder();
        tensors.metadata().forEach(builder::metadata);
        builder.metadata(key, value);
        return builder.build();
    }
}
