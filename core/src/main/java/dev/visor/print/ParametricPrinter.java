package dev.visor.print;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.Color;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;

/**
 * A printer that is described by the colors that are seen on the paper for the eight extreme ones that can be sent. Between
 * them the color is the mean of the eight, each weighted by the share of the paper that it takes (after H. E. J.
 * Neugebauer, 1937):
 *
 * <pre>{@code seen = sum over corners c of  prod over channels i of (c_i ? t_i : 1 - t_i)  *  corner_c,   t_i = sent_i^tone}</pre>
 *
 * <p>Deviation: Neugebauer's shares are those of inks; here they are those of the channels that are sent.
 *
 * @param black what is seen where black is sent, and so on
 * @param white unprinted paper
 * @param tone the power that what is sent is raised to, in [0.2, 5]; above 1, middle tones print darker than they are sent
 */
public record ParametricPrinter(
        Color black,
        Color red,
        Color green,
        Color blue,
        Color cyan,
        Color magenta,
        Color yellow,
        Color white,
        double tone)
        implements Printer {

    private static final Type<Color> COLOR = Type.parsed(Color::parse, Color::hexadecimal);

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<ParametricPrinter> SETTINGS = Settings.of(
                    ParametricPrinter.class,
                    Setting.of("black", COLOR, "what is seen on the paper where black is sent, #rrggbb"),
                    Setting.of("red", COLOR, "likewise for red"),
                    Setting.of("green", COLOR, "likewise for green"),
                    Setting.of("blue", COLOR, "likewise for blue"),
                    Setting.of("cyan", COLOR, "likewise for cyan"),
                    Setting.of("magenta", COLOR, "likewise for magenta"),
                    Setting.of("yellow", COLOR, "likewise for yellow"),
                    Setting.of("white", COLOR, "likewise for white, which is the paper"),
                    Setting.of(
                            "tone",
                            Type.number("in [0.2, 5]"),
                            "power that what is sent is raised to; above 1, middle tones print darker"))
            .withDefault(() -> ParametricPrinter.DEFAULT);

    /**
     * A printer whose black, red, green, blue and yellow are those of a real print that was photographed. Its cyan, magenta, white
     * and tone are our assumption.
     */
    public static final ParametricPrinter DEFAULT = new ParametricPrinter(
            Color.rgb8(41, 41, 41),
            Color.rgb8(237, 51, 56),
            Color.rgb8(105, 189, 82),
            Color.rgb8(64, 87, 166),
            Color.rgb8(70, 160, 205),
            Color.rgb8(205, 70, 135),
            Color.rgb8(248, 235, 38),
            Color.rgb8(242, 240, 235),
            1.0);

    /** Nodes along each axis where the tone bends what lies between the extremes. */
    private static final int NODES = 17;

    /** Checks the ranges. */
    public ParametricPrinter {
        SETTINGS.check(black, red, green, blue, cyan, magenta, yellow, white, tone);
        check(luminance(black) < luminance(white), "black of a printer", black.hexadecimal(), "darker than its white");
    }

    private static double luminance(Color color) {
        return 0.2126 * color.red() + 0.7152 * color.green() + 0.0722 * color.blue();
    }

    @Override
    public ColorTable table() {
        List<Color> corners = List.of(black, blue, green, cyan, red, magenta, yellow, white);
        ColorTable linear =
                ColorTable.sampled(2, sent -> corners.get(Math.round(4 * sent.red() + 2 * sent.green() + sent.blue())));
        return tone == 1 ? linear : ColorTable.sampled(NODES, sent -> linear.at(toned(sent)));
    }

    private Color toned(Color sent) {
        return new Color(toned(sent.red()), toned(sent.green()), toned(sent.blue()));
    }

    private float toned(float sent) {
        return (float) StrictMath.pow(sent, tone);
    }
}
