package dev.visor.store.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.openset.EmbeddingFactory;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.network.Architectures;
import dev.visor.recognition.Decision;
import dev.visor.recognition.embedding.EmbeddingRecognizer;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.network.NetworkChoice;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The embedded network and five real people, of whom each is a stranger once. */
class EnrolledUnderMaskTest {

    private static final RunContext RUN = RunContext.of(11);
    private static final Occlusions GLASSES = Occlusions.under(AccessoryFamily.GLASSES, Fills.TELEA);

    @Test
    void realPeopleAreRecognizedUnderGlasses() throws IOException {
        FaceSet johns = EmbeddedFaces.johns();
        FaceSet.Split split = johns.split(0.4, new Seed(2));
        OpenNetwork open = OpenNetwork.open(
                new NetworkChoice(Architectures.RESNET29, "embedded", Precision.FLOAT32, null, null),
                new FaceFormat(johns.alignment(), EmbeddedFaces.SIDE, EmbeddedFaces.SIDE),
                2);
        try (EmbeddingFactory factory = new EmbeddingFactory(
                open.embedder(),
                TemplateKind.MEAN,
                new ThresholdRule(0.05, null, 0.02),
                List.of(),
                open.engine())) {
            SystemFactory.Training plain = factory.train(johns, split, RUN);
            EnrolledSystem masked = factory.harden(plain.system(), johns, GLASSES, RUN);
            int pictures = split.training().size();
            var threshold = ((EmbeddingRecognizer) masked.recognizer()).enrollment().threshold();
            assertThat(threshold.impostorPairs()).isEqualTo(pictures * 2 * 4);

            int recognized = 0;
            for (Face face : split.validation()) {
                Image covered = GLASSES.views(face, RUN.seed()).of(face).get(0);
                Decision decision = Decision.of(masked.recognizer().identify(covered));
                recognized += decision.recognizes(face.identity()) ? 1 : 0;
            }
            System.err.println(recognized + " of " + split.validation().size() + " " + threshold);
            assertThat(recognized).isGreaterThan(split.validation().size() * 3 / 4);
        }
    }
}
