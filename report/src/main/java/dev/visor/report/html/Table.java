package dev.visor.report.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table that scrolls inside its own box where it does not fit, that readers can sort, and that can be saved as a file.
 * The first column names the rows.
 *
 * @param title what the table shows
 * @param columns the headings
 * @param rows each as wide as the headings; a cell that is a {@code td} is taken as it is
 * @param total the row at the end that sums up the others, which stays there; empty if there is none
 * @param styleClass a class of the style sheet
 * @param sortable whether the order of the rows has no meaning of its own, as it has in a map
 */
public record Table(
        String title,
        List<Node> columns,
        List<List<Node>> rows,
        List<Node> total,
        String styleClass,
        boolean sortable) {

    /** With fewer rows there is nothing to sort. */
    private static final int LEAST_ROWS = 3;

    /** Copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        total = List.copyOf(total);
    }

    /** Makes a table with a class of the style sheet. */
    public Table(String title, List<Node> columns, List<List<Node>> rows, String styleClass) {
        this(title, columns, rows, List.of(), styleClass, true);
    }

    /** Makes a plain table. */
    public Table(String title, List<Node> columns, List<List<Node>> rows) {
        this(title, columns, rows, "plain");
    }

    /** Returns a table without rows. */
    public static Table of(String title, String... columns) {
        return new Table(title, Stream.of(columns).map(Html::text).toList(), List.of());
    }

    /** Returns the table with a class of the style sheet. */
    public Table styled(String newClass) {
        return new Table(title, columns, rows, total, newClass, sortable);
    }

    /** Returns the table with other rows. */
    public Table withRows(List<List<Node>> newRows) {
        return new Table(title, columns, newRows, total, styleClass, sortable);
    }

    /** Returns the table with a row at its end that sums up the others. */
    public Table total(List<Node> cells) {
        return new Table(title, columns, rows, cells, styleClass, sortable);
    }

    /** Returns the table without buttons that sort it. */
    public Table unsorted() {
        return new Table(title, columns, rows, total, styleClass, false);
    }

    /** Returns the table with one more row. */
    public Table row(Node... cells) {
        List<List<Node>> more = new ArrayList<>(rows);
        more.add(List.of(cells));
        return withRows(more);
    }

    /** Returns the table with one more row of text. */
    public Table row(String... cells) {
        return row(Stream.of(cells).map(Html::text).toArray(Node[]::new));
    }

    /** Returns the table with its title and the link that saves it. */
    public Element element() {
        Element download = Download.csv("CSV", title, values()).with("data-csv", "");
        return Html.element(
                        sortable && rows.size() >= LEAST_ROWS ? "sortable-table" : "div",
                        Html.element("p", Html.text(title), Html.text(" "), download)
                                .styled("table-title"),
                        scrolling())
                .styled("titled");
    }

    /** Returns the table itself in a box in which it scrolls; the box can be reached with the keyboard. */
    private Element scrolling() {
        Element head = Html.element(
                "tr",
                columns.stream()
                        .map(column -> Html.element("th", column).with("scope", "col"))
                        .toList());
        List<Element> parts = new ArrayList<>();
        parts.add(Html.element("thead", head));
        parts.add(Html.element("tbody", rows.stream().map(Table::body).toList()));
        if (!total.isEmpty()) {
            parts.add(Html.element("tfoot", body(total)));
        }
        Element table = Html.element("table", parts).styled(styleClass).with("aria-label", title);
        return Html.div("scroll", table)
                .with("tabindex", "0")
                .with("role", "group")
                .with("aria-label", title);
    }

    private static Element body(List<Node> cells) {
        List<Element> all = new ArrayList<>();
        for (Node cell : cells) {
            all.add(all.isEmpty() ? Html.element("th", cell).with("scope", "row") : data(cell));
        }
        return Html.element("tr", all);
    }

    private static Element data(Node cell) {
        return cell instanceof Element element && element.name().equals("td") ? element : Html.element("td", cell);
    }

    /** Returns the headings and the rows as text; a cell with several values becomes several columns. */
    List<List<String>> values() {
        List<List<Node>> all = new ArrayList<>(rows);
        if (!total.isEmpty()) {
            all.add(total);
        }
        List<List<String>> lines = new ArrayList<>();
        IntStream.rangeClosed(0, all.size()).forEach(i -> lines.add(new ArrayList<>()));
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            Set<String> parts = new LinkedHashSet<>(all.isEmpty() ? Set.of("") : Set.of());
            all.forEach(row -> parts.addAll(row.get(column).values().keySet()));
            for (String part : parts) {
                lines.get(0).add((columns.get(column).text() + " " + part).strip());
                for (int r = 0; r < all.size(); r++) {
                    lines.get(r + 1)
                            .add(all.get(r)
                                    .get(column)
                                    .values()
                                    .getOrDefault(part, "")
                                    .strip());
                }
            }
        }
        return lines;
    }
}
