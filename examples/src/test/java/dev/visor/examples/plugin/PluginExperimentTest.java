package dev.visor.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.setting.JsonSchema;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.ExperimentFileException;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of the plugin are used by name, and their settings appear wherever those of built-in kinds do. */
class PluginExperimentTest {

    private static final Registry REGISTRY = Registry.standard();

    @TempDir
    static Path dir;

    private static Path run;

    @BeforeAll
    static void runWithThePluginOnTheClassPath() throws IOException {
        run = dir.resolve("class-path");
        PluginRun.run(REGISTRY, run);
    }

    @Test
    void theExperimentOfTheRunHasItsSettings() throws IOException {
        assertThat(run.resolve("experiment.yaml"))
                .content()
                .contains("kind: scarf\n    drop: 1.25\n    half-width: 0.9\n")
                .contains("kind: random-stripes\n")
                .contains("queries: 6\n    share: 0.2\n    confidence: 0.9\n")
                .contains("kind: sign-step\n      size: 8\n")
                .contains("kind: capped-margin\n      cap: 5\n")
                .contains("kind: bit-depth\n      bits: 2\n")
                .contains("kind: color\n        color: \"#808080\"\n");
        ExperimentFile again = ExperimentFile.read(run.resolve("experiment.yaml"), List.of(), REGISTRY);
        assertThat(again.config().accessories()).containsEntry("low scarf", new Scarf(1.25, 0.9));
    }

    @Test
    void theResultsHaveItsSettings() {
        assertThat(run.resolve("results.json"))
                .content()
                .contains("\"accessories[2].drop\": \"1.25\"")
                .contains("\"attackers.stripes.share\": \"0.2\"")
                .contains("\"attackers.signs.step.size\": \"8\"")
                .contains("\"attackers.signs.loss.cap\": \"5\"")
                .contains("\"defenses.coarse[1].bits\": \"2\"")
                .contains("\"defenses.gray[1].fill.color\": \"#808080\"");
    }

    @Test
    void theReportHasItsSettings() throws IOException {
        String page = Files.readString(run.resolve("report.html"))
                .replaceAll("(?s)<(style|script).*?</\\1>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
        assertThat(page)
                .contains("accessories[2].drop 1.25")
                .contains("attackers.stripes.kind random-stripes")
                .contains("attackers.signs.step.kind sign-step")
                .contains("attackers.signs.loss.cap 5")
                .contains("defenses.coarse[1].bits 2")
                .contains("defenses.gray[1].fill.color #808080");
    }

    @Test
    void theSchemaHasItsSettings() {
        String schema = Json.toText(JsonSchema.document("Experiment", ExperimentFile.SETTINGS, REGISTRY));
        for (Object kind : List.of(
                "scarf", "random-stripes", "sign-step", "capped-margin", "bit-depth", "nearest-mean", "color")) {
            assertThat(schema).contains("\"const\": \"" + kind + "\"");
        }
        assertThat(schema)
                .contains("how far the upper edge lies below the eyes, in eye distances")
                .contains("share of the rows that a change colors anew");
    }

    /** Another process has no class of the plugin but those in its jar, and gets the same results. */
    @Test
    void aJarInAFolderGivesTheSameResults() throws IOException, InterruptedException {
        Path out = dir.resolve("jar");
        String classPath = PluginRun.classPathWithoutPlugin();
        Path log = dir.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        classPath,
                        PluginRun.class.getName(),
                        Path.of("target", "plugins").toString(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(out.resolve("results.json")).hasSameTextualContentAs(run.resolve("results.json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            accessories: [{name: high, kind: scarf, drop: -1}] | accessories[1].drop: -1, must be in [0, 2]
            attackers: {a: {kind: random-stripes, queries: 2}} | attackers.a.queries: 2, must be at least 3
            attackers: {a: {kind: gradient, step: {kind: sign-step, size: 0}}} | attackers.a.step.size: 0, must be in [1, 255]
            attackers: {a: {kind: gradient, loss: {kind: capped-margin, cap: 0}}} | attackers.a.loss.cap: 0, must be above 0 and finite
            defenses: {none: [], a: [{kind: bit-depth, bits: 8}]} | defenses.a[1].bits: 8, must be in [1, 7]
            """)
    void anIllegalSettingIsReportedAsThoseOfBuiltInKinds(String line, String problem) throws IOException {
        Path file = Files.writeString(dir.resolve("bad.yaml"), "faces: embedded\n" + line + "\n");
        ExperimentFileException refusal = catchThrowableOfType(
                ExperimentFileException.class, () -> ExperimentFile.read(file, List.of(), REGISTRY));
        assertThat(refusal.problems()).containsExactly(file + ":2: " + problem);
    }
}
