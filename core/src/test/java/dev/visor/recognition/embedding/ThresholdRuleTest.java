package dev.visor.recognition.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.recognition.Threshold;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThresholdRuleTest {

    private static ThresholdRule rate(double rate) {
        return new ThresholdRule(rate, null);
    }

    /** Each picture against each template of another person, one by one. */
    private static List<Double> impostors(List<Template> templates) {
        List<Double> similarities = new ArrayList<>();
        for (Template probe : templates) {
            for (Embedding picture : probe.pictures()) {
                for (Template other : templates) {
                    if (other != probe) {
                        similarities.add(other.similarity(picture));
                    }
                }
            }
        }
        return similarities;
    }

    @ParameterizedTest
    @EnumSource
    void asManyImpostorPairsReachTheThresholdAsTheRateAllows(TemplateKind kind) {
        List<Template> templates = DrawnEmbeddings.templates(12, 5, 16, kind);
        List<Double> impostors = impostors(templates);
        double last = 1;
        for (double rate : new double[] {0.002, 0.01, 0.05, 0.3}) {
            Threshold threshold = rate(rate).calibrate(templates);
            long reached = impostors.stream()
                    .filter(similarity -> similarity >= threshold.similarity())
                    .count();
            // Of two single pictures each is as similar to the other, so such pairs come in twos.
            long allowed = (long) (rate * impostors.size());
            assertThat(reached)
                    .isEqualTo(threshold.falseMatches())
                    .isBetween(kind == TemplateKind.BEST ? allowed - 1 : allowed, allowed);
            assertThat(threshold.impostorPairs()).isEqualTo(impostors.size()).isEqualTo(12 * 5 * 11);
            assertThat(threshold.similarity()).as("the higher the rate").isLessThan((float) last);
            last = threshold.similarity();
        }
    }

    @Test
    void aGivenThresholdIsTakenAsItIs() {
        List<Template> templates = DrawnEmbeddings.templates(4, 3, 16, TemplateKind.MEAN);
        Threshold threshold = new ThresholdRule(0.001, 0.3).calibrate(templates);
        assertThat(threshold.similarity()).isEqualTo(0.3f);
        assertThat(threshold.falseMatchRate()).isNull();
        assertThat(threshold.falseMatches()).isEqualTo((int) impostors(templates).stream()
                .filter(similarity -> similarity >= 0.3f)
                .count());
    }

    @Test
    void saysTheLeastRateThatTooFewPairsAllow() {
        List<Template> templates = DrawnEmbeddings.templates(5, 4, 16, TemplateKind.MEAN);
        assertThatThrownBy(() -> rate(0.001).calibrate(templates))
                .hasMessage("illegal false match rate: 0.001, must be at least 0.013 with 80 impostor pairs");
        assertThat(rate(0.013).calibrate(templates).falseMatches()).isEqualTo(1);
    }

    @Test
    void aGalleryNeedsTwoPeople() {
        assertThatThrownBy(() -> rate(0.1).calibrate(DrawnEmbeddings.templates(1, 4, 16, TemplateKind.MEAN)))
                .hasMessage(
                        "illegal gallery: 1 person, must be at least 2, because impostor pairs calibrate the threshold");
    }

    @Test
    void refusesAThresholdThatNoPairReaches() {
        List<Template> templates = DrawnEmbeddings.templates(4, 3, 16, TemplateKind.MEAN);
        assertThatThrownBy(() -> new ThresholdRule(0.001, 0.9999).calibrate(templates))
                .hasMessageMatching("illegal threshold: 0\\.9999, must be at most 0\\.9\\d+, the highest similarity of"
                        + " two pictures of one person");
    }

    @Test
    void equalSimilaritiesReachTheThresholdTogetherOrNotAtAll() {
        List<Template> same = new ArrayList<>();
        for (Template template : DrawnEmbeddings.templates(6, 1, 16, TemplateKind.BEST)) {
            Embedding only = template.pictures().get(0);
            same.add(new Template(template.person(), TemplateKind.BEST, List.of(only, only, only)));
        }
        Threshold threshold = rate(0.2).calibrate(same);
        assertThat(threshold.falseMatches()).isLessThanOrEqualTo(18);
        assertThat(threshold.falseMatches() % 6).isZero();
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> rate(0)).hasMessageContaining("false match rate: 0.0, must be in (0, 1)");
        assertThatThrownBy(() -> new ThresholdRule(0.1, 1.5))
                .hasMessageContaining("similarity: 1.5, must be in (-1, 1)");
        assertThatThrownBy(() -> new ThresholdRule(0.1, null, 1))
                .hasMessageContaining("masked false match rate: 1.0, must be in (0, 1)");
        assertThat(rate(0.1).maskedFalseMatchRate()).isEqualTo(0.01);
    }
}
