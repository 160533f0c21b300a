package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.store.file.DamagedFileException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {

    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weights.zip");
    }

    @Test
    void readsStoredAndPackedEntries() throws IOException {
        byte[] data = new byte[200_000];
        new SplittableRandom(3).nextBytes(data);
        for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
            Files.write(file, zip(method, data));
            try (ZipArchive archive = ZipArchive.open(file)) {
                assertThat(archive.names()).containsExactly("a/0", "a/1");
                assertThat(archive.read("a/0", data.length)).isEqualTo(data);
                assertThat(archive.read("a/1", 10)).isEqualTo(ascii("small"));
                assertThatThrownBy(() -> archive.read("a/0", data.length - 1))
                        .hasMessage(file + ": the entry a/0 has more than 199999 bytes, which no network has");
            }
        }
    }

    /** Only the last byte of a packed entry has bits that mean nothing. */
    @Test
    void refusesAnyFlippedBitInAnEntry() throws IOException {
        for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
            byte[] content = ascii("some bytes, some bytes, some bytes, and others");
            byte[] whole = zip(method, content);
            for (int header = 0; header >= 0; header = indexOf(whole, LOCAL, header + 4)) {
                int start = header + 30 + 3;
                int end = indexOf(whole, method == ZipEntry.STORED ? LOCAL : 0x08074b50, start);
                end = end < 0 ? indexOf(whole, CENTRAL, start) : end;
                for (int at = start; at < end; at++) {
                    byte[] flipped = whole.clone();
                    flipped[at] ^= (byte) (1 << at % 8);
                    assertRefusedOrWhole(flipped, content);
                }
            }
        }
    }

    private void assertRefusedOrWhole(byte[] bytes, byte[] content) throws IOException {
        Files.write(file, bytes);
        try (ZipArchive archive = ZipArchive.open(file)) {
            assertThat(indexOf(bytes, 0x08074b50, 0)).as("packed").isPositive();
            assertThat(archive.read("a/0", 100)).isEqualTo(content);
            assertThat(archive.read("a/1", 100)).isEqualTo(ascii("small"));
        } catch (IOException e) {
            assertThat(e).isInstanceOfAny(DamagedFileException.class, ZipException.class, EOFException.class);
        }
    }

    @Test
    void refusesAnEntryThatComesTwice() throws IOException {
        byte[] twice = zip(ZipEntry.STORED, ascii("data"));
        replace(twice, "a/1", "a/0");
        assertRefused(twice, "is a damaged zip archive: it has the entry a/0 twice");
    }

    @Test
    void refusesHeadersThatDifferFromTheDirectory() throws IOException {
        byte[] whole = zip(ZipEntry.STORED, ascii("data"));
        for (int field : new int[] {6, 8, 14, 18, 22, 26, 31}) {
            byte[] other = whole.clone();
            other[field] ^= 2;
            assertRefused(other, "is a damaged zip archive: the header of the entry a/0 differs from the directory");
        }
    }

    @Test
    void refusesEncryptedEntriesAndOtherMethods() throws IOException {
        byte[] whole = zip(ZipEntry.STORED, ascii("data"));
        int central = indexOf(whole, CENTRAL, 0);
        byte[] encrypted = whole.clone();
        encrypted[central + 8] |= 1;
        assertRefused(encrypted, "the entry a/0 is encrypted or packed by method 0, must be one of [0, 8]");
        byte[] zstandard = whole.clone();
        zstandard[central + 10] = 93;
        assertRefused(zstandard, "the entry a/0 is encrypted or packed by method 93, must be one of [0, 8]");
    }

    @Test
    void refusesADirectoryThatDoesNotFit() throws IOException {
        byte[] whole = zip(ZipEntry.STORED, ascii("data"));
        int central = indexOf(whole, CENTRAL, 0);
        int end = whole.length - 22;
        assertRefused(changed(whole, end + 10, 3), "its directory has 2 entries, must have 3");
        assertRefused(changed(whole, end + 16, whole[end + 16] + 1), "is not where it should be");
        assertRefused(changed(whole, central + 42, 9), "differs from the directory");
        assertRefused(changed(whole, end, 0), "it has no directory at its end");
        byte[] behind = changed(changed(whole, central + 45, 0x7f), central + 43, 1);
        assertRefused(behind, "it points behind its end");
    }

    /** The two entries of the directory share the bytes of the first. */
    @Test
    void refusesEntriesThatLieInEachOther() throws IOException {
        byte[] whole = zip(ZipEntry.STORED, ascii("small"));
        replace(whole, "a/1", "a/2");
        int second = indexOf(whole, CENTRAL, indexOf(whole, CENTRAL, 0) + 4);
        whole[second + 42] = 0;
        whole[second + 48] = '0';
        assertRefused(whole, "it has the entry a/0 twice");
        byte[] overlong = zip(ZipEntry.STORED, ascii("small"));
        int size = "small".length() + 40;
        for (int at : new int[] {18, 22, indexOf(overlong, CENTRAL, 0) + 20, indexOf(overlong, CENTRAL, 0) + 24}) {
            overlong[at] = (byte) size;
        }
        assertRefused(overlong, "lies in another or behind the end");
    }

    private static byte[] zip(int method, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, method, "a/0", data);
            put(zip, method, "a/1", ascii("small"));
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, int method, String name, byte[] data) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 crc = new CRC32();
            crc.update(data);
            entry.setCrc(crc.getValue());
            entry.setSize(data.length);
        }
        zip.putNextEntry(entry);
        zip.write(data);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void replace(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, bytes.length);
    }

    private static int indexOf(byte[] bytes, int signature, int from) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = from; at + 4 <= bytes.length; at++) {
            if (buffer.getInt(at) == signature) {
                return at;
            }
        }
        return -1;
    }

    private void assertRefused(byte[] bytes, String reason) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> ZipArchive.open(file).close())
                .isInstanceOfAny(DamagedFileException.class, ZipException.class, EOFException.class)
                .satisfies(e -> {
                    if (e instanceof DamagedFileException) {
                        assertThat(e).hasMessageContaining(reason);
                    }
                });
    }
}
