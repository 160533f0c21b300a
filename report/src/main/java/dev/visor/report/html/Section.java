package dev.visor.report.html;

import java.util.List;

/**
 * A part of the page with a heading of its own.
 *
 * @param id what links point to
 * @param title the heading
 * @param body what follows it
 */
public record Section(String id, String title, List<Node> body) {

    /** Copies the list. */
    public Section {
        body = List.copyOf(body);
    }

    /** Returns a section. */
    public static Section of(String id, String title, Node... body) {
        return new Section(id, title, List.of(body));
    }

    Element element() {
        return Html.element("section", Html.element("h2", title)).with("id", id).add(body);
    }

    /** Returns the link to this section. */
    Element link() {
        return Html.element("li", Html.element("a", title).with("href", "#" + id));
    }
}
