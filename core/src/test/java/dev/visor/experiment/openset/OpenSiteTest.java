package dev.visor.experiment.openset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.detection.CertifiedDetection;
import dev.visor.defense.detection.CertifiedDetectionConfig;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.embedding.Embedder;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.EmbeddingRecognizer;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who are enrolled after the others, plain and under a mask. */
class OpenSiteTest {

    private static final int SIZE = 64;
    private static final RunContext RUN = RunContext.of(3);
    private static final Identity EVE = new Identity("Eve");
    private static final ChainConfig CHAIN = new ChainConfig(List.of(new CertifiedDetectionConfig(
            List.of(ShapeFamily.GLASSES),
            List.of(),
            CoverConfig.UNION,
            Fills.ZERO,
            true,
            0,
            null,
            1,
            CertifiedDetection.Disagreement.ALARM,
            0)));
    private static final List<Image> PICTURES = RandomSystem.pictures(21, 17, SIZE, SIZE);

    private static EmbeddingFactory factory;
    private static Deployment.Site place;
    private static Deployment first;
    private static OpenSite site;

    @BeforeAll
    static void enroll() {
        List<Face> faces = IntStream.range(0, 15)
                .mapToObj(i -> new Face(
                        "face " + i,
                        RandomSystem.PEOPLE.get(i % 3),
                        PICTURES.get(i),
                        Alignment.DLIB.landmarks(SIZE, SIZE)))
                .toList();
        FaceSet set = new FaceSet("drawn", Alignment.DLIB, faces);
        Engine engine = Engine.start(2);
        RandomSystem random = RandomSystem.start(engine, Alignment.DLIB, SIZE, SIZE);
        random.recognizer().close();
        factory = new EmbeddingFactory(
                new Embedder(random.backbone(), Optional.empty()),
                TemplateKind.MEAN,
                new ThresholdRule(0.2, null, 0.2),
                List.of(),
                engine);
        EnrolledSystem plain =
                factory.train(set, set.split(0.4, new Seed(5)), RUN).system();
        Map<Occlusions, EnrolledSystem> hardened = new HashMap<>();
        CHAIN.hardenedBy(Occlusions.DEFAULT)
                .forEach(occlusions -> hardened.put(occlusions, factory.harden(plain, set, occlusions, RUN)));
        place = new Deployment.Site(plain, Occlusions.DEFAULT, hardened, set.format(), List::of, Optional.empty(), RUN);
        first = place.deploy(CHAIN);
        site = new OpenSite(place, first.calibration());
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    private static Enrollment enrollment(EnrolledSystem system) {
        return ((EmbeddingRecognizer) system.recognizer()).enrollment();
    }

    private static List<float[]> logits(Recognizer recognizer) {
        return recognizer.identify(PICTURES).stream()
                .map(scores -> scores.logits())
                .toList();
    }

    @Test
    void theSamePeopleAreDecidedAboutToTheLastBit() {
        try (OpenSite.Staffed same = site.deploy(site.people())) {
            assertThat(same.recognizers()).hasSize(2);
            List<float[]> expected = logits(first.recognizer());
            List<float[]> found = logits(same.deployment().recognizer());
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i)).isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void somebodyNewIsRecognizedUnderEveryMaskAndTheOthersStay() {
        EnrolledPerson eve = site.enroll(EVE, PICTURES.subList(15, 16));
        assertThat(eve.hardened()).hasSize(1);
        List<EnrolledPerson> people = new ArrayList<>(site.people());
        people.add(eve);
        try (OpenSite.Staffed staffed = site.deploy(people)) {
            Recognizer recognizer = staffed.deployment().recognizer();
            assertThat(recognizer.gallery().people()).hasSize(4).endsWith(EVE);
            assertThat(recognizer.decide(PICTURES.subList(15, 16)).get(0).recognizes(EVE))
                    .isTrue();
            for (EmbeddingRecognizer one : staffed.recognizers()) {
                assertThat(one.enrollment().templates().subList(0, 3))
                        .allMatch(template -> site.people().stream()
                                .anyMatch(person -> person.plain() == template
                                        || person.hardened().containsValue(template)));
            }
            Enrollment plain = enrollment(place.plain());
            assertThat(staffed.recognizers())
                    .anyMatch(one -> one.enrollment().threshold().equals(plain.threshold()));
        }
        assertThat(first.recognizer().gallery().people()).hasSize(3);
    }

    @Test
    void templatesAreMadeAsThoseOfTheFirstPeople() {
        EnrolledPerson eve = site.enroll(EVE, PICTURES.subList(15, 17));
        Embedder embedder = ((EmbeddingRecognizer) place.plain().recognizer()).embedder();
        assertThat(eve.plain().pictures()).containsExactly(Embedding.mean(embedder.embed(PICTURES.subList(15, 17))));
        place.hardened().forEach((occlusions, system) -> {
            List<Embedding> views = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Face face = new Face("Eve/" + (i + 1), EVE, PICTURES.get(15 + i), Alignment.DLIB.landmarks(SIZE, SIZE));
                embedder.embed(occlusions
                                .views(face, RUN.seed().derive("occlusions"))
                                .of(face))
                        .forEach(view -> views.add(
                                enrollment(system).whitening().orElseThrow().apply(view)));
            }
            assertThat(eve.hardened().get(occlusions).pictures()).containsExactly(Embedding.mean(views));
        });
    }

    @Test
    void aTrainedHeadTakesNobody() {
        try (RandomSystem head = RandomSystem.start(1)) {
            Deployment.Site closed = new Deployment.Site(
                    EnrolledSystem.blackBox(head.recognizer(), Set.of()),
                    Occlusions.DEFAULT,
                    Map.of(),
                    place.format(),
                    List::of,
                    Optional.empty(),
                    RUN);
            assertThat(OpenSite.refusal(closed, first.calibration()).orElseThrow())
                    .startsWith("the system has a trained head");
            assertThatThrownBy(() -> new OpenSite(closed, first.calibration()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTemplateThatIsMissingIsNamed() {
        List<EnrolledPerson> people = new ArrayList<>(site.people());
        people.add(new EnrolledPerson(site.enroll(EVE, PICTURES.subList(15, 16)).plain(), Map.of()));
        assertThatThrownBy(() -> site.deploy(people)).hasMessageStartingWith("no template of Eve for ");
    }
}
