package dev.visor.attack.penalty;

import dev.visor.accessory.WornAccessory;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * How rough a texture is: cameras don't resolve steep changes between neighboring pixels (M. Sharif et al., "Accessorize to a
 * Crime", CCS 2016, equation 4). For each channel,
 *
 * <pre>{@code TV(r) = sum over i, j of sqrt((r[i][j] - r[i+1][j])^2 + (r[i][j] - r[i][j+1])^2 + 1e-6)}</pre>
 *
 * <p>over the pixels whose lower and right neighbors belong to the accessory as well. Deviation: the term 1e-6, with which it
 * has a derivative everywhere.
 *
 * @param weight in hundredths of the largest gradient of the loss, in [0, 1000]
 */
public record TotalVariation(double weight) implements TexturePenalty, TexturePenalty.Term {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<TotalVariation> SETTINGS = Settings.of(
                    TotalVariation.class,
                    Setting.of("weight", Type.number("in [0, 1000]"), "hundredths of the largest gradient of the loss"))
            .withDefault(() -> TotalVariation.DEFAULT);

    /** Sharif's weight. */
    public static final TotalVariation DEFAULT = new TotalVariation(3);

    private static final double SMOOTHING = 1e-6;

    /** Checks the range. */
    public TotalVariation {
        SETTINGS.check(weight);
    }

    @Override
    public Term term() {
        return this;
    }

    @Override
    public double value(WornAccessory accessory, float[] texture) {
        double[] sum = new double[1];
        visit(accessory, texture, (at, below, right, variation) -> sum[0] += variation);
        return sum[0];
    }

    @Override
    public float[] gradient(WornAccessory accessory, float[] texture) {
        float[] gradient = new float[texture.length];
        visit(accessory, texture, (at, below, right, variation) -> {
            double down = (texture[at] - texture[below]) / variation;
            double along = (texture[at] - texture[right]) / variation;
            gradient[at] += (float) (down + along);
            gradient[below] -= (float) down;
            gradient[right] -= (float) along;
        });
        return gradient;
    }

    /** Receives a value with its neighbors below and on the right, and how much it varies. */
    private interface Visitor {
        void add(int at, int below, int right, double variation);
    }

    private static void visit(WornAccessory accessory, float[] texture, Visitor visitor) {
        Mask region = accessory.region();
        int width = region.width();
        int plane = width * region.height();
        for (int row = 0; row + 1 < region.height(); row++) {
            for (int column = 0; column + 1 < width; column++) {
                if (!region.contains(row, column)
                        || !region.contains(row + 1, column)
                        || !region.contains(row, column + 1)) {
                    continue;
                }
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    int at = channel * plane + row * width + column;
                    double down = texture[at] - texture[at + width];
                    double along = texture[at] - texture[at + 1];
                    visitor.add(at, at + width, at + 1, Math.sqrt(down * down + along * along + SMOOTHING));
                }
            }
        }
    }
}
