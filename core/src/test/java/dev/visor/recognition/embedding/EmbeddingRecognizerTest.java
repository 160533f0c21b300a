package dev.visor.recognition.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.network.EmbeddingLayer;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The real network with drawn weights behind a small embedding layer. */
class EmbeddingRecognizerTest {

    private static final int SIDE = 80;
    private static final float[] LOSS = {1, -0.5f, 0.25f, -2};
    private static final float STEP = 2e-4f;
    private static final float[] WEIGHT = DrawnEmbeddings.normal(new SplittableRandom(8), 24 * 256, 0.1);

    private static RandomSystem system;

    @BeforeAll
    static void start() {
        system = RandomSystem.start(2, new Alignment("small", 0.36, 0.40, 0.62, 0.36), SIDE, SIDE);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    private static Embedder embedder(boolean layer, float factor) {
        float[] weight = WEIGHT.clone();
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= factor;
        }
        return new Embedder(
                system.backbone(), layer ? Optional.of(new EmbeddingLayer(weight, 256, 24)) : Optional.empty());
    }

    /** Enrolls four people with two drawn pictures each. */
    private static Enrollment enrollment(Embedder embedder, TemplateKind kind, float threshold) {
        List<Embedding> all = embedder.embed(RandomSystem.pictures(17, 8, SIDE, SIDE));
        List<Template> templates = new ArrayList<>();
        for (int person = 0; person < 4; person++) {
            templates.add(new Template(RandomSystem.PEOPLE.get(person), kind, all.subList(2 * person, 2 * person + 2)));
        }
        return new Enrollment(templates, new Threshold(threshold, null, 0, 0));
    }

    private static Enrollment whitened(Enrollment plain) {
        Whitening whitening = Whitening.learned(plain.templates());
        return new Enrollment(
                plain.templates().stream().map(whitening::apply).toList(), plain.threshold(), Optional.of(whitening));
    }

    private static Enrollment enrollment(Embedder embedder, TemplateKind kind, boolean whitened) {
        Enrollment plain = enrollment(embedder, kind, 0.5f);
        return whitened ? whitened(plain) : plain;
    }

    @ParameterizedTest
    @CsvSource({
        "MEAN, true, false",
        "MEAN, false, false",
        "BEST, true, false",
        "BEST, false, false",
        "MEAN, true, true",
        "BEST, false, true"
    })
    void logitsAreScaledCosinesAboveTheThreshold(TemplateKind kind, boolean layer, boolean whitened) {
        Embedder embedder = embedder(layer, 1);
        Enrollment enrollment = enrollment(embedder, kind, whitened);
        List<Image> pictures = RandomSystem.pictures(5, 3, SIDE, SIDE);
        List<Embedding> probes = embedder.embed(pictures).stream()
                .map(probe ->
                        enrollment.whitening().map(own -> own.apply(probe)).orElse(probe))
                .toList();
        try (EmbeddingRecognizer recognizer = new EmbeddingRecognizer(embedder, enrollment)) {
            for (int i = 0; i < pictures.size(); i++) {
                float[] logits = recognizer.identify(pictures.get(i)).logits();
                for (int person = 0; person < 4; person++) {
                    double cosine = enrollment.templates().get(person).similarity(probes.get(i));
                    assertThat((double) logits[person]).isCloseTo(64 * (cosine - 0.5), within(1e-3));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theScaleOfAnEmbeddingChangesNoLogit(TemplateKind kind) {
        Image picture = RandomSystem.pictures(6, 1, SIDE, SIDE).get(0);
        Enrollment enrollment = enrollment(embedder(true, 1), kind, 0.4f);
        try (EmbeddingRecognizer one = new EmbeddingRecognizer(embedder(true, 1), enrollment);
                EmbeddingRecognizer large = new EmbeddingRecognizer(embedder(true, 1000), enrollment)) {
            assertThat(large.identify(picture).logits())
                    .containsExactly(one.identify(picture).logits(), within(1e-3f));
        }
    }

    /**
     * The gradient at the pixels against central differences, through both normalizations, whitening and the highest
     * similarity.
     */
    @ParameterizedTest
    @CsvSource({
        "MEAN, true, false",
        "MEAN, false, false",
        "BEST, true, false",
        "BEST, false, false",
        "MEAN, true, true",
        "BEST, false, true"
    })
    void theGradientIsTheSlopeInManyDirections(TemplateKind kind, boolean layer, boolean whitened) {
        Embedder embedder = embedder(layer, 1);
        try (EmbeddingRecognizer recognizer = new EmbeddingRecognizer(embedder, enrollment(embedder, kind, whitened))) {
            Image picture = RandomSystem.pictures(3, 1, SIDE, SIDE).get(0);
            float[] gradient = recognizer
                    .backward(List.of(picture), (probe, scores) -> LOSS, BackwardRule.EXACT)
                    .get(0)
                    .gradient();
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < 3; i++) {
                float[] direction = new float[gradient.length];
                double slope = 0;
                for (int j = 0; j < direction.length; j++) {
                    direction[j] = random.nextBoolean() ? Math.signum(gradient[j]) : 0;
                    slope += (double) gradient[j] * direction[j];
                }
                double up = loss(recognizer, moved(picture, direction, STEP));
                double down = loss(recognizer, moved(picture, direction, -STEP));
                assertThat(slope).isGreaterThan(0.1).isCloseTo((up - down) / (2 * STEP), withinPercentage(1.5));
            }
        }
    }

    private static Image moved(Image picture, float[] direction, float step) {
        float[] values = picture.values();
        for (int i = 0; i < values.length; i++) {
            values[i] += step * direction[i];
        }
        return Image.of(picture.width(), picture.height(), values);
    }

    private static double loss(Recognizer recognizer, Image picture) {
        float[] logits = recognizer.identify(picture).logits();
        double loss = 0;
        for (int i = 0; i < logits.length; i++) {
            loss += (double) LOSS[i] * logits[i];
        }
        return loss;
    }

    @Test
    void whoReachesNoThresholdIsUnknown() {
        Embedder embedder = embedder(true, 1);
        Image enrolled = RandomSystem.pictures(17, 8, SIDE, SIDE).get(4);
        Image stranger = RandomSystem.pictures(99, 1, SIDE, SIDE).get(0);
        try (EmbeddingRecognizer recognizer =
                new EmbeddingRecognizer(embedder, enrollment(embedder, TemplateKind.BEST, 0.9999f))) {
            Decision known = recognizer.decide(enrolled);
            assertThat(known.recognizes(RandomSystem.PEOPLE.get(2))).isTrue();
            Decision unknown = recognizer.decide(stranger);
            assertThat(unknown.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(unknown.scores().unknownProbability())
                    .isGreaterThan(unknown.scores().confidence());
            assertThat(unknown.recognizes(unknown.scores().best())).isFalse();
        }
    }

    @Test
    void whatLiesBesideAPictureChangesNothing() {
        Embedder embedder = embedder(true, 1);
        List<Image> pictures = RandomSystem.pictures(5, 7, SIDE, SIDE);
        try (EmbeddingRecognizer recognizer =
                new EmbeddingRecognizer(embedder, enrollment(embedder, TemplateKind.BEST, 0.5f))) {
            List<float[]> together = recognizer.identify(pictures).stream()
                    .map(scores -> scores.logits())
                    .toList();
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(recognizer.identify(pictures.get(i)).logits()).isEqualTo(together.get(i));
            }
        }
    }

    /** People whom nobody asks about stand behind the four, so that there are many templates. */
    private static Enrollment many(Enrollment few) {
        List<Template> templates = new ArrayList<>(few.templates());
        templates.addAll(DrawnEmbeddings.templates(EmbeddingRecognizer.MANY, 1, 24, few.kind()));
        return new Enrollment(templates, few.threshold(), few.whitening());
    }

    @ParameterizedTest
    @CsvSource({"MEAN, false", "BEST, false", "BEST, true"})
    void manyPeopleChangeNeitherLogitsNorGradientsOfTheOthers(TemplateKind kind, boolean whitened) {
        Embedder embedder = embedder(true, 1);
        Enrollment enrollment = enrollment(embedder, kind, whitened);
        List<Image> pictures = RandomSystem.pictures(5, 6, SIDE, SIDE);
        try (EmbeddingRecognizer few = new EmbeddingRecognizer(embedder, enrollment);
                EmbeddingRecognizer many = new EmbeddingRecognizer(embedder, many(enrollment))) {
            int people = many.gallery().size();
            assertThat(many.enrollment()).isEqualTo(many(enrollment));
            List<Backward> expected = few.backward(pictures, (probe, scores) -> LOSS, BackwardRule.EXACT);
            List<Backward> found =
                    many.backward(pictures, (probe, scores) -> Arrays.copyOf(LOSS, people), BackwardRule.EXACT);
            for (int i = 0; i < pictures.size(); i++) {
                float[] logits = many.identify(pictures.get(i)).logits();
                assertThat(found.get(i).scores().logits()).isEqualTo(logits);
                assertThat(Arrays.copyOf(logits, 4))
                        .containsExactly(expected.get(i).scores().logits(), within(1e-4f));
                float[] gradient = expected.get(i).gradient();
                float largest = 0;
                for (float value : gradient) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertThat(found.get(i).gradient()).containsExactly(gradient, within(1e-3f * largest));
            }
        }
    }

    @Test
    void refusesTemplatesOfAnotherNetwork() {
        Enrollment small = enrollment(embedder(true, 1), TemplateKind.MEAN, 0.5f);
        assertThatThrownBy(() -> new EmbeddingRecognizer(embedder(false, 1), small))
                .hasMessage("illegal templates: they have 24 values, the embeddings of resnet29 have 256");
        assertThatThrownBy(() -> new Embedder(system.backbone(), Optional.of(new EmbeddingLayer(new float[6], 3, 2))))
                .hasMessage("illegal embedding layer: it takes 3 features, the backbone resnet29 gives 256");
    }
}
