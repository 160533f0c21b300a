package dev.visor.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A page that stands by itself: styles, charts and pictures are part of it, it runs no script and loads nothing. It is
 * well-formed XML as well.
 *
 * @param title what the window is called
 * @param header what precedes the contents
 * @param sections its parts
 * @param end what follows the parts and is not seen, perhaps nothing
 */
public record Page(String title, Element header, List<Section> sections, List<Node> end) {

    /** Forbids the page to load anything, whatever a name in the data looks like. */
    private static final String CONTENT_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    /** Copies the lists. */
    public Page {
        sections = List.copyOf(sections);
        end = List.copyOf(end);
    }

    /** Returns the page as text. */
    public String render() {
        return "<!DOCTYPE html>\n"
                + Html.element("html", head(), body()).with("lang", "en").markup();
    }

    private Element head() {
        return Html.element(
                "head",
                Html.element("meta").with("charset", "utf-8"),
                Html.element("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", CONTENT_POLICY),
                Html.element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Html.element("meta").with("name", "color-scheme").with("content", "light dark"),
                Html.element("title", title),
                Html.element("style", new Node.Markup(styles("page.css") + styles("chart.css"))));
    }

    private Element body() {
        Element contents = Html.element(
                        "nav",
                        Html.element("ul", sections.stream().map(Section::link).toList()))
                .with("aria-label", "Contents");
        List<Node> parts = new ArrayList<>(List.of(
                header,
                contents,
                Html.element("main", sections.stream().map(Section::element).toList())));
        parts.addAll(end);
        return Html.element("body", parts);
    }

    /**
     * Returns a style sheet of this program's own.
     *
     * @param name of a resource beside this class
     */
    public static String styles(String name) {
        try (InputStream styles = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(styles.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
