package dev.visor.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Text that may be printed. Names of people and files come from anywhere: a control character in one could move the
 * cursor of a terminal, and a bidirectional control could show a name backward. Both are written as escapes.
 */
public final class Printable {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final String WINDOWS_LINE = "\r\n";
    private static final int LAST_ASCII = 0x7E;

    private Printable() {}

    /** Returns a text as part of one line: controls, line breaks and invisible signs become escapes like {@code \u001b}. */
    public static String line(String text) {
        return escape(text, false);
    }

    /** Returns a text of several lines: as {@link #line}, but ends of lines and tabs stay. */
    public static String lines(String text) {
        return Arrays.stream(text.split(WINDOWS_LINE, -1))
                .map(line -> escape(line, true))
                .collect(Collectors.joining(WINDOWS_LINE));
    }

    /** Returns a text in double quotes with everything that is not ASCII as an escape, so that no difference hides. */
    public static String ascii(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c > LAST_ASCII) {
                escape(c, out);
            } else {
                out.append(line(Character.toString(c)));
            }
        });
        return out.append('"').toString();
    }

    /** Returns whether a character is printed as it is: no control, line break, lone surrogate or invisible sign. */
    public static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // Persian and Indic names need the joiners.
            case Character.FORMAT -> character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    private static String escape(String text, boolean severalLines) {
        if (text.codePoints().allMatch(c -> isPrintable(c) || severalLines && isLayout(c))) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPrintable(c) || severalLines && isLayout(c)) {
                out.appendCodePoint(c);
            } else {
                escape(c, out);
            }
        });
        return out.toString();
    }

    private static boolean isLayout(int character) {
        return character == '\n' || character == '\t';
    }

    private static void escape(int character, StringBuilder out) {
        out.append(String.format(Locale.ROOT, Character.isBmpCodePoint(character) ? "\\u%04x" : "\\u{%x}", character));
    }
}
