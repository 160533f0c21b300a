package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorsTest {

    @TempDir
    Path dir;

    @Command(name = "read")
    private record Read(Path file) implements Callable<ExperimentFile> {

        @Override
        public ExperimentFile call() throws IOException {
            return ExperimentFile.read(file, List.of());
        }
    }

    @Test
    void tellsEveryProblemOfAnExperimentFile() throws IOException {
        Path file = Files.writeString(dir.resolve("bad.yaml"), "data: {faces: embedded}\nseed: x\nhead: {epochs: 0}\n");
        StringWriter err = new StringWriter();
        int code = new CommandLine(new Read(file))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(new Errors())
                .execute();
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "visor: " + file + ":2: seed: \"x\", must be a whole number",
                        "visor: " + file + ":3: head.epochs: 0, must be at least 1");
    }
}
