package dev.visor.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real cluster: a master and two workers on the loopback address. */
class SparkClusterTest {

    private static final String EXPERIMENT = """
            seed: 1
            faces: {folder: faces}
            split: {held-out: 0.2, calibration: 0.5}
            accessories: [eyeglass frame]
            attackers:
              unaware: {kind: gradient, knows: system, preset: PATIENT, pairs: 20, max-iterations: 20}
              adaptive: {kind: gradient, knows: defense, preset: PATIENT, pairs: 10, max-iterations: 5}
            defenses: {none: [], TUNED: TUNED}
            wearers: [eyeglass frame]
            tuning: {attacks: 5, grid: {mu: [0.9, 0.98], n: [0, 2]}}
            """;

    private static final String ATTACKS = "attacks/unaware/eyeglass frame/journal.jsonl";

    @TempDir
    static Path dir;

    private static TestCluster cluster;
    private static Map<String, String> here;

    @BeforeAll
    static void startAndRunHere() throws IOException, InterruptedException {
        SampleFaces.write(dir.resolve("faces"));
        Files.writeString(dir.resolve("experiment.yaml"), EXPERIMENT);
        cluster = TestCluster.start(dir);
        cluster.worker("first", Map.of());
        cluster.worker("second", Map.of());
        here = SubmittedRun.results(finish("here"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static SubmittedRun start(String name, String... options) throws IOException {
        List<String> args = Stream.concat(
                        Stream.of(
                                "run",
                                dir.resolve("experiment.yaml").toString(),
                                "--out",
                                dir.resolve(name).toString()),
                        Stream.of(options))
                .toList();
        return SubmittedRun.start(dir.resolve(name + ".txt"), args.toArray(String[]::new));
    }

    private static Path finish(String name, String... options) throws IOException, InterruptedException {
        SubmittedRun run = start(name, options);
        assertThat(run.end()).as(run.output()).isZero();
        return dir.resolve(name);
    }

    private static String[] onCluster() {
        return new String[] {"--engine", "spark", "--master", cluster.master()};
    }

    @Test
    void theBytesAreEqualThoughAnExecutorIsKilled() throws IOException, InterruptedException {
        SubmittedRun run = start("killed-executor", onCluster());
        run.await(dir.resolve("killed-executor").resolve(ATTACKS), 1);
        List<ProcessHandle> executors = cluster.executors("first").toList();
        assertThat(executors).isNotEmpty();
        executors.forEach(ProcessHandle::destroyForcibly);
        assertThat(run.end()).as(run.output()).isZero();
        assertThat(SubmittedRun.results(dir.resolve("killed-executor"))).isEqualTo(here);
    }

    @Test
    void theBytesAreEqualThoughTheDriverIsKilled() throws IOException, InterruptedException {
        SubmittedRun killed = start("killed-driver", onCluster());
        Path journal = dir.resolve("killed-driver").resolve(ATTACKS);
        killed.await(journal, 1);
        killed.kill();
        List<String> kept = Files.readAllLines(journal);
        assertThat(kept).isNotEmpty();
        finish("killed-driver", onCluster());
        assertThat(Files.readAllLines(journal)).startsWith(kept.toArray(String[]::new));
        assertThat(SubmittedRun.results(dir.resolve("killed-driver"))).isEqualTo(here);
    }

    @Test
    void oneProcessOfSparkGivesTheSameBytes() throws IOException, InterruptedException {
        assertThat(SubmittedRun.results(finish("local", "--engine", "spark", "--master", "local[2]")))
                .isEqualTo(here);
    }
}
