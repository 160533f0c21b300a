package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("a/journal.jsonl");
    }

    @Test
    void bringsBackWhatWasKept() throws IOException {
        try (JournalFile journal = JournalFile.open(file)) {
            journal.keep("one", "first \"line\" \u00e9");
            journal.keep("two", "second");
            assertThat(journal.find("one")).contains("first \"line\" \u00e9");
            journal.keep("one", "again");
        }
        try (JournalFile journal = JournalFile.open(file)) {
            assertThat(journal.pieces()).containsExactlyInAnyOrder("one", "two");
            assertThat(journal.find("one")).contains("again");
            assertThat(journal.find("two")).contains("second");
            assertThat(journal.find("three")).isEmpty();
        }
    }

    /** A process can be killed after any byte. */
    @Test
    void goesOnAfterALineTornAnywhere() throws IOException {
        try (JournalFile journal = JournalFile.open(file)) {
            journal.keep("one", "first");
            journal.keep("two", "second \u00e9");
        }
        byte[] whole = Files.readAllBytes(file);
        int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = firstLine; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (JournalFile journal = JournalFile.open(file)) {
                assertThat(journal.pieces()).containsExactly("one");
                journal.keep("two", "second \u00e9");
                assertThat(journal.find("two")).contains("second \u00e9");
            }
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void refusesALineThatIsDamagedBeforeTheLast() throws IOException {
        try (JournalFile journal = JournalFile.open(file)) {
            journal.keep("one", "first");
        }
        String line = Files.readString(file);
        Files.writeString(file, "{\"piece\": 1\n" + line);
        assertThatThrownBy(() -> JournalFile.open(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(file + ", line 1: ");
        assertThat(file).hasContent("{\"piece\": 1\n" + line.strip());
    }

    @Test
    void refusesALineThatWasChanged() throws IOException {
        try (JournalFile journal = JournalFile.open(file)) {
            journal.keep("one", "{\"hits\":1}");
            journal.keep("two", "{\"hits\":2}");
        }
        String whole = Files.readString(file);
        for (String changed : List.of(
                whole.replace(":2}", ":3}"), whole.replace("\"two\"", "\"six\""), whole.replace("one", "six"))) {
            Files.writeString(file, changed);
            assertThatThrownBy(() -> JournalFile.open(file))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageMatching(".*journal.jsonl, line [12]: was changed or damaged: its SHA-256 is not that of"
                            + " what it says");
            assertThat(file).hasContent(changed.strip());
        }
    }

    @Test
    void readsLinesWithoutASumOnlyWhereTheyMayBeOld() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"piece\":\"one\",\"result\":\"first\"}\n");
        assertThatThrownBy(() -> JournalFile.open(file)).isInstanceOf(DamagedFileException.class);
        try (JournalFile journal = JournalFile.openOld(file)) {
            journal.keep("two", "second");
            assertThat(journal.find("one")).contains("first");
            assertThat(journal.find("two")).contains("second");
        }
    }

    @Test
    void knowsHowMuchWasKeptAndWhatLast() throws IOException {
        try (JournalFile journal = JournalFile.open(file)) {
            assertThat(journal.last()).isEmpty();
            journal.keep("one", "first");
            journal.keep("two", "second");
            journal.keep("one", "again");
            assertThat(journal.last()).contains("one");
            assertThat(journal.size()).isEqualTo(2);
        }
        try (JournalFile journal = JournalFile.openToRead(file)) {
            assertThat(journal.last()).contains("one");
            assertThat(journal.size()).isEqualTo(2);
        }
    }

    /** A cell of the matrix is one line, which says what became of each of its attacks. */
    @Test
    void aLineMayHoldWhatBecameOfAHundredThousandAttacks() throws IOException {
        String result = "{\"verdict\":\"person\"}".repeat(1_100_000);
        try (JournalFile journal = JournalFile.open(file)) {
            journal.keep("one", result);
            journal.keep("two", "second");
        }
        try (JournalFile journal = JournalFile.openToRead(file)) {
            assertThat(journal.find("one").orElseThrow().equals(result)).isTrue();
            assertThat(journal.find("two")).contains("second");
        }
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectories(file);
        assertThatThrownBy(() -> JournalFile.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString());
    }
}
