package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code visor} in a project whose Java and Maven only say how they were called. */
@EnabledOnOs(OS.LINUX)
class ScriptTest {

    private static final Path SCRIPT = Path.of("..", "visor");

    @TempDir
    Path dir;

    private Path home;

    @BeforeEach
    void makeProject() throws IOException {
        home = project("a home", "visor-parent");
        program("java", "echo \"java in $LC_ALL: $*\"");
        program("mvn", "printf '\\033[0m'; echo building; mkdir -p cli/target; touch cli/target/visor.jar");
    }

    private Path project(String name, String artifact) throws IOException {
        Path project = Files.createDirectories(dir.resolve(name));
        Files.writeString(project.resolve("pom.xml"), "<project><artifactId>" + artifact + "</artifactId></project>\n");
        Files.createDirectories(project.resolve("cli/src/main"));
        Files.writeString(project.resolve("cli/pom.xml"), "");
        for (Path file :
                List.of(project.resolve("pom.xml"), project.resolve("cli/pom.xml"), project.resolve("cli/src/main"))) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        }
        Files.copy(SCRIPT, project.resolve("visor"));
        return project;
    }

    private void program(String name, String command) throws IOException {
        Path file = Files.createDirectories(dir.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private CommandRun run(String locale, Path script, String... args) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString());
        builder.command().addAll(List.of(args));
        builder.environment().put("PATH", dir.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("LC_ALL", locale);
        Process process = builder.directory(dir.toFile())
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new CommandRun(
                process.exitValue(), Files.readString(dir.resolve("out")), Files.readString(dir.resolve("err")));
    }

    @Test
    void aLinkLeadsToTheProjectOfTheScript() throws Exception {
        Path other = project("other", "visor-parent");
        Files.delete(other.resolve("visor"));
        Path inOther = Files.createSymbolicLink(other.resolve("visor"), Path.of("../link"));
        Files.createSymbolicLink(dir.resolve("link"), Path.of("a home/visor"));
        CommandRun run = run("C", inOther, "defend", "a b");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).endsWith(" -jar " + home.toRealPath().resolve("cli/target/visor.jar") + " defend a b\n");
        assertThat(home.resolve("cli/target/visor.jar")).exists();
        assertThat(other.resolve("cli/target")).doesNotExist();
    }

    @Test
    void aCopyInAnotherProjectBuildsNothing() throws Exception {
        Path other = project("other", "something-else");
        CommandRun run = run("C", other.resolve("visor"), "--version");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("visor: " + other.toRealPath()
                        + " is not the project of Visor; call the script there, or through a link to it\n");
        assertThat(other.resolve("cli/target")).doesNotExist();
    }

    @Test
    void theFirstBuildPrintsNothingButThatItBuilds() throws Exception {
        CommandRun first = run("C", home.resolve("visor"));
        assertThat(first.err()).matches("visor: building \\([^\n]*\\) \\.\\.\\.\n");
        assertThat(first.out()).startsWith("java in ").hasLineCount(1);
        assertThat(run("C", home.resolve("visor")).err()).isEmpty();
    }

    @Test
    void aBuildThatFailsIsShownWithoutEscapeCodes() throws Exception {
        program("mvn", "printf '\\033[0m[\\033[1;31mERROR\\033[m] no network\\n'; exit 1");
        CommandRun run = run("C", home.resolve("visor"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).endsWith("...\n[ERROR] no network\nvisor: the build failed\n");
    }

    @Test
    void javaRunsUnderALocaleThatIsUtf8() throws Exception {
        for (String locale : List.of("C", "POSIX", "xx_YY.ISO-8859-1")) {
            assertThat(run(locale, home.resolve("visor")).out()).startsWith("java in C.UTF-8: ");
        }
        assertThat(run("C.utf8", home.resolve("visor")).out()).startsWith("java in C.utf8: ");
    }
}
