package dev.visor.torch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibtorchTest {

    @TempDir
    Path folder;

    /**
     * A library that is loaded before what it needs is unpacked fails here, where nobody else unpacks. Beside another
     * process, half of what it needs would be there.
     */
    @Test
    void everythingIsUnpackedBeforeALibraryThatNeedsIt() throws IOException, InterruptedException {
        Path cache = folder.resolve("cache");
        Path log = folder.resolve("log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.logger.debug=true",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName());
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(log)).isZero();
        try (Stream<String> lines = Files.lines(log)) {
            List<String> own =
                    lines.filter(line -> line.contains(cache.toString())).toList();
            assertThat(own).anyMatch(line -> line.startsWith("Debug: Loading ") && line.contains("torch_cpu"));
            assertThat(own).noneMatch(line -> line.startsWith("Debug: Failed to load "));
        }
    }

    /** A program that loads libtorch. */
    static final class Start {

        private Start() {}

        /** Runs it. */
        public static void main(String[] args) {
            Libtorch.load();
        }
    }
}
