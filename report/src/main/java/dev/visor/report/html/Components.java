package dev.visor.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The parts that make a page look good and react to its reader: style sheets, and ES modules that define custom elements
 * or listen to the document. They are resources below {@code components/}, need no build, and each works alone. A page
 * that is served can load them as files; a page that stands by itself has them inside.
 */
final class Components {

    /** Colors and what components look like, in the order in which they apply. */
    private static final List<String> STYLES =
            List.of("components/theme.css", "components/table.css", "components/pictures.css");

    private static final List<String> SCRIPTS =
            List.of("components/theme.js", "components/sortable-table.js", "components/csv.js", "components/zoom.js");

    private Components() {}

    /** Returns the style sheets of all components. */
    static String styles() {
        return STYLES.stream().map(Components::read).collect(Collectors.joining());
    }

    /** Returns the modules, a {@code script} element for each. */
    static List<Element> scripts() {
        return SCRIPTS.stream()
                .map(name ->
                        Html.element("script", new Node.Markup(module(name))).with("type", "module"))
                .toList();
    }

    /** Returns the sources that a content security policy must allow for {@link #scripts}, and nothing else. */
    static String allowed() {
        return SCRIPTS.stream()
                .map(name -> "'sha256-" + sha256(module(name)) + "'")
                .collect(Collectors.joining(" "));
    }

    /** Returns a module that is the same in HTML and in XML, where the signs of comparison would begin elements. */
    private static String module(String name) {
        return "//<![CDATA[\n" + read(name) + "//]]>";
    }

    private static String sha256(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Returns a resource of this program's own.
     *
     * @param name its path from this class
     */
    static String read(String name) {
        try (InputStream content = Objects.requireNonNull(Components.class.getResourceAsStream(name), name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
