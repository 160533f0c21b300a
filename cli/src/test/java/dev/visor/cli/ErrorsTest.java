package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ErrorsTest {

    private static final long TOO_LARGE = 1L << 50;

    @TempDir
    Path dir;

    private final StringWriter err = new StringWriter();

    @Command(name = "fail")
    private static final class Fail implements Callable<Integer> {

        @Option(names = "--verbose")
        private boolean verbose;

        private final Callable<?> work;

        Fail(Callable<?> work) {
            this.work = work;
        }

        @Override
        public Integer call() throws Exception {
            work.call();
            return 0;
        }
    }

    private int run(Callable<?> work, String... args) {
        Errors errors = new Errors();
        return new CommandLine(new Fail(work))
                .setErr(new PrintWriter(err))
                .setExecutionStrategy(errors)
                .setExecutionExceptionHandler(errors)
                .execute(args);
    }

    private int fail(Error error, String... args) {
        return run(
                () -> {
                    throw error;
                },
                args);
    }

    @Test
    void everyProblemOfAnExperimentFileIsALine() throws IOException {
        Path file = Files.writeString(
                dir.resolve("bad.yaml"), "faces: embedded\nseed: x\nsystem: {kind: trained-head, head: {epochs: 0}}\n");
        assertThat(run(() -> ExperimentFile.read(file, List.of(), Registry.standard())))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "visor: " + file + ":2: seed: \"x\", must be a whole number",
                        "visor: " + file + ":3: system.head.epochs: 0, must be at least 1");
    }

    @Test
    void aLackOfMemoryIsOneLine() {
        assertThat(fail(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("visor: not enough memory (Java heap space); allow more, for example"
                        + " VISOR_JAVA_OPTS=-Xmx4g (without ./visor: java -Xmx4g), or use fewer --threads");
    }

    @Test
    void aLackOfNativeMemoryIsOneLineToo() {
        assertThat(run(() -> torch.empty(TOO_LARGE))).isEqualTo(1);
        assertThat(run(() -> new Mat(1 << 30, 1 << 20, opencv_core.CV_8U))).isEqualTo(1);
        assertThat(run(() -> new BytePointer(TOO_LARGE))).isEqualTo(1);
        assertThat(run(() -> {
                    throw new RuntimeException("std::bad_alloc"); // which needs a machine without memory
                }))
                .isEqualTo(1);
        List<String> lines = err.toString().lines().toList();
        assertThat(lines)
                .hasSize(4)
                .allMatch(line -> line.startsWith("visor: not enough memory (")
                        && line.contains("; allow more, for example VISOR_JAVA_OPTS=-Xmx4g"));
        assertThat(lines.get(0)).contains("DefaultCPUAllocator");
        assertThat(lines.get(1)).contains("OpenCV");
        assertThat(lines.get(2)).contains("BytePointer");
    }

    /** Libraries are loaded by a thread of its own, which had printed a stack trace. */
    @Test
    void aCommandBeyondItsNativeMemoryLeavesNothing() throws Exception {
        Path picture = dir.resolve("inspected.png");
        String[] inspect = {
            "inspect", face().toString(), "--run", SharedRun.trained().toString(), "--picture", picture.toString()
        };
        assertThat(lackOfMemory(List.of("-Dorg.bytedeco.javacpp.maxPhysicalBytes=80m"), inspect))
                .contains("Physical memory usage is too high");
        assertThat(picture).doesNotExist();
    }

    @Test
    void aCommandBeyondItsHeapLeavesNothing() throws Exception {
        Path run = dir.resolve("run");
        assertThat(lackOfMemory(
                        List.of("-Xmx16m", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"),
                        "run",
                        SharedRun.file().toString(),
                        "--out",
                        run.toString()))
                .contains("(Java heap space)");
        assertThat(run.resolve("training.json")).doesNotExist();
    }

    private static Path face() throws IOException {
        try (Stream<Path> files = Files.walk(SharedRun.faces())) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private String lackOfMemory(List<String> java, String... command) throws IOException, InterruptedException {
        CommandRun run = new VisorProcess(dir, Map.of(), java).run(command);
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.messages().get(0)).startsWith("visor: not enough memory (");
        return run.err();
    }

    @Test
    void aLackOfThreadsSaysWhatHelps() {
        String message = "unable to create native thread: possibly out of memory or process/resource limits reached";
        assertThat(fail(new OutOfMemoryError(message))).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("visor: the system allows no more threads (" + message
                        + "); use fewer --threads, or raise ulimit -u");
    }

    @Test
    void librariesThatCannotBeUnpackedSayWhatToSet() {
        assertThat(fail(new UnsatisfiedLinkError("no jnitorch in java.library.path: /lib:/usr/lib")))
                .isEqualTo(1);
        assertThat(fail(new NoClassDefFoundError("Could not initialize class org.bytedeco.pytorch.global.torch")))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("visor: the native libraries ")
                        && line.contains("VISOR_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER"))
                .anyMatch(line -> line.endsWith(" (UnsatisfiedLinkError: no jnitorch in java.library.path)"));
    }

    @Test
    void aLibraryOfTheSystemThatIsMissingIsNamed() {
        Error error = new UnsatisfiedLinkError("no jnitorch in java.library.path: /lib:/usr/lib");
        error.initCause(new UnsatisfiedLinkError(
                "/cache/libtorch_cpu.so: libcupti.so.13: cannot open shared object file: No such file or directory"));
        assertThat(fail(error)).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("visor: the native libraries need libcupti.so.13, which is not found on this machine;"
                        + " install what it belongs to, or name its folder in LD_LIBRARY_PATH");
    }

    @Test
    void nothingInAMessageIsPrintedRaw() {
        assertThat(run(() -> {
                    throw new IOException("a\u001b[31m\u202eb\nc.png: there is no such file");
                }))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("visor: a\\u001b[31m\\u202eb\\u000ac.png: there is no such file");
        assertThat(run(
                        () -> {
                            throw new IllegalStateException("x\u001b[31m");
                        },
                        "--verbose"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("x\\u001b[31m\n\tat ").doesNotContain("\u001b");
    }

    @Test
    void aMissingClassIsOneLine() {
        assertThat(fail(new NoClassDefFoundError("org/example/Thing"))).isEqualTo(1);
        assertThat(fail(new NoSuchMethodError("org.example.Thing.x()"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("visor: a class or library is missing or damaged ("))
                .allMatch(line -> line.endsWith("; build Visor anew on this machine, and any plugin for this version"))
                .anyMatch(line -> line.contains("NoClassDefFoundError: org/example/Thing"))
                .anyMatch(line -> line.contains("NoSuchMethodError: org.example.Thing.x()"));
    }

    @Test
    void aStackOverflowIsOneLine() {
        assertThat(run(this::deeper)).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "visor: too deeply nested (StackOverflowError); allow more, for example VISOR_JAVA_OPTS=-Xss8m");
    }

    @SuppressWarnings("InfiniteRecursion")
    private int deeper() {
        return 1 + deeper();
    }

    @Test
    void aFaultIsOneLineAndVerboseShowsWhere() {
        Callable<Object> fault = () -> {
            throw new IllegalStateException("first line\nsecond line");
        };
        assertThat(run(fault)).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("visor: a fault of the program: first line; run it again with --verbose to see where");
        assertThat(run(fault, "--verbose")).isEqualTo(1);
        assertThat(err.toString()).contains("\tat dev.visor.cli.ErrorsTest");
        assertThat(fail(new OutOfMemoryError("x"), "--verbose")).isEqualTo(1);
        assertThat(err.toString()).contains("java.lang.OutOfMemoryError: x\n\tat ");
    }
}
