package dev.visor.cli.console;

import dev.visor.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of at most {@link #WIDTH} columns: what is too wide is wrapped, numbers are set flush right. Not thread-safe. */
public final class Table {

    /** The most characters of a line. */
    public static final int WIDTH = 100;

    private static final int GAP = 2;
    private static final int NARROWEST = 8;
    private static final Pattern NUMBER = Pattern.compile("-|[0-9]+(\\.[0-9]+)?( %)?|([0-9]+ (h|min|s) ?)+");

    private final List<List<Cell>> rows = new ArrayList<>();

    /** What a cell means. */
    public enum Tone {
        /** Nothing in particular. */
        PLAIN(""),
        /** Good: green on a terminal. */
        GOOD("32"),
        /** Bad: red on a terminal. */
        BAD("31");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /**
     * A cell.
     *
     * @param text one line; what may not be printed becomes escapes
     * @param tone what it means
     */
    public record Cell(String text, Tone tone) {

        /** Makes the text printable. */
        public Cell {
            text = Printable.line(text);
        }
    }

    /** Makes a table with the names of its columns. */
    public Table(String... columns) {
        rows.add(cells(columns));
    }

    /** Adds a row. */
    public Table row(Object... values) {
        rows.add(cells(values));
        return this;
    }

    private static List<Cell> cells(Object... values) {
        return Arrays.stream(values)
                .map(value -> value instanceof Cell cell ? cell : new Cell(String.valueOf(value), Tone.PLAIN))
                .toList();
    }

    /** Prints the table. */
    public void print(Console console) {
        int[] widths = widths();
        for (List<Cell> row : rows) {
            List<List<String>> wrapped = IntStream.range(0, row.size())
                    .mapToObj(column -> wrap(row.get(column).text, widths[column]))
                    .toList();
            int lines = wrapped.stream().mapToInt(List::size).max().orElse(0);
            for (int line = 0; line < lines; line++) {
                console.write(line(row, wrapped, line, widths, console.isColored()) + System.lineSeparator());
            }
        }
    }

    private String line(List<Cell> row, List<List<String>> wrapped, int line, int[] widths, boolean colored) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            List<String> parts = wrapped.get(column);
            String part = line < parts.size() ? parts.get(line) : "";
            String space = " ".repeat(widths[column] - part.length());
            String code = row.get(column).tone.code;
            String shown =
                    colored && !code.isEmpty() && !part.isEmpty() ? "\033[" + code + "m" + part + "\033[0m" : part;
            text.append(isNumeric(column) ? space + shown : shown + space).append(" ".repeat(GAP));
        }
        return text.toString().stripTrailing();
    }

    private boolean isNumeric(int column) {
        return rows.stream()
                .skip(1)
                .map(row -> row.get(column).text)
                .allMatch(text -> text.isEmpty() || NUMBER.matcher(text).matches());
    }

    /** Returns the widths of the columns; the widest are cut down until all of them fit. */
    private int[] widths() {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> texts(column).mapToInt(String::length).max().orElse(0))
                .toArray();
        int room = WIDTH - GAP * (columns - 1);
        while (IntStream.of(widths).sum() > room) {
            int widest = IntStream.range(0, columns)
                    .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                    .orElseThrow();
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private Stream<String> texts(int column) {
        return rows.stream().map(row -> row.get(column).text);
    }

    /** Breaks a text at spaces, and within a word that is too long by itself. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
