package dev.visor.report.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table that scrolls inside its own box where it does not fit, and that can be saved as a file. The first column names
 * the rows.
 *
 * @param title what the table shows
 * @param columns the headings
 * @param rows each as wide as the headings; a cell that is a {@code td} is taken as it is
 * @param styleClass a class of the style sheet
 */
public record Table(String title, List<Node> columns, List<List<Node>> rows, String styleClass) {

    /** Copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
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
        return new Table(title, columns, rows, newClass);
    }

    /** Returns the table with other rows. */
    public Table withRows(List<List<Node>> newRows) {
        return new Table(title, columns, newRows, styleClass);
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
        return Html.div(
                "titled",
                Html.element("p", Html.text(title), Html.text(" "), Download.csv("CSV", title, values()))
                        .styled("table-title"),
                scrolling());
    }

    /** Returns the table itself in a box in which it scrolls; the box can be reached with the keyboard. */
    private Element scrolling() {
        Element head = Html.element(
                "tr",
                columns.stream()
                        .map(column -> Html.element("th", column).with("scope", "col"))
                        .toList());
        List<Element> body = rows.stream().map(Table::body).toList();
        Element table = Html.element("table", Html.element("thead", head), Html.element("tbody", body))
                .styled(styleClass)
                .with("aria-label", title);
        return Html.div("scroll", table)
                .with("tabindex", "0")
                .with("role", "region")
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
        List<List<String>> lines = new ArrayList<>();
        IntStream.rangeClosed(0, rows.size()).forEach(i -> lines.add(new ArrayList<>()));
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            Set<String> parts = new LinkedHashSet<>(rows.isEmpty() ? Set.of("") : Set.of());
            rows.forEach(row -> parts.addAll(row.get(column).values().keySet()));
            for (String part : parts) {
                lines.get(0).add((columns.get(column).text() + " " + part).strip());
                for (int r = 0; r < rows.size(); r++) {
                    lines.get(r + 1)
                            .add(rows.get(r)
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
