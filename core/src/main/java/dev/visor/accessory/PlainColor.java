package dev.visor.accessory;

import dev.visor.image.Color;

/** The colors in which honest people wear something: those that have everyday names. */
public enum PlainColor {
    /** A black that pictures have. */
    BLACK(16, 16, 16),
    /** A white that pictures have. */
    WHITE(240, 240, 240),
    /** A middle gray. */
    GRAY(128, 128, 128),
    /** The brown of tortoiseshell and leather. */
    BROWN(101, 67, 33),
    /** A strong red. */
    RED(200, 30, 40),
    /** A strong orange. */
    ORANGE(240, 130, 30),
    /** A strong yellow. */
    YELLOW(245, 215, 60),
    /** A strong green. */
    GREEN(40, 140, 70),
    /** A strong blue. */
    BLUE(35, 80, 180),
    /** A light pink. */
    PINK(245, 160, 190);

    private final Color color;

    PlainColor(int red, int green, int blue) {
        this.color = Color.rgb8(red, green, blue);
    }

    /** Returns the color itself. */
    public Color color() {
        return color;
    }

    /**
     * Returns the color of one of several faces, which take turns.
     *
     * @param face its number, at least 0
     */
    public static PlainColor of(int face) {
        return values()[face % values().length];
    }
}
