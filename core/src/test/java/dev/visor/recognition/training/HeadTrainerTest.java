package dev.visor.recognition.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Head;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadTrainerTest {

    private static final HeadTrainer.Config QUICK = new HeadTrainer.Config(List.of(12), 0.25, 20, 4, 5e-3, 1e-4);
    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE.subList(0, 3);
    private static final FaceSet FACES = faces();

    /** Each person has a color of their own, under noise. */
    private static FaceSet faces() {
        SplittableRandom random = new SplittableRandom(3);
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            int person = i % 3;
            float[] values = new float[3 * 150 * 150];
            for (int j = 0; j < values.length; j++) {
                boolean own = j / (150 * 150) == person;
                values[j] = (float) ((own ? 0.7 : 0.3) + random.nextDouble(-0.2, 0.2));
            }
            faces.add(new Face(
                    "face " + i,
                    PEOPLE.get(person),
                    Image.quantized(150, 150, values),
                    Alignment.DLIB.landmarks(150, 150)));
        }
        return new FaceSet("colors", Alignment.DLIB, faces);
    }

    private static TrainedHead train(int threads, HeadTrainer.Config config, long seed) {
        try (RandomSystem system = RandomSystem.start(threads)) {
            return new HeadTrainer(config)
                    .train(system.backbone(), new Gallery(PEOPLE), FACES.split(0.2, new Seed(1)), RunContext.of(seed));
        }
    }

    @Test
    void learnsToTellColorsApart() {
        TrainedHead trained = train(2, QUICK, 8);
        assertThat(trained.epochs())
                .hasSize(20)
                .extracting(Epoch::number)
                .startsWith(1, 2)
                .endsWith(20);
        assertThat(trained.epochs().get(19).loss())
                .isLessThan(trained.epochs().get(0).loss() / 2);
        assertThat(trained.epochs().get(19).trainingAccuracy()).isEqualTo(1);
        assertThat(trained.epochs().get(19).validationAccuracy()).isEqualTo(1);
        int[] four = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
        int[] one = {0, 1, 2};
        assertThat(trained.training()).isEqualTo(ConfusionMatrix.of(FACES.people(), four, four));
        assertThat(trained.validation()).isEqualTo(ConfusionMatrix.of(FACES.people(), one, one));
        assertThat(trained.head().layers()).isEqualTo(2);
        try (RandomSystem system = RandomSystem.start(1);
                NetworkRecognizer recognizer = new NetworkRecognizer(system.backbone(), trained.head())) {
            for (Face face : FACES.faces()) {
                assertThat(recognizer.identify(face.image()).best()).isEqualTo(face.identity());
            }
        }
    }

    @Test
    void viewsOfAFaceCountAsFacesOfTheSamePerson() {
        FaceSet.Split split = FACES.split(0.2, new Seed(1));
        List<Face> all = new ArrayList<>();
        for (Face face : split.training()) {
            all.add(face);
            all.add(new Face(face.id() + "'", face.identity(), face.image().mirrored(), face.landmarks()));
        }
        Gallery gallery = new Gallery(PEOPLE);
        HeadTrainer trainer = new HeadTrainer(QUICK);
        try (RandomSystem system = RandomSystem.start(2)) {
            TrainedHead seen = trainer.train(
                    system.backbone(),
                    gallery,
                    split,
                    face -> List.of(face.image(), face.image().mirrored()),
                    RunContext.of(8));
            TrainedHead listed = trainer.train(
                    system.backbone(), gallery, new FaceSet.Split(all, split.validation()), RunContext.of(8));
            assertThat(seen.epochs()).isEqualTo(listed.epochs());
            assertThat(seen.training()).isEqualTo(listed.training());
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsForAnyNumberOfThreads() {
        TrainedHead one = train(1, QUICK, 8);
        TrainedHead three = train(3, QUICK, 8);
        assertThat(three.head().tensors()).isEqualTo(one.head().tensors());
        assertThat(three.epochs()).isEqualTo(one.epochs());
        assertThat(train(1, QUICK, 9).head().tensors()).isNotEqualTo(one.head().tensors());
    }

    /** Members must differ, or the mean would be any of them. */
    @Test
    void theHeadsOfAnEnsembleDiffer() {
        Gallery gallery = new Gallery(PEOPLE);
        List<Face> faces = FACES.split(0.2, new Seed(1)).training();
        try (RandomSystem system = RandomSystem.start(2)) {
            HeadTrainer trainer = new HeadTrainer(QUICK);
            Head one = trainer.trainEnsemble(system.backbone(), gallery, faces, FaceViews.PLAIN, 1, RunContext.of(8));
            Head two = trainer.trainEnsemble(system.backbone(), gallery, faces, FaceViews.PLAIN, 2, RunContext.of(8));
            Head again = trainer.trainEnsemble(system.backbone(), gallery, faces, FaceViews.PLAIN, 2, RunContext.of(8));
            assertThat(again.tensors()).isEqualTo(two.tensors());
            float[] members = two.tensors().values("head.0.weight");
            float[] first = one.tensors().values("head.0.weight");
            assertThat(members).hasSize(2 * first.length);
            assertThat(Arrays.copyOf(members, first.length)).isEqualTo(first);
            assertThat(Arrays.copyOfRange(members, first.length, members.length))
                    .isNotEqualTo(first);
        }
    }

    @Test
    void aHeadWithoutHiddenLayersLearnsToo() {
        TrainedHead trained = train(2, new HeadTrainer.Config(List.of(), 0, 20, 4, 5e-3, 0), 8);
        assertThat(trained.head().layers()).isEqualTo(1);
        assertThat(trained.validation().correct()).isEqualTo(3);
    }

    @Test
    void stopsBetweenEpochs() {
        AtomicInteger checks = new AtomicInteger();
        try (RandomSystem system = RandomSystem.start(1)) {
            assertThatThrownBy(() -> new HeadTrainer(QUICK)
                            .train(
                                    system.backbone(),
                                    new Gallery(PEOPLE),
                                    FACES.split(0.2, new Seed(1)),
                                    RunContext.of(1).cancelledWhen(() -> checks.incrementAndGet() > 6)))
                    .isInstanceOf(CancelledException.class);
        }
        assertThat(checks).hasValue(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | 0.5 | 1 | 1 | 1e-3 | 0  | illegal hidden: [0], must be at least 1 each",
                "8   | 1   | 1 | 1 | 1e-3 | 0  | illegal dropout: 1.0, must be in [0, 1)",
                "8   | NaN | 1 | 1 | 1e-3 | 0  | illegal dropout: NaN, must be in [0, 1)",
                "8   | 0.5 | 0 | 1 | 1e-3 | 0  | illegal epochs: 0, must be at least 1",
                "8   | 0.5 | 1 | 0 | 1e-3 | 0  | illegal batch size: 0, must be at least 1",
                "8   | 0.5 | 1 | 1 | 0    | 0  | illegal learning rate: 0.0, must be above 0 and finite",
                "8   | 0.5 | 1 | 1 | 1e-3 | -1 | illegal weight decay: -1.0, must be at least 0 and finite"
            })
    void refusesSettingsOutOfRange(
            int hidden, double dropout, int epochs, int batchSize, double rate, double decay, String message) {
        assertThatThrownBy(() -> new HeadTrainer.Config(List.of(hidden), dropout, epochs, batchSize, rate, decay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
