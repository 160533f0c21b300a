package dev.visor.experiment.openset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.embedding.Embedder;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.EmbeddingRecognizer;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.recognition.training.FaceViews;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddingFactoryTest {

    private static final int SIZE = 64;
    private static final RunContext RUN = RunContext.of(3);
    private static final FaceSet FACES = faces();
    private static final FaceSet.Split SPLIT = FACES.split(0.4, new Seed(5));
    private static final Occlusions OCCLUSIONS =
            new Occlusions(List.of(ShapeFamily.GLASSES), 0, 1, 0.4, Fills.ZERO, false, true);

    private static EmbeddingFactory factory;
    private static SystemFactory.Training training;

    private static FaceSet faces() {
        List<Face> faces = new ArrayList<>();
        for (Image image : RandomSystem.pictures(21, 15, SIZE, SIZE)) {
            faces.add(new Face(
                    "face " + faces.size(),
                    RandomSystem.PEOPLE.get(faces.size() % 3),
                    image,
                    Alignment.DLIB.landmarks(SIZE, SIZE)));
        }
        return new FaceSet("drawn", Alignment.DLIB, faces);
    }

    private static EmbeddingFactory factory(TemplateKind kind, double rate) {
        Engine engine = Engine.start(2);
        RandomSystem random = RandomSystem.start(engine, Alignment.DLIB, SIZE, SIZE);
        random.recognizer().close();
        return new EmbeddingFactory(
                new Embedder(random.backbone(), Optional.empty()),
                kind,
                new ThresholdRule(rate, null, rate),
                List.of(Readings.ABSOLUTE),
                engine);
    }

    @BeforeAll
    static void enroll() {
        factory = factory(TemplateKind.MEAN, 0.2);
        SystemFactory.Training trained = factory.train(FACES, SPLIT, RUN);
        training = new SystemFactory.Training(
                factory.withCleanMaps(trained.system(), FACES, CleanMaps::of, RUN), trained.summary());
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    private static Enrollment enrollment(EnrolledSystem system) {
        return ((EmbeddingRecognizer) system.recognizer()).enrollment();
    }

    @Test
    void enrollsTheTrainingFacesAlone() {
        Enrollment enrollment = enrollment(training.system());
        assertThat(enrollment.templates()).extracting(Template::person).isEqualTo(FACES.people());
        assertThat(enrollment.templates()).allMatch(one -> one.pictures().size() == 3);
        assertThat(enrollment.threshold().impostorPairs()).isEqualTo(9 * 2);
        assertThat(training.system().heldOutFaces(FACES)).containsExactlyInAnyOrderElementsOf(SPLIT.validation());
        assertThat(training.summary().epochs()).isEmpty();
        assertThat(training.summary().training().trials()).isEqualTo(9);
        assertThat(training.summary().validation().trials()).isEqualTo(6);
    }

    @Test
    void aSystemComesBackToTheLastBit() {
        NamedTensors written = factory.write(training.system());
        EnrolledSystem read = factory.read(written);
        assertThat(enrollment(read)).isEqualTo(enrollment(training.system()));
        assertThat(read.trainingIds()).isEqualTo(training.system().trainingIds());
        List<Image> pictures = SPLIT.validation().stream().map(Face::image).toList();
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(read.recognizer().identify(pictures).get(i).logits())
                    .isEqualTo(training.system()
                            .recognizer()
                            .identify(pictures)
                            .get(i)
                            .logits());
        }
        assertThat(factory.write(read)).isEqualTo(written);
    }

    @Test
    void aHardenedSystemIsEnrolledWithOccludedFacesToo() {
        EnrolledSystem hardened = factory.harden(training.system(), FACES, OCCLUSIONS, RUN);
        Enrollment enrollment = enrollment(hardened);
        assertThat(hardened.trainingIds()).isEqualTo(training.system().trainingIds());
        Template first = enrollment.templates().get(0);
        assertThat(first.pictures()).hasSizeGreaterThan(3);
        List<Embedding> clean = enrollment(training.system()).templates().get(0).pictures();
        assertThat(first.pictures()).containsAll(clean);
        assertThat(enrollment.threshold().impostorPairs())
                .isEqualTo(3 * first.pictures().size() * 2);
    }

    @Test
    void aSystemForPicturesUnderAMaskIsEnrolledWithTheseAlone() {
        Occlusions glasses = Occlusions.under(ShapeFamily.GLASSES, Fills.ZERO);
        EnrolledSystem masked = factory.harden(training.system(), FACES, glasses, RUN);
        Enrollment enrollment = enrollment(masked);
        assertThat(masked.trainingIds()).isEqualTo(training.system().trainingIds());
        assertThat(enrollment.threshold().falseMatchRate()).isEqualTo(0.2);
        assertThat(enrollment.threshold().impostorPairs())
                .as("both views of a face")
                .isEqualTo(9 * 2 * 2);

        Embedder embedder = new Embedder(((EmbeddingRecognizer) masked.recognizer()).backbone(), Optional.empty());
        FaceViews views = glasses.views(FACES.faces().get(0), RUN.seed().derive("occlusions"));
        List<Embedding> expected = masked.trainingFaces(FACES).stream()
                .filter(face -> face.identity().equals(FACES.people().get(1)))
                .flatMap(face -> embedder.embed(views.of(face)).stream())
                .map(enrollment.whitening().orElseThrow()::apply)
                .toList();
        assertThat(expected).hasSize(6);
        assertThat(enrollment.templates().get(1).pictures()).isEqualTo(expected);
    }

    @Test
    void aSystemWithWhiteningComesBackToTheLastBit() {
        EnrolledSystem masked =
                factory.harden(training.system(), FACES, Occlusions.under(ShapeFamily.HAT_BAND, Fills.MEAN), RUN);
        NamedTensors written = factory.write(masked);
        EnrolledSystem read = factory.read(written);
        assertThat(enrollment(read)).isEqualTo(enrollment(masked));
        List<Image> pictures = SPLIT.validation().stream().map(Face::image).toList();
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(read.recognizer().identify(pictures).get(i).logits())
                    .isEqualTo(masked.recognizer().identify(pictures).get(i).logits());
        }
        assertThat(factory.write(read)).isEqualTo(written);

        NamedTensors older =
                copy(written).metadata("format", "visor-enrollment-1").build();
        assertThatThrownBy(() -> factory.read(older))
                .hasMessage(
                        "is no enrolled gallery: visor-enrollment-2 by its tensors, but it says visor-enrollment-1");
        assertThat(factory.write(training.system()).metadata()).containsEntry("format", "visor-enrollment-1");
    }

    private static NamedTensors.Builder copy(NamedTensors written) {
        NamedTensors.Builder copy = NamedTensors.builder();
        written.names()
                .forEach(name -> copy.tensor(
                        name,
                        written.values(name),
                        written.shape(name).stream().mapToInt(Integer::intValue).toArray()));
        written.metadata().forEach(copy::metadata);
        return copy;
    }

    @Test
    void refusesWhatAnotherNetworkOrAHeadWrote() {
        NamedTensors changed = copy(factory.write(training.system()))
                .metadata("weights-sha256", "f".repeat(64))
                .build();
        assertThatThrownBy(() -> factory.read(changed))
                .hasMessage(
                        "was made with the weights-sha256 " + "f".repeat(64) + ", but here it is " + "0".repeat(64));
        assertThatThrownBy(() -> factory.read(NamedTensors.builder().build()))
                .hasMessage("is no enrolled gallery (visor-enrollment-1 or visor-enrollment-2)");
    }

    @Test
    void tooFewPairsAreRefusedWithTheLeastRate() {
        try (EmbeddingFactory strict = factory(TemplateKind.BEST, 0.001)) {
            assertThatThrownBy(() -> strict.train(FACES, SPLIT, RUN))
                    .hasMessage("illegal false match rate: 0.001, must be at least 0.056 with 18 impostor pairs");
        }
    }
}
