package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarPackTest {

    private static final String LONG = "Jürgen_".repeat(25) + ".png";
    private static final long MOST = 1 << 20;

    @TempDir
    Path dir;

    private static SortedMap<String, byte[]> group(String name, int size) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(name, bytes(size));
        files.put("a-" + name, bytes(0));
        return files;
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) size);
        return bytes;
    }

    private Path file() {
        return dir.resolve("pack.tar");
    }

    /** Lists a pack with the system's tar, which must not complain. */
    private String extract() throws IOException, InterruptedException {
        Path to = Files.createDirectories(dir.resolve("extracted"));
        Process tar = new ProcessBuilder("tar", "xvf", file().toString(), "-C", to.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tar.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void tarExtractsWhatWasAppended() throws IOException, InterruptedException {
        try (TarPack pack = TarPack.open(file(), 0)) {
            assertThat(pack.append(group("one.png", 1))).isZero();
            extract();
            assertThat(pack.append(group("block.png", 512))).isEqualTo(3 * 512);
            pack.append(group(LONG, 1000));
        }
        assertThat(extract().lines()).hasSize(6);
        assertThat(dir.resolve("extracted/one.png")).hasBinaryContent(bytes(1));
        assertThat(dir.resolve("extracted/block.png")).hasBinaryContent(bytes(512));
        assertThat(dir.resolve("extracted/" + LONG)).hasBinaryContent(bytes(1000));
        assertThat(dir.resolve("extracted/a-" + LONG)).isEmptyFile();
    }

    @Test
    void aFileIsReadFromWhereItsGroupBegins() throws IOException {
        long first;
        long second;
        try (TarPack pack = TarPack.open(file(), 0)) {
            first = pack.append(group("one.png", 700));
            second = pack.append(group(LONG, 1000));
            assertThat(TarPack.end(file(), second, 2)).isEqualTo(pack.end());
        }
        assertThat(TarPack.read(file(), first, 2, "one.png", MOST)).isEqualTo(bytes(700));
        assertThat(TarPack.read(file(), second, 2, LONG, MOST)).isEqualTo(bytes(1000));
        assertThat(TarPack.end(file(), first, 2)).isEqualTo(second);
        assertThatThrownBy(() -> TarPack.read(file(), first, 2, LONG, MOST))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(file() + ": lacks " + LONG + " at its byte 0");
        assertThatThrownBy(() -> TarPack.read(file(), first, 2, "one.png", 699))
                .hasMessage(file() + ", one.png: has 700 bytes, must have at most 699");
    }

    /** A kill may come at any byte of what is written. */
    @Test
    void whateverWasTornOffIsCutOffAndTheNextGroupFollows() throws IOException, InterruptedException {
        long end;
        try (TarPack pack = TarPack.open(file(), 0)) {
            pack.append(group("one.png", 1));
            end = pack.end();
            pack.append(group("two.png", 1000));
        }
        byte[] whole = Files.readAllBytes(file());
        for (int length = (int) end; length <= whole.length; length += 100) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (TarPack pack = TarPack.open(file(), end)) {
                assertThat(Files.size(file())).isEqualTo(end + 1024);
                assertThat(pack.append(group("two.png", 1000))).isEqualTo(end);
            }
            assertThat(file()).hasBinaryContent(whole);
        }
        assertThat(extract().lines()).hasSize(4);
    }

    @Test
    void aPackThatLacksWhatItHadIsRefused() throws IOException {
        Files.write(file(), new byte[100]);
        assertThatThrownBy(() -> TarPack.open(file(), 512))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(file() + ": ends before its byte 512");
    }

    @Test
    void aDamagedHeaderIsRefused() throws IOException {
        try (TarPack pack = TarPack.open(file(), 0)) {
            pack.append(group("one.png", 1));
        }
        byte[] bytes = Files.readAllBytes(file());
        for (int at : new int[] {0, 124, 150}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);
            assertThatThrownBy(() -> TarPack.read(file(), 0, 2, "one.png", MOST))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage(file() + ": has no header of a file at its byte 0");
        }
        assertThatThrownBy(() -> TarPack.read(file(), 5000, 2, "one.png", MOST))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(file() + ": ends before its byte 5512");
        Files.delete(file());
        assertThatThrownBy(() -> TarPack.read(file(), 0, 2, "one.png", MOST))
                .hasMessage(file() + ": there is no such file");
    }
}
