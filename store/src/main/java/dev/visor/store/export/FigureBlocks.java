package dev.visor.store.export;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blocks of a document that a command fills with the figures of a run, so that nobody copies them by hand:
 *
 * <pre>
 * &lt;!-- visor:figures NAME --&gt;
 * ...
 * &lt;!-- /visor:figures --&gt;
 * </pre>
 *
 * @param document its text
 */
public record FigureBlocks(String document) {

    private static final String END = "<!-- /visor:figures -->";

    /**
     * Returns the document with figures in the block of a name.
     *
     * @param name of the block: that of the run's folder
     * @param figures whole lines
     * @throws IllegalArgumentException if there is no such block, or it does not end
     */
    public String filled(String name, String figures) {
        String begin = "<!-- visor:figures " + name + " -->";
        Matcher block = Pattern.compile(
                        "(?ms)^" + Pattern.quote(begin) + "\\R(?:(?!<!-- visor:figures ).)*?^" + Pattern.quote(END))
                .matcher(document);
        if (!block.find()) {
            throw new IllegalArgumentException("there is no block from \"" + begin + "\" to \"" + END + "\"");
        }
        String filled = begin + "\n\n" + figures + "\n" + END;
        return document.substring(0, block.start()) + filled + document.substring(block.end());
    }
}
