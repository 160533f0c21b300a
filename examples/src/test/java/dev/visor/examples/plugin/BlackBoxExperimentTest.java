package dev.visor.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.device.Compute;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Finding;
import dev.visor.experiment.ExperimentResults;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.ExperimentFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run on the plugin's black box: it answers, and that is all that attackers and defenses get. */
class BlackBoxExperimentTest {

    private static final Registry REGISTRY = Registry.standard();

    private static final List<String> SMALL = List.of(
            "attackers.scores.pairs=2",
            "attackers.scores.queries=20",
            "attackers.answers.pairs=2",
            "attackers.answers.queries=20");

    @TempDir
    Path dir;

    private ExperimentResults run(Path out) throws IOException {
        ExperimentFile file =
                ExperimentFile.read(Path.of("black-box.yaml"), SMALL, REGISTRY).resolved();
        try (ExperimentRun run =
                new ExperimentRun(out, REGISTRY, Compute.threads(2), Progress.silent(), RunListener.NONE)) {
            return run.run(file);
        }
    }

    @Test
    void attacksByQueriesRunToTheirEndAndTheRunGoesOn() throws IOException {
        Path out = dir.resolve("run");
        ExperimentResults results = run(out);
        assertThat(results.training().validation().value()).isGreaterThan(0.3);
        assertThat(results.undefended().cells()).extracting(Cell::attacker).containsExactly("scores", "answers");
        assertThat(results.undefended().cells()).allSatisfy(cell -> {
            assertThat(cell.success().trials()).isEqualTo(2);
            assertThat(cell.maxSteps()).isEqualTo(20);
            assertThat(cell.gradients()).isNull();
        });
        assertThat(results.findings()).extracting(Finding::kind).contains(Finding.Kind.GRADIENTS_NOT_TRIED);
        assertThat(out.resolve("report.html")).content().contains("gradients not tried");

        String before = Files.readString(out.resolve("results.json"));
        Files.delete(out.resolve("results.json"));
        Files.delete(out.resolve("manifest.json"));
        Files.delete(out.resolve("attacks/answers/eyeglass frame/attacks.json"));
        run(out);
        assertThat(out.resolve("results.json")).hasContent(before);
    }

    @Test
    void whatNeedsGradientsIsRefusedWhenTheFileIsRead() {
        ExperimentFileException refusal = catchThrowableOfType(
                ExperimentFileException.class,
                () -> ExperimentFile.read(
                        Path.of("black-box.yaml"),
                        List.of("attackers={inside: {kind: gradient}}", "defenses={none: [], mask: [saliency-mask]}"),
                        REGISTRY));
        assertThat(refusal.problems())
                .hasSize(2)
                .allMatch(problem -> problem.endsWith("the system \"nearest mean\" is a black box: it only answers"));
    }
}
