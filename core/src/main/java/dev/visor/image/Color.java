package dev.visor.image;

import static dev.visor.run.IllegalSettingException.check;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An RGB color.
 *
 * @param red in [0, 1]
 * @param green in [0, 1]
 * @param blue in [0, 1]
 */
public record Color(float red, float green, float blue) {

    private static final Pattern HEXADECIMAL = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Checks the ranges. */
    public Color {
        check(red >= 0f && red <= 1f, "red", red, "in [0, 1]");
        check(green >= 0f && green <= 1f, "green", green, "in [0, 1]");
        check(blue >= 0f && blue <= 1f, "blue", blue, "in [0, 1]");
    }

    /** {@return the color of 8-bit components, each in [0, 255]} */
    public static Color rgb8(int red, int green, int blue) {
        return new Color(red / 255f, green / 255f, blue / 255f);
    }

    /**
     * {@return the color of a hexadecimal form, {@code #rrggbb}}
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Color parse(String text) {
        check(HEXADECIMAL.matcher(text).matches(), "color", "\"" + text + "\"", "#rrggbb");
        int rgb = Integer.parseInt(text.substring(1), 16);
        return rgb8(rgb >> 16, rgb >> 8 & 255, rgb & 255);
    }

    /** {@return the hexadecimal form of the nearest 8-bit color, {@code #rrggbb}} */
    public String hexadecimal() {
        return String.format(
                Locale.ROOT, "#%02x%02x%02x", Math.round(red * 255), Math.round(green * 255), Math.round(blue * 255));
    }

    /** {@return one component: 0 red, 1 green, 2 blue} */
    public float component(int channel) {
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            case 2 -> blue;
            default -> throw new IllegalArgumentException("illegal channel: " + channel + ", must be 0, 1 or 2");
        };
    }
}
