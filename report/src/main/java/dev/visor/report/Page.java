package dev.visor.report;

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
 * @param kicker what kind of page it is
 * @param title its heading
 * @param facts the line below the heading
 * @param sections its parts
 * @param end what stands behind the parts and is not seen, perhaps nothing
 */
record Page(String kicker, String title, String facts, List<Section> sections, List<Node> end) {

    /** Forbids the page to load anything, whatever a name in the data looks like. */
    private static final String CONTENT_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    Page {
        sections = List.copyOf(sections);
        end = List.copyOf(end);
    }

    /** Returns the page as text. */
    String render() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
        Html.element("html", head(), body()).with("lang", "en").write(page);
        return page.toString();
    }

    private Element head() {
        return Html.element(
                "head",
                Html.element("meta").with("charset", "utf-8"),
                Html.element("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", CONTENT_POLICY),
                Html.element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Html.element("title", title),
                Html.element("style", new Node.Markup(styles())));
    }

    private Element body() {
        Element header = Html.element(
                "header",
                Html.paragraph(kicker).styled("kicker"),
                Html.element("h1", title),
                Html.paragraph(facts).styled("muted"));
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

    private static String styles() {
        try (InputStream styles =
                Objects.requireNonNull(Page.class.getResourceAsStream("report.css"), "report.css is missing")) {
            return new String(styles.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read report.css", e);
        }
    }
}
