package dev.visor.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An element with its attributes and its content.
 *
 * @param name the name of the tag
 * @param attributes in the order they are written
 * @param children in the order they are written
 */
public record Element(String name, List<Attribute> attributes, List<Node> children) implements Node {

    /**
     * An attribute; the value is escaped when it is written.
     *
     * @param name of the attribute
     * @param value as it is meant
     */
    public record Attribute(String name, String value) {}

    private static final Set<String> WITHOUT_CONTENT = Set.of("meta", "br");
    private static final Set<String> INLINE = Set.of(
            "a", "span", "strong", "code", "abbr", "br", "th", "td", "data", "g", "use", "path", "line", "text",
            "rect");

    /** Copies the lists. */
    public Element {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** Returns the element with one more attribute. */
    public Element with(String attribute, String value) {
        List<Attribute> more = new ArrayList<>(attributes);
        more.add(new Attribute(attribute, value));
        return new Element(name, more, children);
    }

    /** Returns the element with a class of the style sheet. */
    public Element styled(String styleClass) {
        return with("class", styleClass);
    }

    /** Returns the element with more content at its end. */
    public Element add(Node... more) {
        return add(List.of(more));
    }

    /** Returns the element with more content at its end. */
    public Element add(List<? extends Node> more) {
        List<Node> all = new ArrayList<>(children);
        all.addAll(more);
        return new Element(name, attributes, all);
    }

    @Override
    public String text() {
        return name.equals("br") ? " " : Node.text(children);
    }

    @Override
    public Map<String, String> values() {
        return all(this).findFirst().map(Valued::values).orElse(Map.of("", text()));
    }

    private static Stream<Valued> all(Node node) {
        return node instanceof Element element
                ? element.children().stream().flatMap(Element::all)
                : Stream.of(node).filter(Valued.class::isInstance).map(Valued.class::cast);
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
        if (!INLINE.contains(name)) {
            out.append('\n');
        }
    }
}
