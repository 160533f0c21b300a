package dev.visor.print;

import static dev.visor.run.IllegalSettingException.check;

import java.util.Locale;

/** A size of paper, upright. Thread-safe. */
public enum Paper {
    /** ISO 216, 210 by 297 mm. */
    A4("A4", 210, 297),
    /** ANSI, 8.5 by 11 inches. */
    LETTER("Letter", 215.9, 279.4);

    /** What printers leave white along each edge, in millimeters. */
    public static final double MARGIN = 10;

    private final String title;
    private final double width;
    private final double height;

    Paper(String title, double width, double height) {
        this.title = title;
        this.width = width;
        this.height = height;
    }

    /**
     * Returns the paper of a name, {@code a4} or {@code letter}.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Paper parse(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        check(word.equals("a4") || word.equals("letter"), "paper", "\"" + name + "\"", "a4 or letter");
        return word.equals("a4") ? A4 : LETTER;
    }

    /** Returns what people call it. */
    public String title() {
        return title;
    }

    /** Returns the width in millimeters. */
    public double width() {
        return width;
    }

    /** Returns the height in millimeters. */
    public double height() {
        return height;
    }
}
