package dev.visor.store.captures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.store.MutatedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {

    @TempDir
    Path dir;

    private CsvTable read(String text) throws IOException {
        return CsvTable.read(Files.writeString(dir.resolve("t.csv"), text));
    }

    private List<List<String>> cells(String text) throws IOException {
        return read(text).rows().stream().map(CsvTable.Row::cells).toList();
    }

    @Test
    void readsQuotedValuesLineEndsAndEmptyCells() throws IOException {
        assertThat(cells("\uFEFFa,b\r\n\"x, \"\"y\"\"\", z \n\n1,\n,2"))
                .containsExactly(List.of("a", "b"), List.of("x, \"y\"", "z"), List.of("1", ""), List.of("", "2"));
        assertThat(cells("a,")).containsExactly(List.of("a", ""));
        assertThat(cells("a\rb")).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void knowsTheLinesOfRowsBehindValuesWithLineBreaks() throws IOException {
        assertThat(read("a\n\"b\nc\"\n\nd\n").rows())
                .extracting(CsvTable.Row::line)
                .containsExactly(1, 2, 5);
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        Path file = dir.resolve("t.csv");
        assertThatThrownBy(() -> read(""))
                .hasMessage(file + ": is empty, must have a line with the names of its columns");
        assertThatThrownBy(() -> read("a\n\"b\nc"))
                .hasMessage(file + ", line 2: has a quotation mark that does not end");
        assertThatThrownBy(() -> read("a\n\"b\"c"))
                .hasMessage(file + ", line 2: has \"c\" behind a quoted value, must be a comma");
        Files.write(file, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvTable.read(file))
                .hasMessage(file + ": is no text in UTF-8; save it as CSV in UTF-8");
    }

    @Test
    void writtenLinesReadBack() throws IOException {
        List<String> odd = List.of("a,b", "\"", "c\nd", "\u00e4", "");
        assertThat(cells(CsvTable.line(odd))).containsExactly(odd);
    }

    @Test
    void readsOrRefusesDamagedTables() throws Exception {
        Path file = Files.writeString(
                dir.resolve("captures.csv"), "file,person,target\n\"a, 1.png\",Ada,Bob\r\nb.png,\"Bob \"\"B\"\"\",\n");
        MutatedFiles.check(file, path -> CsvTable.read(path).rows().toString());
    }
}
