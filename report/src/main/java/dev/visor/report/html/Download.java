package dev.visor.report.html;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Links by which a reader saves a part of the page as a file; the file is part of the page. */
public final class Download {

    private static final int LONGEST_NAME = 60;

    private Download() {}

    /**
     * Returns a link to a table as comma-separated values (RFC 4180, UTF-8).
     *
     * @param label what the link says
     * @param title what the file is named after
     * @param rows the headings, and then the rows
     */
    public static Element csv(String label, String title, List<List<String>> rows) {
        StringBuilder file = new StringBuilder();
        for (List<String> row : rows) {
            file.append(String.join(",", row.stream().map(Download::field).toList()));
            file.append("\r\n");
        }
        return link(label, fileName(title) + ".csv", "text/csv;charset=utf-8", file.toString());
    }

    /**
     * Returns a link to a drawing.
     *
     * @param title what the file is named after
     * @param drawing an {@code svg} element
     * @param styles what its classes look like
     */
    public static Element svg(String title, Element drawing, String styles) {
        Element file = new Element(
                        drawing.name(), drawing.attributes(), List.of(Html.element("style", new Node.Markup(styles))))
                .with("xmlns", "http://www.w3.org/2000/svg")
                .add(drawing.children());
        return link("SVG", fileName(title) + ".svg", "image/svg+xml", file.markup());
    }

    /** Returns a name for a file: small letters, digits and hyphens. */
    static String fileName(String title) {
        String words = title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        int length = Math.min(LONGEST_NAME, words.codePointCount(0, words.length()));
        return words.isEmpty() ? "download" : words.substring(0, words.offsetByCodePoints(0, length));
    }

    /** Quotes where it must be; a spreadsheet must not take a name for a formula. */
    private static String field(String text) {
        String harmless = text.matches("(?s)[=+@\t\r-].*") ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    private static Element link(String label, String file, String type, String content) {
        String data = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        return Html.element("a", "↓ " + label)
                .styled("download")
                .with("download", file)
                .with("title", "Save as " + file)
                .with("href", "data:" + type + ";base64," + data);
    }
}
