package dev.visor.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.evaluation.Cell;
import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faces with their surroundings, which a service is sent. */
class ServicePhotographTest {

    private static final String EXPERIMENT = """
            faces: {folder: photos, alignment: detect, size: 80, margin: 0.5}
            split: {held-out: 0.5, calibration: 0}
            system:
              kind: service
              preset: visor
              url: %s
              enroll: {path: "/v1/enroll?subject={name}", method: POST, body: raw, fields: {}}
              queries: 200
            accessories: [eyeglass frame]
            attackers:
              scores: {kind: square, pairs: 2, queries: 4, batch-size: 2}
              transferred:
                kind: transfer
                pairs: 1
                max-iterations: 1
                restarts: 1
                from: {own: {kind: embedding, threshold: {similarity: 0.5}}}
            defenses: {none: []}
            """;

    @TempDir
    Path folder;

    private Path experiment(String url) throws IOException {
        return Files.writeString(folder.resolve("service.yaml"), EXPERIMENT.formatted(url));
    }

    @Test
    void aServiceDecidesAboutTheFaceOfTheSavedPhotographWithItsSurroundings() throws Exception {
        try (PixelService service = new PixelService(0)) {
            Fixtures.photographs(Fixtures.faces(folder.resolve("faces")), folder.resolve("photos"));
            String file = experiment(service.url()).toString();
            Path run = folder.resolve("run");
            CommandRun first = CommandRun.good("run", file, "--out", run.toString());

            // 6 faces are enrolled and 6 held out; the transfer attack asks thrice, and 3 photographs are tried end to
            // end.
            assertThat(first.messages()).anyMatch(line -> line.contains("at most " + (6 + 6 + 2 * 4 + 3 + 3) + ";"));
            // Nothing is added around what shows its surroundings already.
            assertThat(service.sizes()).containsExactly("160x160");
            List<Path> found = found(run);
            assertThat(found).hasSize(3);
            for (Path crop : found) {
                assertThat(service.wasAsked(Files.readAllBytes(crop))).isTrue();
            }
            ExperimentResults results = new RunFolder(run).readResults(Registry.standard());
            assertThat(results.data().margin()).isEqualTo(40);
            for (Cell cell : results.undefended().cells()) {
                Cell.EndToEndRates rates = Objects.requireNonNull(cell.endToEnd());
                assertThat(rates.noFace().hits()).isZero();
                assertThat(rates.success().trials()).isEqualTo(cell.success().trials());
            }
            assertThat(Files.readString(run.resolve("report.html"))).contains("40 pixels of its surroundings");

            CommandRun other = CommandRun.of("run", file, "--out", run.toString(), "--set", "faces.margin=0.25");
            assertThat(other.code()).isEqualTo(2);
            assertThat(other.err()).contains("margin");
        }
    }

    private static List<Path> found(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run.resolve("attacks"))) {
            return files.filter(file -> file.toString().endsWith("-found.png")).toList();
        }
    }

    /** The network is enrolled with the close crops of the photographs that the service sees more of. */
    @Test
    void aNetworkIsTestedBesideTheServiceOnTheSameFaces() throws Exception {
        try (PixelService service = new PixelService(0)) {
            Fixtures.photographs(Fixtures.faces(folder.resolve("faces")), folder.resolve("photos"));
            Path file = Files.writeString(folder.resolve("two.yaml"), """
                    faces: {folder: photos, alignment: detect, size: 80, margin: 0.5}
                    split: {held-out: 0.5, calibration: 0}
                    systems:
                      kiosk:
                        kind: service
                        preset: visor
                        url: %s
                        enroll: {path: "/v1/enroll?subject={name}", method: POST, body: raw, fields: {}}
                        queries: 200
                      door: {kind: embedding, threshold: {similarity: 0.5}}
                    accessories: [eyeglass frame]
                    attackers:
                      scores: {kind: square, pairs: 2, queries: 4, batch-size: 2}
                      transferred:
                        {kind: transfer, from: [door], to: [kiosk], pairs: 1, max-iterations: 1, restarts: 1}
                    defenses: {none: []}
                    """.formatted(service.url()));
            Path run = folder.resolve("run");
            CommandRun.good("run", file.toString(), "--out", run.toString());
            assertThat(service.sizes()).containsExactly("160x160");
            ExperimentResults kiosk = new RunFolder(run.resolve("kiosk")).readResults(Registry.standard());
            ExperimentResults door = new RunFolder(run.resolve("door")).readResults(Registry.standard());
            assertThat(kiosk.data().margin()).isEqualTo(40);
            assertThat(door.data().margin()).isNull();
            assertThat(door.data().width()).isEqualTo(80);
            assertThat(door.undefended().cells())
                    .allSatisfy(cell -> assertThat(Objects.requireNonNull(cell.endToEnd())
                                    .success()
                                    .trials())
                            .isEqualTo(2));
            // What was made on the close crops is tried with its surroundings.
            assertThat(kiosk.undefended().cells()).extracting(Cell::attacker).containsExactly("scores", "transferred");
            assertThat(run.resolve("kiosk/surrogates/door.safetensors"))
                    .hasSameBinaryContentAs(run.resolve("door/recognizer.safetensors"));
            assertThat(Files.readString(run.resolve("report.html"))).contains("kiosk", "door");
        }
    }

    @Test
    void facesWithAMarginAreRefusedForANetworkBeforeAnythingRuns() throws Exception {
        Path file = experiment("http://127.0.0.1:1");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("(?s)system:.*accessories", "system: {kind: embedding}\naccessories"));
        CommandRun run = CommandRun.of(
                "run", file.toString(), "--out", folder.resolve("run").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("faces.margin: 0.5, must be 0, because the system \"resnet29 embeddings\" takes faces without"
                        + " their surroundings");
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
