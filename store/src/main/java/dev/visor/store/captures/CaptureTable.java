package dev.visor.store.captures;

import dev.visor.setting.Spelling;
import dev.visor.store.captures.CsvTable.Row;
import dev.visor.text.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table that says who is in which photograph: {@code captures.csv}. */
final class CaptureTable {

    /** What the table is called. */
    static final String NAME = "captures.csv";

    /** All columns that it can have, in any order. */
    static final List<String> COLUMNS =
            List.of("file", "person", "accessory", "target", "attack", "session", "distance", "light");

    private static final List<String> NEEDED = List.of("file", "person", "target");

    private final CsvTable table;
    private final List<String> problems;

    private CaptureTable(CsvTable table, List<String> problems) {
        this.table = table;
        this.problems = problems;
    }

    /**
     * Reads the table of a folder.
     *
     * @param listing the files of the folder
     * @param problems receives what is wrong, a line each
     * @throws IOException with one line if it is no table
     */
    static List<NotedCapture> read(Path folder, CaptureListing listing, List<String> problems) throws IOException {
        return new CaptureTable(CsvTable.read(folder.resolve(NAME)), problems).captures(listing);
    }

    private List<NotedCapture> captures(CaptureListing listing) {
        List<String> columns = table.rows().get(0).cells();
        if (!areColumns(columns)) {
            return List.of();
        }
        List<NotedCapture> noted = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Row row : table.rows().subList(1, table.rows().size())) {
            String where = NAME + ", line " + row.line();
            if (row.cells().size() != columns.size()) {
                problems.add(where + ": has " + row.cells().size() + " values, must have as many as there are columns, "
                        + columns.size());
                continue;
            }
            NotedCapture capture = capture(where, columns, row);
            Integer earlier = lines.putIfAbsent(capture.file(), row.line());
            if (earlier != null) {
                problems.add(
                        where + ": file: \"" + capture.file() + "\", must be there once, is also in line " + earlier);
            } else if (!listing.files().containsKey(capture.file())) {
                problems.add(where + ": file: \"" + capture.file() + "\", must be a file in the folder"
                        + Spelling.hint(capture.file(), listing.pictures()));
            } else {
                noted.add(capture);
            }
        }
        for (String picture : listing.pictures()) {
            if (!lines.containsKey(picture)) {
                problems.add(picture + ": is not in " + NAME + ", must have a line there");
            }
        }
        return noted;
    }

    private boolean areColumns(List<String> columns) {
        int before = problems.size();
        if (columns.size() == 1 && columns.get(0).contains(";")) {
            problems.add(NAME + ", line 1: has semicolons between its values, must have commas");
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                problems.add(NAME + ", line 1: column: \"" + column + "\", must be one of " + COLUMNS
                        + Spelling.hint(column, COLUMNS));
            } else if (!seen.add(column)) {
                problems.add(NAME + ", line 1: column: \"" + column + "\", must be there once");
            }
        }
        for (String column : NEEDED) {
            if (!columns.contains(column)) {
                problems.add(NAME + ", line 1: has no column \"" + column + "\"");
            }
        }
        return problems.size() == before;
    }

    private static NotedCapture capture(String where, List<String> columns, Row row) {
        Map<String, String> values = new LinkedHashMap<>();
        COLUMNS.forEach(column -> values.put(column, ""));
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), Names.normalized(row.cells().get(i)));
        }
        List<String> all = List.copyOf(values.values());
        String file = all.get(0).replace('\\', '/');
        String accessory = all.get(2).equals("none") ? "" : all.get(2);
        return new NotedCapture(
                where, file, all.get(1), accessory, all.get(3), all.get(4), all.get(5), all.get(6), all.get(7));
    }
}
