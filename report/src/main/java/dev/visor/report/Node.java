package dev.visor.report;

/** A piece of the page. Everything that comes from data is a {@link Text} or an attribute, and both are escaped. */
sealed interface Node permits Node.Text, Node.Markup, Element {

    /** Appends the piece as markup that is well-formed both as HTML and as XML. */
    void write(StringBuilder out);

    /** Plain text. */
    record Text(String text) implements Node {
        @Override
        public void write(StringBuilder out) {
            out.append(escape(text));
        }
    }

    /** Something of this program's own that is written as it is, such as the style sheet. */
    record Markup(String markup) implements Node {
        @Override
        public void write(StringBuilder out) {
            out.append(markup);
        }
    }

    /** Returns the text with the characters replaced that mean something in markup or may not stand in it. */
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
        boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
