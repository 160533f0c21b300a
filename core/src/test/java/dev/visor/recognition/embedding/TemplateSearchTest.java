package dev.visor.recognition.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many people, against comparing template by template. */
class TemplateSearchTest {

    private static final Threshold THRESHOLD = new Threshold(0.25f, null, 0, 0);

    private static List<Embedding> probes(int size) {
        SplittableRandom random = new SplittableRandom(4);
        return IntStream.range(0, 5)
                .mapToObj(i -> Embedding.of(DrawnEmbeddings.normal(random, size, 1)))
                .toList();
    }

    private static Enrollment enrollment(int people, int pictures, TemplateKind kind) {
        List<Template> templates = new ArrayList<>(DrawnEmbeddings.templates(people, pictures, 24, kind));
        // Somebody has fewer pictures than the others.
        templates.set(
                1,
                new Template(
                        new Identity("few"), kind, templates.get(1).pictures().subList(0, 1)));
        return new Enrollment(templates, THRESHOLD);
    }

    @ParameterizedTest
    @CsvSource({"MEAN, 1", "MEAN, 3", "BEST, 1", "BEST, 3"})
    void everyLogitIsThatOfTheMostSimilarTemplate(TemplateKind kind, int pictures) {
        Enrollment enrollment = enrollment(1700, pictures, kind);
        try (TemplateSearch search = new TemplateSearch(enrollment, 2)) {
            List<Scores> scores = search.identify(probes(24));
            for (int i = 0; i < scores.size(); i++) {
                int best = 0;
                for (int person = 0; person < 1700; person++) {
                    double cosine = enrollment
                            .templates()
                            .get(person)
                            .similarity(probes(24).get(i));
                    assertThat((double) scores.get(i).logit(person)).isCloseTo(64 * (cosine - 0.25), within(1e-4));
                    best = scores.get(i).logit(person) > scores.get(i).logit(best) ? person : best;
                }
                assertThat(scores.get(i).bestIndex()).isEqualTo(best);
            }
        }
    }

    @Test
    void neitherThreadsNorOtherProbesChangeABit() {
        Enrollment enrollment = enrollment(1700, 2, TemplateKind.BEST);
        try (TemplateSearch one = new TemplateSearch(enrollment, 1);
                TemplateSearch three = new TemplateSearch(enrollment, 3)) {
            List<Scores> together = three.identify(probes(24));
            for (int i = 0; i < together.size(); i++) {
                assertThat(one.identify(probes(24).subList(i, i + 1)).get(0).logits())
                        .isEqualTo(together.get(i).logits());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MEAN, 1", "MEAN, 3", "BEST, 3"})
    void theEnrollmentInTheSharedMemoryIsTheSame(TemplateKind kind, int pictures) {
        Enrollment enrollment = enrollment(1300, pictures, kind);
        try (TemplateSearch search = new TemplateSearch(enrollment, 1)) {
            assertThat(search.enrollment()).isEqualTo(enrollment);
            assertThat(search.enrollment()
                            .templates()
                            .get(7)
                            .similarity(probes(24).get(0)))
                    .isEqualTo(
                            enrollment.templates().get(7).similarity(probes(24).get(0)));
        }
    }

    @Test
    void probesAreWhitenedAsPeopleWere() {
        List<Template> plain = DrawnEmbeddings.templates(40, 4, 24, TemplateKind.MEAN);
        Whitening whitening = Whitening.learned(plain);
        Enrollment enrollment =
                new Enrollment(plain.stream().map(whitening::apply).toList(), THRESHOLD, Optional.of(whitening));
        Embedding probe = probes(24).get(0);
        try (TemplateSearch search = new TemplateSearch(enrollment, 1)) {
            double cosine = enrollment.templates().get(5).similarity(whitening.apply(probe));
            assertThat((double) search.identify(List.of(probe)).get(0).logit(5))
                    .isCloseTo(64 * (cosine - 0.25), within(1e-4));
        }
    }

    @Test
    void refusesEmbeddingsOfAnotherNetwork() {
        try (TemplateSearch search = new TemplateSearch(enrollment(5, 1, TemplateKind.MEAN), 1)) {
            assertThatThrownBy(() -> search.identify(probes(16)))
                    .hasMessage("illegal embedding: 16 values, must be 24");
        }
    }
}
