package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class StandardOutputTest {

    @TempDir
    Path dir;

    @Test
    void whatCannotBeWrittenEndsWithACode() throws Exception {
        VisorProcess process = VisorProcess.underLocale(dir, "C.UTF-8");
        assertThat(process.run(Path.of("/dev/full"), "--version")).isEqualTo(2);
        assertThat(dir.resolve("process.err"))
                .hasContent("visor: the standard output cannot be written: No space left on device");
        assertThat(Path.of("/dev/full")).exists();
    }

    @Test
    void aFileWrittenToTheStandardOutputStandsAmongWhatIsPrinted() throws Exception {
        Path faces = Fixtures.faces(dir.resolve("faces"));
        Path out = dir.resolve("out");
        VisorProcess process = VisorProcess.underLocale(dir, "C.UTF-8");
        assertThat(process.run(out, "data", "check", faces.toString(), "--json", "/dev/stdout"))
                .isZero();
        assertThat(Files.readString(out))
                .startsWith("{\n  \"folder\": ")
                .containsSubsequence("\n}\n", "person ", "training: can use 12 pictures");
        assertThat(Path.of("/dev/stdout")).isSymbolicLink();
    }
}
