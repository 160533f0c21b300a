package dev.visor.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSetRunTest {

    private static final String EXPERIMENT = """
            title: Strangers at the door
            seed: 1
            faces: embedded
            split: {held-out: 0.3, calibration: 0, never-enrolled: 1}
            system: {kind: embedding, network: resnet29, threshold: {false-match-rate: 0.05}}
            attackers:
              strangers: {kind: gradient, people: never-enrolled, pairs: 2, max-iterations: 2}
            defenses: {none: []}
            """;

    /** Only the rates of the open set are changed, in a way that still is a rate; sums and manifest are as they were. */
    private static void forge(Path results) throws IOException {
        String text = Files.readString(results);
        String forged = Pattern.compile("(\"rankOne\": \\{\\s+\"hits\":) \\d+")
                .matcher(text)
                .replaceFirst("$1 1");
        assertThat(forged).isNotEqualTo(text);
        Files.writeString(results, forged);
    }

    @Test
    void strangersAttackAnOpenSetAndEveryRateOfItCanBeChecked(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("door.yaml"), EXPERIMENT);
        Path run = folder.resolve("run");
        CommandRun made = CommandRun.good("run", file.toString(), "--out", run.toString());
        assertThat(made.out())
                .contains("strangers with eyeglass frame", "open set: 4 people enrolled, 1 never enrolled");
        String attacks = Files.readString(run.resolve("attacks/strangers/eyeglass frame/attacks.json"));
        assertThat(attacks.lines()
                        .filter(line -> line.contains("\"attacker\":"))
                        .distinct())
                .as("the attacks' own name, and the one stranger")
                .hasSize(2);
        assertThat(CommandRun.of("evidence", "check", run.toString()).code()).isZero();

        forge(run.resolve("results.json"));
        CommandRun checked = CommandRun.of("evidence", "check", run.toString());
        assertThat(checked.code()).isNotZero();
        assertThat(checked.out() + checked.err()).contains("rankOne");
    }
}
