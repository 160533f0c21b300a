package dev.visor.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Short names for the pieces of a page. */
public final class Html {

    private Html() {}

    /** Returns an element with content. */
    public static Element element(String name, Node... children) {
        return new Element(name, List.of(), List.of(children));
    }

    /** Returns an element with content. */
    public static Element element(String name, List<? extends Node> children) {
        return new Element(name, List.of(), new ArrayList<>(children));
    }

    /** Returns an element with text. */
    public static Element element(String name, String text) {
        return element(name, text(text));
    }

    /** Returns text. */
    public static Node text(String text) {
        return new Node.Text(text);
    }

    /** Returns a block with a class of the style sheet. */
    public static Element div(String styleClass, Node... children) {
        return element("div", children).styled(styleClass);
    }

    /** Returns a block with a class of the style sheet. */
    public static Element div(String styleClass, List<? extends Node> children) {
        return element("div", children).styled(styleClass);
    }

    /** Returns text with a class of the style sheet. */
    public static Element span(String styleClass, String text) {
        return element("span", text).styled(styleClass);
    }

    /** Returns a paragraph. */
    public static Element paragraph(String text) {
        return element("p", text);
    }

    /** Returns the one to three sentences that say what follows and how to read it. */
    public static Element explanation(String text) {
        return element("p", text).styled("explanation");
    }

    /** Returns the heading of a part of a section. */
    public static Element heading(String text) {
        return element("h3", text);
    }

    /** Returns important text. */
    public static Element strong(String text) {
        return element("strong", text);
    }

    /** Returns content that a reader opens with a click; a printed page shows it. */
    public static Element details(String summary, Node... children) {
        return element("details", element("summary", summary)).add(children);
    }

    /** Returns a list without numbers. */
    public static Element list(List<String> items) {
        return element("ul", items.stream().map(item -> element("li", item)).toList());
    }

    /** Returns terms with what each of them is, in their order. */
    public static Element terms(String styleClass, Map<String, String> terms) {
        List<Element> entries = new ArrayList<>();
        terms.forEach((term, meaning) -> {
            entries.add(element("dt", term));
            entries.add(element("dd", meaning));
        });
        return element("dl", entries).styled(styleClass);
    }
}
