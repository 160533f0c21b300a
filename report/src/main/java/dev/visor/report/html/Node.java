package dev.visor.report.html;

import dev.visor.text.Printable;
import java.util.List;
import java.util.Map;

/** A piece of a page. Everything that comes from data is a {@link Text} or an attribute, and both are escaped. */
public sealed interface Node permits Node.Text, Node.Markup, Node.Valued, Element {

    /** Appends the piece as markup that is well-formed both as HTML and as XML. */
    void write(StringBuilder out);

    /** Returns the text of the piece without any markup. */
    String text();

    /**
     * Returns what the piece is in a file of comma-separated values: a value for each column that it fills, by what is
     * added to the heading; one without a name for most pieces.
     */
    default Map<String, String> values() {
        return Map.of("", text());
    }

    /** Returns the piece as markup. */
    default String markup() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /**
     * Plain text.
     *
     * @param text as a reader sees it
     */
    record Text(String text) implements Node {
        @Override
        public void write(StringBuilder out) {
            out.append(escape(text));
        }
    }

    /**
     * Something of this program's own that is written as it is, such as the style sheet.
     *
     * @param content the markup
     */
    record Markup(String content) implements Node {
        @Override
        public void write(StringBuilder out) {
            out.append(content);
        }

        @Override
        public String text() {
            return "";
        }
    }

    /**
     * A piece that fills several columns of a file, such as a rate. On the page it is a {@code data} element that has
     * these values as attributes, so that the page's scripts know them, too.
     *
     * @param shown what the page shows
     * @param key the number or the text by which a reader sorts; empty to sort by the text
     * @param values by what is added to the heading of the column, in order
     */
    record Valued(Element shown, String key, Map<String, String> values) implements Node {

        private static final String NAMELESS = "text";

        @Override
        public void write(StringBuilder out) {
            Element data = Html.element("data", shown);
            if (!key.isEmpty()) {
                data = data.with("value", key);
            }
            for (Map.Entry<String, String> entry : values.entrySet()) {
                String name = entry.getKey().isEmpty() ? NAMELESS : entry.getKey();
                data = data.with("data-" + name, entry.getValue());
            }
            data.write(out);
        }

        @Override
        public String text() {
            return shown.text();
        }
    }

    /** Returns the text of several pieces, one after another. */
    static String text(List<? extends Node> pieces) {
        StringBuilder out = new StringBuilder();
        pieces.forEach(piece -> out.append(piece.text()));
        return out.toString();
    }

    /** Returns the text with the characters replaced that mean something in markup or are not allowed in it. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean isAllowed(int c) {
        boolean layout = c == '\t' || c == '\n' || c == '\r';
        return (layout || Printable.isPrintable(c)) && c != 0xFFFE && c != 0xFFFF;
    }
}
