package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.store.file.FileNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the locale of the process does not get into results. */
@EnabledOnOs(OS.LINUX)
class LocaleTest {

    private static final String WHAT_TO_SET =
            "is not ASCII, and names are decoded as US-ASCII; set LC_ALL=C.UTF-8 in the environment";

    @TempDir
    Path dir;

    /** The class path itself is not found where its names can't be decoded. */
    @BeforeEach
    void theClassPathIsAscii() {
        String paths = System.getProperty("java.class.path") + System.getProperty("user.dir");
        assumeTrue(paths.chars().allMatch(c -> c < 128));
    }

    /** Made by a shell, because this process may have a locale of any kind. */
    private void folders(String names) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "mkdir -p " + names)
                .directory(dir.toFile())
                .start();
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue()).isZero();
    }

    @Test
    void namesThatTheLocaleCannotDecodeAreRefusedWithWhatToSet() throws Exception {
        folders("\"$(printf 'faces/J\\303\\266rg')\" \"$(printf 'faces/J\\303\\274rg')\"");
        VisorProcess ascii = VisorProcess.underLocale(dir, "C");
        CommandRun run = ascii.run("data", "check", dir.resolve("faces").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err())
                .startsWith("visor: " + dir.resolve("faces/J"))
                .contains("rg: " + WHAT_TO_SET + " (and 1 more)");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anArgumentThatTheLocaleCannotDecodeIsRefused() throws Exception {
        assumeTrue(FileNames.problemOfText("\u00f6").isEmpty(), "this process can pass the argument on");
        CommandRun run = VisorProcess.underLocale(dir, "C").run("schema", "--plugins", "J\u00f6rg");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("visor: the argument \"J\\ufffd\\ufffdrg\" " + WHAT_TO_SET + "\n");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws Exception {
        folders("\"$(printf 'faces/J\\366rg')\" \"$(printf 'faces/J\\374rg')\"");
        CommandRun run = VisorProcess.underLocale(dir, "C.UTF-8")
                .run("data", "check", dir.resolve("faces").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).endsWith("rg: has a name that is not UTF-8; rename it (and 1 more)\n");
    }

    @Test
    void aTurkishMachineUnderstandsTheSameWords() throws Exception {
        VisorProcess turkish = new VisorProcess(dir, Map.of(), List.of("-Duser.language=tr", "-Duser.country=TR"));
        CommandRun run = turkish.run("schema", "experiment");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(CommandRun.good("schema", "EXPERIMENT").out());
    }
}
