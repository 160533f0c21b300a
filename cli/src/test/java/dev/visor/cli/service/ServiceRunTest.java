package dev.visor.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.evaluation.Cell;
import dev.visor.setting.Registry;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment whose system under test is a service with a network of its own. */
class ServiceRunTest {

    /** The attacker has a network whose inside is known; the service is the system under test. */
    private static final String TRANSFER = """
            split: {held-out: 0.7}
            attackers:
              transferred:
                kind: transfer
                pairs: 1
                max-iterations: 1
                restarts: 1
                from: {own: {kind: embedding, threshold: {similarity: 0.5}}}
              continued:
                kind: transfer
                pairs: 1
                max-iterations: 1
                restarts: 1
                from: {own: {kind: embedding, threshold: {similarity: 0.5}}}
                then: {kind: decision-based, queries: 25}
            """;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    private Path experiment(String url, String... more) throws IOException {
        Path file = folder.resolve("service.yaml");
        Files.writeString(file, """
                faces: embedded
                system:
                  kind: service
                  preset: visor
                  url: %s
                  enroll: {path: "/v1/enroll?subject={name}", method: POST, body: raw, fields: {}}
                  picture: {margin: 0}
                  queries: 900
                  %s
                accessories: [eyeglass frame]
                attackers:
                  scores: {kind: square, pairs: 2, queries: 25, batch-size: 2}
                  answers: {kind: decision-based, pairs: 2, queries: 25}
                defenses: {none: []}
                """.formatted(url, String.join("\n  ", more)));
        return file;
    }

    private static Cell results(Path run, String attacker) throws IOException {
        return new RunFolder(run)
                .readResults(Registry.standard()).undefended().cells().stream()
                        .filter(cell -> cell.attacker().equals(attacker))
                        .findFirst()
                        .orElseThrow();
    }

    private Process java(String type, Path out, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                type));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static long lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).lines().count() : 0;
    }

    private static String asked(String url) throws IOException {
        try (InputStream in = URI.create(url + "/asked").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRunThatIsKilledGoesOnWithoutARepeatedQuery() throws Exception {
        Path out = folder.resolve("server.out");
        java(PixelService.class.getName(), out);
        while (lines(out) == 0) {
            Thread.sleep(20);
        }
        String url = Files.readString(out).strip();
        Path file = experiment(url, "parallel: 1");
        Files.writeString(file, Files.readString(file).replace("attackers:\n", TRANSFER));
        Path run = folder.resolve("run");
        Process killed = java(
                "dev.visor.cli.Visor", folder.resolve("killed.out"), "run", file.toString(), "--out", run.toString());
        // All 55 faces are sent, and three pictures by "transferred"; so "continued" is under way.
        while (lines(run.resolve("answers.jsonl")) < 70 && killed.isAlive()) {
            Thread.sleep(5);
        }
        killed.destroyForcibly().waitFor();
        long kept = lines(run.resolve("answers.jsonl"));

        CommandRun resumed =
                CommandRun.good("run", file.toString(), "--out", run.toString(), "--set", "system.queries=899");
        assertThat(Files.exists(run.resolve("results.json"))).isTrue();
        assertThat(kept).isLessThan(lines(run.resolve("answers.jsonl")));
        assertThat(resumed.out()).contains("0/2").doesNotContain("making the surrogate");
        assertThat(results(run, "transferred").maxSteps()).isEqualTo(1);
        assertThat(results(run, "continued").maxSteps()).isEqualTo(25);
        assertThat(Objects.requireNonNull(results(run, "continued").transfer())
                        .onSurrogates()
                        .trials())
                .isEqualTo(1);
        String[] counts = asked(url).split(" ");
        // What was under way when the process was killed may have been answered to nobody.
        assertThat(Integer.parseInt(counts[0]) - Integer.parseInt(counts[1])).isBetween(0, 1);
    }

    @Test
    void faultsAndABudgetThatIsUsedUpCostNoAttackAndChangeNoResult() throws Exception {
        String results;
        try (PixelService service = new PixelService(0)) {
            results = results(service, folder.resolve("sound"));
        }
        try (PixelService service = new PixelService(40)) {
            Path run = folder.resolve("faults");
            CommandRun first = CommandRun.of(
                    "run", experiment(service.url()).toString(), "--out", run.toString(), "--set", "system.queries=80");
            assertThat(first.code()).isEqualTo(2);
            assertThat(first.messages())
                    .anyMatch(line -> line.contains("system.queries allows 80: the run may stop there"))
                    .last()
                    .asString()
                    .contains("the 80 queries that the service may be asked are used up")
                    .contains("--set system.queries=N");

            assertThat(results(service, run)).isEqualTo(results);
            // 45 faces are enrolled, and 10 held out; two attackers have two attacks each.
            assertThat(first.messages()).anyMatch(line -> line.contains("asked about some 143 pictures, at most 155;"));
            assertThat(service.asked().get(1)).isBetween(143 - 45, 155 - 45);
            assertThat(service.asked().get(0)).isEqualTo(service.asked().get(1));
        }
    }

    /** Runs the experiment to its end, and returns its results without what names the address. */
    private String results(PixelService service, Path run) throws IOException {
        CommandRun.good("run", experiment(service.url()).toString(), "--out", run.toString());
        return Files.readString(run.resolve("results.json")).replaceAll("127\\.0\\.0\\.1:[0-9]+|[0-9a-f]{64}", "");
    }

    /** Such as after a run with another seed, which enrolled them. */
    @Test
    void aServiceThatKnowsThoseWhoAreNeverEnrolledIsRefusedBeforeAnythingIsSent() throws Exception {
        try (PixelService service = new PixelService(0)) {
            EmbeddedFaces.johns().people().forEach(person -> service.know(person.name()));
            Path file = experiment(service.url());
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("attackers:\n", "split: {held-out: 0.2, never-enrolled: 1}\nattackers:\n"));
            CommandRun run = CommandRun.of(
                    "run", file.toString(), "--out", folder.resolve("run").toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.messages())
                    .last()
                    .asString()
                    .matches("visor: \\S+: knows John_\\w+, drawn never to be enrolled .*");
            assertThat(service.asked().get(0)).isZero();
        }
    }

    @Test
    void aServiceThatIsNotThereIsOneLine() throws Exception {
        String file = experiment("http://127.0.0.1:1").toString();
        CommandRun run =
                CommandRun.of("run", file, "--out", folder.resolve("run").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).last().asString().endsWith("http://127.0.0.1:1/v1/enroll: refuses the connection");
    }

    @Test
    void settingsOfAServiceAreRefusedWithAllProblemsAtOnce() throws Exception {
        String file = experiment("ftp://faces.example", "parallel: 0").toString();
        CommandRun run =
                CommandRun.of("run", file, "--out", folder.resolve("run").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("system.parallel: 0, must be in [1, 64]")
                .contains(
                        "system.url: \"ftp://faces.example\", must be an address that begins with https:// or http://")
                .doesNotContain("Exception");
    }
}
