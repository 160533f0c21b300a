package dev.visor.attack.penalty;

import dev.visor.accessory.WornAccessory;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.print.ParametricPrinter;
import dev.visor.print.Printer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;

/**
 * How far the colors of a texture are from those that a printer can print: the non-printability score of M. Sharif et al.,
 * "Accessorize to a Crime" (CCS 2016), equation 5, summed over the pixels. For a pixel {@code p} and the {@link
 * Printer#printableColors printable colors} {@code c}, both with values in [0, 255],
 *
 * <pre>{@code NPS(p) = product over c of min(1, |p - c|^2 / (3 * 80^2))}</pre>
 *
 * <p>The scale is that of the authors' code. Deviation: a factor is at most 1. Without that, 30 factors make the score of the
 * worst pixel so large that it alone decides the step; with it, printable colors farther than 80 levels in each channel do not
 * attract.
 *
 * @param weight in hundredths of the largest gradient of the loss, in [0, 1000]
 * @param printer whose colors they are
 */
public record NonPrintability(double weight, Printer printer) implements TexturePenalty {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<NonPrintability> SETTINGS = Settings.of(
                    NonPrintability.class,
                    Setting.of("weight", Type.number("in [0, 1000]"), "hundredths of the largest gradient of the loss"),
                    Setting.of("printer", Type.kind(Printer.class), "whose printable colors they are"))
            .withDefault(() -> NonPrintability.DEFAULT);

    /** Sharif's weight, and the parametric printer. */
    public static final NonPrintability DEFAULT = new NonPrintability(5, ParametricPrinter.DEFAULT);

    private static final double SCALE = 3 * (80 / 255.0) * (80 / 255.0);

    /** Checks the range. */
    public NonPrintability {
        SETTINGS.check(weight, printer);
    }

    @Override
    public Term term() {
        return new Score(printer.printableColors());
    }

    /** The score of textures. */
    private record Score(List<Color> printable) implements Term {

        @Override
        public double value(WornAccessory accessory, float[] texture) {
            Mask region = accessory.region();
            int plane = region.width() * region.height();
            double sum = 0;
            for (int pixel = 0; pixel < plane; pixel++) {
                if (region.contains(pixel)) {
                    double product = 1;
                    for (Color color : printable) {
                        product *= factor(texture, pixel, plane, color);
                    }
                    sum += product;
                }
            }
            return sum;
        }

        @Override
        public float[] gradient(WornAccessory accessory, float[] texture) {
            Mask region = accessory.region();
            int plane = region.width() * region.height();
            float[] gradient = new float[texture.length];
            for (int pixel = 0; pixel < plane; pixel++) {
                if (region.contains(pixel)) {
                    add(gradient, texture, pixel, plane, printable);
                }
            }
            return gradient;
        }
    }

    /** Adds the gradient of a pixel: by the product rule, that of each factor times the other factors. */
    private static void add(float[] gradient, float[] texture, int pixel, int plane, List<Color> printable) {
        for (int one = 0; one < printable.size(); one++) {
            if (factor(texture, pixel, plane, printable.get(one)) >= 1) {
                continue;
            }
            double others = 1;
            for (int other = 0; other < printable.size(); other++) {
                others *= other == one ? 1 : factor(texture, pixel, plane, printable.get(other));
            }
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                int at = channel * plane + pixel;
                gradient[at] +=
                        (float) (others * 2 * (texture[at] - printable.get(one).component(channel)) / SCALE);
            }
        }
    }

    private static double factor(float[] texture, int pixel, int plane, Color color) {
        double distance = 0;
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            double difference = texture[channel * plane + pixel] - color.component(channel);
            distance += difference * difference;
        }
        return Math.min(1, distance / SCALE);
    }
}
