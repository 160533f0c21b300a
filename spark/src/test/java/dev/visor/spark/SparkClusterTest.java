package dev.visor.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.store.file.Folders;
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

    /** Only decisions about clean faces, which the executors are the first to make. */
    private static final String GREEDY = """
            seed: 1
            faces: embedded
            split: {held-out: 0.2, calibration: 0.5}
            accessories: [eyeglass frame]
            attackers:
              unaware: {kind: gradient, knows: system, preset: PATIENT, pairs: 2, max-iterations: 1}
            defenses: {none: [], greedy: [{kind: greedy-once, marker: "%s"}]}
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
        here = RunBytes.of(finish("here"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static SubmittedRun start(String name, String... options) throws IOException {
        String[] args = {
            "run",
            dir.resolve("experiment.yaml").toString(),
            "--out",
            dir.resolve(name).toString()
        };
        return SubmittedRun.start(dir.resolve(name + ".txt"), concat(args, options));
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
        assertThat(RunBytes.of(dir.resolve("killed-executor"))).isEqualTo(here);
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
        assertThat(RunBytes.of(dir.resolve("killed-driver"))).isEqualTo(here);
    }

    @Test
    void anAddressIsAllThatAnotherMachineNeeds() throws IOException, InterruptedException {
        Path kept = dir.resolve("kept");
        Path journal = kept.resolve(ATTACKS);
        SubmittedRun killed = startAt(kept, "first-machine");
        killed.await(journal, 1);
        killed.kill();
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).isNotEmpty();
        assertThat(copies("first-machine")).isNotEmpty();
        Folders.delete(dir.resolve("first-machine"));
        SubmittedRun next = startAt(kept, "next-machine");
        assertThat(next.end()).as(next.output()).isZero();
        assertThat(next.output())
                .contains("going on with file://" + kept, "fetch file://" + kept + " to see report.html")
                .doesNotContain("visor-copy-");
        assertThat(Files.readAllLines(journal)).startsWith(lines.toArray(String[]::new));
        assertThat(RunBytes.of(kept)).isEqualTo(here);
        assertThat(copies("next-machine")).isEmpty();
    }

    /** Starts a run at an address, with a folder of its own for what a machine keeps. */
    private static SubmittedRun startAt(Path kept, String machine) throws IOException {
        String folder = Files.createDirectory(dir.resolve(machine)).toString();
        String experiment = dir.resolve("experiment.yaml").toString();
        List<String> args = Stream.concat(
                        Stream.of("run", experiment, "--out", "file://" + kept), Stream.of(onCluster()))
                .toList();
        return SubmittedRun.start(
                dir.resolve(machine + ".txt"),
                Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder),
                args.toArray(String[]::new));
    }

    /** Returns the copies of runs that lie on a machine. */
    private static List<Path> copies(String machine) throws IOException {
        try (Stream<Path> all = Files.list(dir.resolve(machine))) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith("visor-copy-"))
                    .toList();
        }
    }

    @Test
    void oneProcessOfSparkGivesTheSameBytes() throws IOException, InterruptedException {
        assertThat(RunBytes.of(finish("local", "--engine", "spark", "--master", "local[2]")))
                .isEqualTo(here);
    }

    @Test
    void anotherProcessorIsRefusedUnlessItIsAllowed() throws IOException, InterruptedException {
        try (TestCluster other = TestCluster.start(Files.createDirectory(dir.resolve("other")))) {
            other.worker("weak", Map.of("ATEN_CPU_CAPABILITY", "default"));
            SubmittedRun refused = start("refused", "--engine", "spark", "--master", other.master());
            assertThat(refused.end()).isEqualTo(2);
            assertThat(refused.output())
                    .contains("visor: executor 0 on 127.0.0.1: its processor differs from that of the run")
                    .contains("ATEN_CPU_CAPABILITY=default");
            Path mixed = finish("mixed", "--engine", "spark", "--master", other.master(), "--mixed");
            assertThat(Files.readString(mixed.resolve("results.json"))).contains("ATEN_CPU_CAPABILITY=default");
        }
    }

    @Test
    void aTaskThatLacksMemoryIsTriedAgain() throws IOException, InterruptedException {
        PluginJar.write(dir.resolve("plugins"));
        Path marker = dir.resolve("marker");
        Path file = Files.writeString(dir.resolve("greedy.yaml"), GREEDY.formatted(marker));
        String[] args = {
            "run", file.toString(), "--plugins", dir.resolve("plugins").toString(), "--out"
        };
        Path cluster = dir.resolve("greedy-cluster");
        SubmittedRun run = SubmittedRun.start(
                dir.resolve("greedy-cluster.txt"), concat(concat(args, cluster.toString()), onCluster()));
        assertThat(run.end()).as(run.output()).isZero();
        assertThat(marker).exists();
        Path local = dir.resolve("greedy-local");
        SubmittedRun again = SubmittedRun.start(dir.resolve("greedy-local.txt"), concat(args, local.toString()));
        assertThat(again.end()).as(again.output()).isZero();
        assertThat(RunBytes.of(cluster)).isEqualTo(RunBytes.of(local));
    }

    private static String[] concat(String[] first, String... second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
    }

    @Test
    void aMasterThatDoesNotAnswerIsNamed() throws IOException, InterruptedException {
        SubmittedRun run = start("nobody", "--engine", "spark", "--master", "spark://127.0.0.1:1");
        assertThat(run.end()).isEqualTo(2);
        assertThat(run.output()).contains("visor: spark://127.0.0.1:1: no master answers at 127.0.0.1:1");
        assertThat(dir.resolve("nobody")).doesNotExist();
    }

    @Test
    void whatIsNoClusterIsRefused() {
        assertThatThrownBy(() -> ClusterAddress.check("foo"))
                .hasMessage("illegal --master: foo, must be spark://HOST:PORT, yarn, k8s://ADDRESS or local[N]");
        assertThatCode(() -> ClusterAddress.check("local[2]")).doesNotThrowAnyException();
    }

    @Test
    void executorsWithoutNativeLibrariesSayWhatIsMissing() throws IOException, InterruptedException {
        Path output = dir.resolve("without-natives.txt");
        // The driver has them on its own class path.
        SubmittedRun run = SubmittedRun.withNativesInDriver(
                output,
                "run",
                dir.resolve("experiment.yaml").toString(),
                "--out",
                dir.resolve("without-natives").toString(),
                "--engine",
                "spark",
                "--master",
                cluster.master());
        assertThat(run.end()).isEqualTo(2);
        assertThat(run.output()).contains("lacks native libraries").contains("--jars");
    }
}
