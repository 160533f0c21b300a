package dev.visor.recognition.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.network.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnrollmentTest {

    private static Enrollment enrollment(TemplateKind kind) {
        return Enrollment.of(DrawnEmbeddings.templates(7, 3, 8, kind), new ThresholdRule(0.02, null));
    }

    private static NamedTensors written(Enrollment enrollment) {
        NamedTensors.Builder tensors = NamedTensors.builder();
        enrollment.writeTo(tensors);
        return tensors.build();
    }

    @ParameterizedTest
    @EnumSource
    void comesBackToTheLastBit(TemplateKind kind) {
        Enrollment enrollment = enrollment(kind);
        assertThat(Enrollment.readFrom(written(enrollment))).isEqualTo(enrollment);
        Enrollment masked = Enrollment.underMask(enrollment.templates(), 1, new ThresholdRule(0.02, null, 0.02));
        assertThat(masked.whitening()).isPresent();
        assertThat(Enrollment.readFrom(written(masked))).isEqualTo(masked);
        Enrollment given = Enrollment.of(enrollment.templates(), new ThresholdRule(0.5, 0.25));
        assertThat(Enrollment.readFrom(written(given))).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({
        "threshold, 2, 'illegal threshold: 2.0, must be in [-1, 1]'",
        "threshold, much, 'has the threshold \"much\", must be a number'",
        "template, WORST, 'has no template that is known: WORST'",
        "false-matches, 9999, 'illegal number of false matches: 9999 of 126 pairs, must be from 0 to all of them'",
        "people, Ann, 'has 1 people with 21 pictures, but embeddings of 21'",
    })
    void refusesWhatMakesNoSense(String key, String value, String message) {
        NamedTensors.Builder tensors = NamedTensors.builder();
        enrollment(TemplateKind.MEAN).writeTo(tensors);
        NamedTensors damaged = tensors.metadata(key, value).build();
        assertThatThrownBy(() -> Enrollment.readFrom(damaged)).hasMessage(message);
    }

    @Test
    void refusesEmbeddingsThatWereChanged() {
        NamedTensors good = written(enrollment(TemplateKind.MEAN));
        float[] values = good.values("embeddings");
        values[3] = 40;
        NamedTensors.Builder tensors = NamedTensors.builder().tensor("embeddings", values, 21, 8);
        good.metadata().forEach(tensors::metadata);
        assertThatThrownBy(() -> Enrollment.readFrom(tensors.build()))
                .hasMessage("illegal embedding: its length is not 1");
    }

    @Test
    void refusesAWhiteningThatWasChanged() {
        List<Template> people = DrawnEmbeddings.templates(7, 3, 8, TemplateKind.MEAN);
        NamedTensors good = written(Enrollment.underMask(people, 1, new ThresholdRule(0.02, null, 0.02)));
        float[] matrix = good.values("whitening-matrix");
        matrix[9] = -matrix[9];
        NamedTensors.Builder turned = tensors(good).tensor("whitening-matrix", matrix, 8, 8);
        assertThatThrownBy(() -> Enrollment.readFrom(turned.build()))
                .hasMessage(
                        "illegal whitening: must be a center, and a lower triangular matrix with a diagonal above 0");
        NamedTensors.Builder small = tensors(good).tensor("whitening-matrix", new float[49], 7, 7);
        assertThatThrownBy(() -> Enrollment.readFrom(small.build()))
                .hasMessage("the tensor \"whitening-matrix\" has the shape [7, 7], must be [8, 8]");
        Whitening other = Whitening.learned(DrawnEmbeddings.templates(3, 3, 9, TemplateKind.MEAN));
        assertThatThrownBy(() ->
                        new Enrollment(people, enrollment(TemplateKind.MEAN).threshold(), Optional.of(other)))
                .hasMessage("illegal whitening: it takes 9 values, the templates have 8");
    }

    private static NamedTensors.Builder tensors(NamedTensors all) {
        NamedTensors.Builder copy = NamedTensors.builder();
        all.names()
                .forEach(name -> copy.tensor(
                        name,
                        all.values(name),
                        all.shape(name).stream().mapToInt(Integer::intValue).toArray()));
        all.metadata().forEach(copy::metadata);
        return copy;
    }

    @Test
    void templatesMustFitTogether() {
        List<Template> mixed = new ArrayList<>(DrawnEmbeddings.templates(3, 2, 8, TemplateKind.MEAN));
        mixed.set(
                1,
                new Template(
                        mixed.get(1).person(), TemplateKind.BEST, mixed.get(1).pictures()));
        assertThatThrownBy(() ->
                        new Enrollment(mixed, enrollment(TemplateKind.MEAN).threshold()))
                .hasMessage("the templates of person 0 and person 1 must be of one kind and have as many values");
        assertThatThrownBy(() -> new Template(mixed.get(0).person(), TemplateKind.MEAN, List.of()))
                .hasMessage("the person person 0 has no picture, must have at least 1");
    }
}
