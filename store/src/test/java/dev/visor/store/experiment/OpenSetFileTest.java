package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.setting.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSetFileTest {

    private static final Registry REGISTRY = Registry.standard();

    @TempDir
    Path dir;

    private ExperimentFile read(String text) throws IOException {
        return ExperimentFile.read(Files.writeString(dir.resolve("open.yaml"), text), List.of(), REGISTRY);
    }

    @Test
    void anEmbeddingHasItsThresholdAndStrangers() throws IOException {
        ExperimentFile file = read("""
                faces: embedded
                split: {never-enrolled: 2}
                system: {kind: embedding, threshold: {false-match-rate: 0.05, masked-false-match-rate: 0.02},
                  template: best}
                """);
        EmbeddingSource system = (EmbeddingSource) file.system();
        assertThat(system.answersUnknown()).isTrue();
        assertThat(system.threshold().falseMatchRate()).isEqualTo(0.05);
        assertThat(system.threshold().maskedFalseMatchRate()).isEqualTo(0.02);
        assertThat(system.template()).isEqualTo(TemplateKind.BEST);
        assertThat(file.config().split().neverEnrolled()).isEqualTo(2);
        assertThat(read(file.toYaml(REGISTRY))).isEqualTo(file);
    }

    @Test
    void aThresholdWithoutARateUnderMasksHasTheUsualOne() throws IOException {
        ExperimentFile file = read("faces: embedded\nsystem: {kind: embedding, threshold: {similarity: 0.4}}\n");
        assertThat(((EmbeddingSource) file.system()).threshold()).isEqualTo(new ThresholdRule(0.001, 0.4, 0.01));
    }

    @Test
    void whoKnowsEverybodyHasNoStrangers() {
        assertThatThrownBy(() -> read("faces: embedded\nsplit: {never-enrolled: 2}\n"))
                .hasMessageContaining("split.never-enrolled: 2, must be left out, because the system \"resnet29\" knows"
                        + " everybody; one of the kind embedding doesn't");
    }
}
