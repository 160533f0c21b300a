package dev.visor.store.captures;

import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of comma-separated values in UTF-8 (RFC 4180), with a byte order mark or without. Empty lines are left out.
 *
 * @param rows each with its line, the headings first; at least one
 */
record CsvTable(List<Row> rows) {

    /** The largest table that is read, in bytes. */
    private static final long LARGEST = 16L << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * A row.
     *
     * @param line where it begins, counted from 1
     * @param cells without the spaces around them
     */
    record Row(int line, List<String> cells) {

        Row {
            cells = List.copyOf(cells);
        }

        private boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty) && cells.size() == 1;
        }
    }

    CsvTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a table.
     *
     * @throws IOException with one line naming the file, and the line if that is known, if it is no such table
     */
    static CsvTable read(Path file) throws IOException {
        byte[] bytes = ReadableFile.read(file, file.toString(), LARGEST);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is no text in UTF-8; save it as CSV in UTF-8", e);
        }
        int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        CsvTable table = new Parser(text.substring(start), file.toString()).parse();
        if (table.rows.isEmpty()) {
            throw new IOException(file + ": is empty, must have a line with the names of its columns");
        }
        return table;
    }

    /** Returns a line of values. */
    static String line(List<?> values) {
        return values.stream().map(CsvTable::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String quoted(Object value) {
        String text = String.valueOf(value);
        return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    /** Goes through a text once. Not thread-safe. */
    private static final class Parser {

        private final String text;
        private final String name;
        private final List<Row> rows = new ArrayList<>();
        private List<String> cells = new ArrayList<>();
        private int at;
        private int line = 1;
        private int begun = 1;

        Parser(String text, String name) {
            this.text = text;
            this.name = name;
        }

        CsvTable parse() throws IOException {
            while (at < text.length()) {
                cells.add((text.charAt(at) == '"' ? quotedCell() : plainCell()).strip());
                endCell();
            }
            if (!cells.isEmpty()) {
                endRow();
            }
            return new CsvTable(rows);
        }

        private String plainCell() {
            int from = at;
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private String quotedCell() throws IOException {
            StringBuilder cell = new StringBuilder();
            int opened = line;
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    line += c == '\n' ? 1 : 0;
                    cell.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    cell.append(text.charAt(at++));
                } else {
                    return cell.toString();
                }
            }
            throw new IOException(name + ", line " + opened + ": has a quotation mark that does not end");
        }

        private void endCell() throws IOException {
            if (at == text.length()) {
                endRow();
                return;
            }
            char c = text.charAt(at++);
            if (c == ',') {
                if (at == text.length()) {
                    cells.add("");
                    endRow();
                }
                return;
            }
            if (c != '\r' && c != '\n') {
                throw new IOException(
                        name + ", line " + line + ": has \"" + c + "\" behind a quoted value, must be a comma");
            }
            if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            endRow();
            line++;
            begun = line;
        }

        private void endRow() {
            Row row = new Row(begun, cells);
            if (!row.isBlank()) {
                rows.add(row);
            }
            cells = new ArrayList<>();
        }
    }
}
