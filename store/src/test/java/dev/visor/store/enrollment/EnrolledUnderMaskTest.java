package dev.visor.store.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.device.Compute;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.Architectures;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.recognition.embedding.Whitening;
import dev.visor.recognition.training.FaceViews;
import dev.visor.run.Seed;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.network.NetworkChoice;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded network and five real people under a mask that covers any glasses. */
class EnrolledUnderMaskTest {

    private static final int VIEWS = 2;
    private static final int ENROLLED = 5;
    private static final int PROBES = 3;
    private static final Map<Identity, List<Embedding>> PICTURES = new LinkedHashMap<>();

    @BeforeAll
    static void embed() throws IOException {
        FaceSet johns = EmbeddedFaces.johns();
        FaceViews views = Occlusions.under(ShapeFamily.GLASSES, Fills.TELEA)
                .views(johns.faces().get(0), new Seed(1));
        try (OpenNetwork open = OpenNetwork.open(
                new NetworkChoice(Architectures.RESNET29, "embedded", Precision.FLOAT32, null, null),
                new FaceFormat(johns.alignment(), EmbeddedFaces.SIDE, EmbeddedFaces.SIDE),
                Compute.threads(2))) {
            for (Identity person : johns.people()) {
                List<Image> pictures = johns.of(person).subList(0, ENROLLED + PROBES).stream()
                        .flatMap(face -> views.of(face).stream())
                        .toList();
                PICTURES.put(person, open.embedder().embed(pictures));
            }
        }
    }

    private static List<Template> templates() {
        return PICTURES.entrySet().stream()
                .map(one -> new Template(
                        one.getKey(), TemplateKind.MEAN, one.getValue().subList(0, VIEWS * ENROLLED)))
                .toList();
    }

    private static List<Embedding> probes(Identity person) {
        List<Embedding> own = PICTURES.get(person);
        return own.subList(VIEWS * ENROLLED, own.size());
    }

    private static long matches(Template template, Enrollment enrollment, List<Embedding> probes) {
        Whitening whitening = enrollment.whitening().orElseThrow();
        return probes.stream()
                .filter(probe -> template.similarity(whitening.apply(probe))
                        >= enrollment.threshold().similarity())
                .count();
    }

    @Test
    void peopleAreRecognizedUnderTheMask() {
        Enrollment enrollment = Enrollment.underMask(templates(), VIEWS, new ThresholdRule(0.001, null, 0.01));
        long genuine = enrollment.templates().stream()
                .mapToLong(own -> matches(own, enrollment, probes(own.person())))
                .sum();
        assertThat(genuine).as("of 30").isGreaterThanOrEqualTo(27);
        assertThat(enrollment.threshold().impostorPairs()).isEqualTo(5 * VIEWS * ENROLLED * 4);
    }

    @Test
    void aGalleryHoldsNobodyWhoWasEnrolledForPicturesUnderAMask() {
        Enrollment masked = Enrollment.underMask(templates(), VIEWS, new ThresholdRule(0.001, null, 0.05));
        FaceFormat faces = new FaceFormat(Alignment.DLIB, EmbeddedFaces.SIDE, EmbeddedFaces.SIDE);
        assertThatThrownBy(() -> new GalleryFile(masked, "resnet29", "0".repeat(64), faces, null, null))
                .hasMessage("has people who were enrolled for pictures under a mask");
    }

    /** Each of the five is a stranger once. */
    @Test
    void strangersKeepTheRate() {
        long matches = 0;
        for (Template stranger : templates()) {
            List<Template> others =
                    templates().stream().filter(one -> !one.equals(stranger)).toList();
            Enrollment enrollment = Enrollment.underMask(others, VIEWS, new ThresholdRule(0.001, null, 0.05));
            matches += enrollment.templates().stream()
                    .mapToLong(own -> matches(own, enrollment, PICTURES.get(stranger.person())))
                    .sum();
        }
        assertThat(matches).as("8 percent of the pairs").isLessThanOrEqualTo(5 * 16 * 4 * 8 / 100);
    }
}
