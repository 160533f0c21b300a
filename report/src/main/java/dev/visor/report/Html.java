package dev.visor.report;

import java.util.ArrayList;
import java.util.List;

/** Short names for the pieces of a page. */
final class Html {

    private Html() {}

    static Element element(String name, Node... children) {
        return new Element(name, List.of(), List.of(children));
    }

    static Element element(String name, List<? extends Node> children) {
        return new Element(name, List.of(), new ArrayList<>(children));
    }

    static Element element(String name, String text) {
        return element(name, text(text));
    }

    static Node text(String text) {
        return new Node.Text(text);
    }

    static Element div(String styleClass, Node... children) {
        return element("div", children).styled(styleClass);
    }

    static Element div(String styleClass, List<? extends Node> children) {
        return element("div", children).styled(styleClass);
    }

    static Element span(String styleClass, String text) {
        return element("span", text).styled(styleClass);
    }

    static Element paragraph(String text) {
        return element("p", text);
    }

    static Element paragraph(Node... children) {
        return element("p", children);
    }

    /** Returns the one to three sentences that say what follows and how to read it. */
    static Element explanation(String text) {
        return element("p", text).styled("explanation");
    }

    static Element heading(String text) {
        return element("h3", text);
    }

    static Element strong(String text) {
        return element("strong", text);
    }

    /** Returns content that a reader opens with a click. */
    static Element details(String summary, Node... children) {
        return element("details", element("summary", summary)).add(children);
    }

    /** Returns a list without numbers. */
    static Element list(List<String> items) {
        return element("ul", items.stream().map(item -> element("li", item)).toList());
    }
}
