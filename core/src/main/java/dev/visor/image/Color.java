package dev.visor.image;

/**
 * An RGB color.
 *
 * @param red in [0, 1]
 * @param green in [0, 1]
 * @param blue in [0, 1]
 */
public record Color(float red, float green, float blue) {

    /** Checks the ranges. */
    public Color {
        check(red, "red");
        check(green, "green");
        check(blue, "blue");
    }

    /** Returns the color of 8-bit components, each in [0, 255]. */
    public static Color rgb8(int red, int green, int blue) {
        return new Color(red / 255f, green / 255f, blue / 255f);
    }

    /** Returns one component: 0 red, 1 green, 2 blue. */
    public float component(int channel) {
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            case 2 -> blue;
            default -> throw new IllegalArgumentException("illegal channel: " + channel + ", must be 0, 1 or 2");
        };
    }

    private static void check(float value, String name) {
        if (!(value >= 0f && value <= 1f)) {
            throw new IllegalArgumentException("illegal " + name + ": " + value + ", must be in [0, 1]");
        }
    }
}
