package dev.visor.recognition.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImpostorPairsTest {

    private static double[] naive(List<Template> templates) {
        List<Double> similarities = new ArrayList<>();
        for (Template probe : templates) {
            for (Embedding picture : probe.pictures()) {
                templates.stream()
                        .filter(other -> other != probe)
                        .forEach(other -> similarities.add(other.similarity(picture)));
            }
        }
        return similarities.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    @ParameterizedTest
    @EnumSource
    void comparesAllPairsOfFewPeople(TemplateKind kind) {
        List<Template> templates = DrawnEmbeddings.templates(30, 3, 16, kind);
        assertThat(new ImpostorPairs(templates, OtherPeople.MOST, 1).similarities())
                .isEqualTo(naive(templates));
        assertThat(new ImpostorPairs(templates, 30 * 3 * 29, 1).similarities()).isEqualTo(naive(templates));
    }

    /** A tenth of the pairs, each once: the share above a similarity is about the same. */
    @Test
    void comparesASampleOfManyPeople() {
        List<Template> templates = DrawnEmbeddings.templates(200, 2, 16, TemplateKind.BEST);
        double[] all = naive(templates);
        double[] sample = new ImpostorPairs(templates, all.length - 1, all.length / 10).similarities();
        assertThat(sample).hasSize(400 * 19).isSorted();
        assertThat(new ImpostorPairs(templates, all.length - 1, all.length / 10).similarities())
                .isEqualTo(sample);
        assertThat(Arrays.stream(sample).allMatch(one -> Arrays.binarySearch(all, one) >= 0))
                .isTrue();
        for (double share : new double[] {0.1, 0.5, 0.9, 0.99}) {
            double quantile = all[(int) (share * all.length)];
            double below = Arrays.stream(sample).filter(one -> one < quantile).count();
            assertThat(below / sample.length).isCloseTo(share, within(0.02));
        }
    }

    @Test
    void everyPictureIsComparedAtLeastOnce() {
        List<Template> templates = DrawnEmbeddings.templates(50, 2, 16, TemplateKind.MEAN);
        assertThat(new ImpostorPairs(templates, 10, 10).similarities()).hasSize(100);
    }
}
