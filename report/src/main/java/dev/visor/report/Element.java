package dev.visor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An element with its attributes and its content.
 *
 * @param name the name of the tag
 * @param attributes in the order they are written
 * @param children in the order they are written
 */
record Element(String name, List<Attribute> attributes, List<Node> children) implements Node {

    /** An attribute; the value is escaped when it is written. */
    record Attribute(String name, String value) {}

    private static final Set<String> WITHOUT_CONTENT = Set.of("meta", "br");
    private static final Set<String> ON_THEIR_OWN_LINE = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "main",
            "footer",
            "nav",
            "section",
            "article",
            "div",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "figure",
            "figcaption",
            "details",
            "summary",
            "svg",
            "image");

    Element {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** Returns the element with one more attribute. */
    Element with(String attribute, String value) {
        List<Attribute> more = new ArrayList<>(attributes);
        more.add(new Attribute(attribute, value));
        return new Element(name, more, children);
    }

    /** Returns the element with a class of the style sheet. */
    Element styled(String styleClass) {
        return with("class", styleClass);
    }

    /** Returns the element with more content at its end. */
    Element add(Node... more) {
        return add(List.of(more));
    }

    /** Returns the element with more content at its end. */
    Element add(List<? extends Node> more) {
        List<Node> all = new ArrayList<>(children);
        all.addAll(more);
        return new Element(name, attributes, all);
    }

    @Override
    public void write(StringBuilder out) {
        out.append('<').append(name);
        for (Attribute attribute : attributes) {
            out.append(' ').append(attribute.name()).append("=\"");
            out.append(Node.escape(attribute.value())).append('"');
        }
        if (WITHOUT_CONTENT.contains(name)) {
            out.append(" />");
        } else {
            out.append('>');
            children.forEach(child -> child.write(out));
            out.append("</").append(name).append('>');
        }
        if (ON_THEIR_OWN_LINE.contains(name)) {
            out.append('\n');
        }
    }
}
