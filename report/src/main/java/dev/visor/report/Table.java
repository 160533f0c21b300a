package dev.visor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table that scrolls inside its own box where it does not fit. The first column names the rows.
 *
 * @param title what the table shows
 * @param columns the headings
 * @param rows each as wide as the headings
 */
record Table(String title, List<Node> columns, List<List<Node>> rows) {

    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Returns a table without rows. */
    static Table of(String title, String... columns) {
        return new Table(title, Stream.of(columns).map(Html::text).toList(), List.of());
    }

    /** Returns the table with one more row. */
    Table row(Node... cells) {
        return row(List.of(cells));
    }

    /** Returns the table with one more row. */
    Table row(List<Node> cells) {
        List<List<Node>> more = new ArrayList<>(rows);
        more.add(cells);
        return new Table(title, columns, more);
    }

    /** Returns the table with one more row of text. */
    Table row(String... cells) {
        return row(Stream.of(cells).map(Html::text).toList());
    }

    Element element() {
        Element head = Html.element(
                "tr",
                columns.stream()
                        .map(column -> Html.element("th", column).with("scope", "col"))
                        .toList());
        List<Element> body = rows.stream().map(Table::body).toList();
        Element table = Html.element("table", Html.element("thead", head), Html.element("tbody", body))
                .with("aria-label", title);
        return Html.div("titled", Html.paragraph(title).styled("table-title"), scrolling(title, table));
    }

    /** Puts a wide thing into a box in which it scrolls; the box can be reached with the keyboard. */
    static Element scrolling(String label, Element wide) {
        return Html.div("scroll", wide)
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", label);
    }

    private static Element body(List<Node> cells) {
        List<Element> all = new ArrayList<>();
        for (Node cell : cells) {
            all.add(all.isEmpty() ? Html.element("th", cell).with("scope", "row") : Html.element("td", cell));
        }
        return Html.element("tr", all);
    }
}
