package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever of a run is damaged or replaced: it is not gone on with, and the file is named. */
class DamagedRunTest {

    private static final String GLASSES = "attacks/unaware/eyeglass frame/";

    @TempDir
    static Path dir;

    private static Path interrupted = Path.of("");

    /** The run was killed when all attacks were made and the last cells were not. */
    @BeforeAll
    static void interrupt() throws IOException {
        interrupted = Fixtures.copy(SharedRun.whole(), dir.resolve("interrupted"));
        for (String later : new String[] {"results.json", "manifest.json", "report.html"}) {
            Files.delete(interrupted.resolve(later));
        }
    }

    private static CommandRun resume(Path run) {
        return CommandRun.of("run", SharedRun.file().toString(), "--out", run.toString());
    }

    private static void flip(Path file, int place) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[place < 0 ? bytes.length + place : place] ^= 1;
        Files.write(file, bytes);
    }

    private static void replace(Path file, String pattern, String by) throws IOException {
        String text = Files.readString(file);
        String changed = text.replaceFirst(pattern, by);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
    }

    private static void assertRefused(CommandRun run, Path file) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.messages()).last().asString().startsWith("visor: ").contains(file.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "recognizer.safetensors",
        "hardened/glasses.safetensors",
    })
    void aChangedHeadIsRefused(String name) throws IOException {
        Path run = Fixtures.copy(interrupted, dir.resolve("head-" + name.replace('/', '-')));
        flip(run.resolve(name), -1);
        assertRefused(resume(run), run.resolve(name));
        String face = SharedRun.faces().resolve("John_Salley/1.png").toString();
        assertRefused(
                CommandRun.of("defend", face, "--run", run.toString(), "--defense", "hardened"), run.resolve(name));
    }

    @ParameterizedTest
    @CsvSource({
        "training.json, '\"trials\": 6', '\"trials\": 7'",
        "tuning.json, '\"cleanReal\": 0', '\"cleanReal\": 0.0'",
        "run.json, '\"evaluation\": 6', '\"evaluation\": 5'",
        "experiment.yaml, 'seed: 7', 'seed: 8'",
        "journal.jsonl, 'hits\\\\\":', 'hits\\\\\":1'",
        "attacks/unaware/eyeglass frame/attacks.json, '\"confidence\": 0', '\"confidence\": 0.0'",
        "attacks/unaware/eyeglass frame/journal.jsonl, 'confidence\\\\\":0', 'confidence\\\\\":0.0'",
    })
    void aChangedNumberIsRefused(String name, String pattern, String by) throws IOException {
        Path run = Fixtures.copy(interrupted, dir.resolve("number-" + name.replace('/', '-')));
        replace(run.resolve(name), pattern, by);
        assertRefused(resume(run), run.resolve(name));
    }

    @Test
    void aSwappedPictureOfAnAttackAndAChangedRegionAreRefused() throws IOException {
        Path run = Fixtures.copy(interrupted, dir.resolve("pictures"));
        Path attacks = run.resolve(GLASSES);
        Path last;
        try (var files = Files.list(attacks)) {
            last = files.filter(file -> file.toString().endsWith("-region.png"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
        String id = last.getFileName().toString().replace("-region.png", "");
        Path picture = attacks.resolve(id + ".png");
        byte[] before = Files.readAllBytes(picture);
        Files.copy(attacks.resolve(id + "-plain.png"), picture, StandardCopyOption.REPLACE_EXISTING);
        CommandRun swapped = resume(run);
        assertThat(swapped.code()).isEqualTo(2);
        assertThat(swapped.err()).contains(attacks + ": has other pictures than its journal says: " + id + ".png");
        assertThat(run.resolve("results.json")).doesNotExist();

        Files.write(picture, before);
        Pictures.writePng(last, Pictures.read(last).mirrored());
        CommandRun region = resume(run);
        assertThat(region.code()).isEqualTo(2);
        assertThat(region.err()).contains(id + "-region.png has changed");
    }

    @Test
    void aReplacedFaceIsRefused() throws IOException {
        Path face = SharedRun.faces().resolve("John_Salley/1.png");
        byte[] before = Files.readAllBytes(face);
        Map<String, Integer> files = Fixtures.snapshot(interrupted);
        try {
            Files.copy(face.resolveSibling("2.png"), face, StandardCopyOption.REPLACE_EXISTING);
            String message = "visor: " + interrupted + ": was made with other faces: John_Salley/1.png has changed;"
                    + " bring those faces back, or choose another folder";
            assertThat(resume(interrupted).messages()).last().isEqualTo(message);
            for (String command : new String[] {"defend", "inspect"}) {
                CommandRun run = CommandRun.of(command, face.toString(), "--run", interrupted.toString());
                assertThat(run.code()).isEqualTo(2);
                assertThat(run.messages()).last().isEqualTo(message);
            }
            assertThat(CommandRun.of("evaluate", "--run", interrupted.toString())
                            .messages())
                    .last()
                    .isEqualTo(message);
        } finally {
            Files.write(face, before);
        }
        assertThat(Fixtures.snapshot(interrupted)).isEqualTo(files);
    }

    @Test
    void aFaceThatWasOnlyWrittenAnewIsTheSame() throws IOException {
        Path face = SharedRun.faces().resolve("John_Salley/1.png");
        byte[] before = Files.readAllBytes(face);
        try {
            byte[] note = "tEXtComment\0again".getBytes(StandardCharsets.ISO_8859_1);
            Files.write(face, withChunk(before, note));
            CommandRun run = CommandRun.of(
                    "inspect",
                    face.toString(),
                    "--run",
                    SharedRun.trained().toString(),
                    "--picture",
                    dir.resolve("inspected.png").toString());
            assertThat(run.code()).as(run.err()).isZero();
        } finally {
            Files.write(face, before);
        }
    }

    /** Puts a chunk behind the header of a PNG file. */
    private static byte[] withChunk(byte[] png, byte[] typeAndData) {
        int header = 8 + 25;
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        return ByteBuffer.allocate(png.length + typeAndData.length + 8)
                .put(png, 0, header)
                .putInt(typeAndData.length - 4)
                .put(typeAndData)
                .putInt((int) crc.getValue())
                .put(png, header, png.length - header)
                .array();
    }
}
