package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.store.file.FileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
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

    private static final String EXPERIMENT = """
            seed: 7
            faces: {folder: faces}
            split: {held-out: 0.5, calibration: 0}
            system: {kind: trained-head, head: {epochs: 2}}
            accessories: [eyeglass frame]
            attackers:
              iterative: {kind: gradient, pairs: 2, max-iterations: 2}
            defenses:
              none: []
              mask: [saliency-mask]
            """;

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

    /** A Turkish machine has two letters I, and a German one another decimal point. */
    @Test
    void aRunHasTheSameBytesUnderEveryLocale() throws Exception {
        Fixtures.faces(dir.resolve("plain"));
        Files.writeString(dir.resolve("small.yaml"), EXPERIMENT);
        folders("faces; cd plain; set -- \"$(printf 'J\\303\\266rg')\" \"$(printf 'I\\304\\237d\\304\\261r ILYA')\" i;"
                + " for name in *; do mv \"$name\" ../faces/\"$1\"; shift; done");
        CompletableFuture<Void> german = run("german", "-Duser.language=de", "-Duser.country=DE");
        run("turkish", "-Duser.language=tr", "-Duser.country=TR").get();
        german.get();
        Map<String, String> sums = sums(dir.resolve("german/run"));
        assertThat(sums).containsKeys("results.json", "recognizer.safetensors", "checksums.sha256");
        assertThat(sums.keySet()).anyMatch(name -> name.endsWith(".png"));
        assertThat(sums(dir.resolve("turkish/run"))).isEqualTo(sums);
    }

    private CompletableFuture<Void> run(String name, String... language) throws IOException {
        List<String> java = new ArrayList<>(List.of(language));
        java.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        Path folder = Files.createDirectory(dir.resolve(name));
        VisorProcess process = new VisorProcess(folder, Map.of("LC_ALL", "C.UTF-8"), java);
        String file = dir.resolve("small.yaml").toString();
        String out = folder.resolve("run").toString();
        return CompletableFuture.runAsync(() -> {
            try {
                CommandRun run = process.run("run", file, "--out", out, "--threads", "1");
                assertThat(run.code()).as(run.err()).isZero();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Returns the sums of all files but those that say when the run was made and how long it took. */
    private static Map<String, String> sums(Path run) throws Exception {
        String list = "cd '" + run + "' && find . -type f ! -name manifest.json ! -name times.json ! -name report.html"
                + " -exec sha256sum {} +";
        Path out = run.resolveSibling("sums");
        Process shell = new ProcessBuilder("sh", "-c", list)
                .redirectOutput(out.toFile())
                .start();
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readString(out, StandardCharsets.ISO_8859_1).split("\n")) {
            sums.put(line.substring(68), line.substring(0, 64));
        }
        return sums;
    }
}
