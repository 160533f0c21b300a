package dev.visor.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * A page that stands by itself: styles, charts, pictures and scripts are part of it, and it loads nothing. Scripts only
 * sort, filter, enlarge and save what is there; without them the page is complete. It is well-formed XML as well.
 *
 * @param title what the window is called
 * @param header what precedes the contents
 * @param sections its parts
 * @param end what follows the parts and is not seen, perhaps nothing
 */
public record Page(String title, Element header, List<Section> sections, List<Node> end) {

    /** Forbids the page to load anything and to run any script but its own, whatever a name in the data looks like. */
    private static final String CONTENT_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
            + "base-uri 'none'; form-action 'none'; script-src ";

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
                                .with("content", CONTENT_POLICY + Components.allowed()),
                        Html.element("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1"),
                        Html.element("meta").with("name", "color-scheme").with("content", "light dark"),
                        Html.element("title", title),
                        Html.element(
                                "style",
                                new Node.Markup(Components.styles() + styles("page.css") + styles("chart.css"))))
                .add(Components.scripts());
    }

    private Element body() {
        Element contents = Html.element(
                        "nav",
                        Html.element("ul", sections.stream().map(Section::link).toList()),
                        Html.element("theme-switch"))
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
        return Components.read(name);
    }
}
