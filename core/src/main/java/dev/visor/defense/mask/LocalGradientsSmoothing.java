package dev.visor.defense.mask;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.GradientFreeCleansing;
import dev.visor.defense.Role;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.saliency.SaliencyMap;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Local gradients smoothing (M. Naseer, S. Khan, F. Porikli, "Local Gradients Smoothing: Defense Against Localized
 * Adversarial Attacks", WACV 2019, section 4): adversarial patterns change from pixel to pixel more than faces do, so
 * blocks with strong gradients are darkened where these are.
 *
 * <p>The gradient's length at each pixel, by differences of the brightness, is brought to [0, 1] over the picture.
 * Overlapping blocks whose mean does not exceed the threshold count as zero. Each color is then multiplied by one minus
 * lambda times the gradient, at least 0.
 *
 * <p>Deviation from the paper: the size of the blocks is that of a picture of a given width, so that one setting suits
 * pictures of any size.
 *
 * <p>Immutable and thread-safe. Costs no pass through the network.
 */
public final class LocalGradientsSmoothing implements GradientFreeCleansing {

    private final Config config;

    /**
     * The parameters.
     *
     * @param block the side of a block in pixels, at least 1
     * @param overlap of two neighboring blocks in pixels, at least 0 and less than {@code block}
     * @param referenceWidth the width in pixels of the picture that these are meant for, at least 1
     * @param threshold the mean gradient up to which a block is left alone, in [0, 1]
     * @param lambda how strongly gradients are smoothed, at least 0
     */
    public record Config(int block, int overlap, int referenceWidth, double threshold, double lambda)
            implements DefenseConfig {

        /** What files and options can set. Declared before the preset, which is checked against it. */
        public static final Settings<Config> SETTINGS = Settings.of(
                        Config.class,
                        Setting.of("block", Type.whole("at least 1"), "side of a block in pixels"),
                        Setting.of("overlap", Type.whole("at least 0"), "overlap of two neighboring blocks in pixels"),
                        Setting.of(
                                "reference-width",
                                Type.whole("at least 1"),
                                "width of the picture that these are meant for"),
                        Setting.of(
                                "threshold",
                                Type.number("in [0, 1]"),
                                "mean gradient up to which a block is left alone"),
                        Setting.of("lambda", Type.number("at least 0"), "how strongly gradients are smoothed"))
                .withPresets(() -> Map.of("PAPER", Config.PAPER));

        /** The paper's settings, for the 299x299 pictures of its network. */
        public static final Config PAPER = new Config(15, 5, 299, 0.1, 2.3);

        /** Checks the ranges. */
        public Config {
            SETTINGS.check(block, overlap, referenceWidth, threshold, lambda);
            check(overlap < block, "overlap", overlap, "in [0, " + (block - 1) + "]");
        }

        @Override
        public String name() {
            return "local gradients smoothing";
        }

        @Override
        public Role role() {
            return Role.CLEANSES;
        }

        @Override
        public boolean needsGradients() {
            return false;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new LocalGradientsSmoothing(this);
        }
    }

    /** Makes the defense. */
    public LocalGradientsSmoothing(Config config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "local gradients smoothing";
    }

    @Override
    public List<Cleansed> cleanse(List<Image> probes) {
        return probes.stream().map(this::cleanse).toList();
    }

    private Cleansed cleanse(Image probe) {
        int width = probe.width();
        int height = probe.height();
        float[] gradients = gradients(probe);
        boolean[] strong = strongBlocks(gradients, width, height);
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = strong[i] ? gradients[i] : 0;
        }
        return new Cleansed(
                probe,
                new SaliencyMap(width, height, gradients),
                Mask.of(width, height, strong),
                Image.quantized(width, height, scaled(probe.values(), gradients)));
    }

    /** Scales values of all channels, in place. */
    private float[] scaled(float[] values, float[] gradients) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= kept(gradients[i % gradients.length]);
        }
        return values;
    }

    /** Returns the share of a color that stays. */
    private float kept(float gradient) {
        return (float) Math.max(0, 1 - config.lambda() * gradient);
    }

    /** The gradients count as given: what is pulled back is scaled like the colors. */
    @Override
    public float[] pullBack(Cleansed cleansed, float[] gradient) {
        return scaled(gradient.clone(), cleansed.map().values());
    }

    /** Returns the length of the gradient of the brightness, brought to [0, 1]; differences to the next pixel. */
    private static float[] gradients(Image probe) {
        int width = probe.width();
        int height = probe.height();
        float[] brightness = brightness(probe);
        float[] lengths = new float[brightness.length];
        float least = Float.POSITIVE_INFINITY;
        float largest = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                float here = brightness[row * width + column];
                float right = brightness[row * width + Math.min(width - 1, column + 1)];
                float below = brightness[Math.min(height - 1, row + 1) * width + column];
                float length = (float) Math.hypot(right - here, below - here);
                lengths[row * width + column] = length;
                least = Math.min(least, length);
                largest = Math.max(largest, length);
            }
        }
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = largest > least ? (lengths[i] - least) / (largest - least) : 0;
        }
        return lengths;
    }

    private static float[] brightness(Image probe) {
        float[] values = probe.values();
        float[] brightness = new float[values.length / Image.CHANNELS];
        for (int i = 0; i < values.length; i++) {
            brightness[i % brightness.length] += values[i] / Image.CHANNELS;
        }
        return brightness;
    }

    /** Returns the pixels of all blocks whose mean gradient exceeds the threshold. */
    private boolean[] strongBlocks(float[] gradients, int width, int height) {
        int block = Math.max(1, (int) Math.round((double) config.block() * width / config.referenceWidth()));
        int overlap = (int) Math.round((double) config.overlap() * width / config.referenceWidth());
        int step = Math.max(1, block - overlap);
        boolean[] strong = new boolean[gradients.length];
        for (int top = 0; top < height; top += step) {
            for (int left = 0; left < width; left += step) {
                int bottom = Math.min(height, top + block);
                int right = Math.min(width, left + block);
                double sum = 0;
                for (int row = top; row < bottom; row++) {
                    for (int column = left; column < right; column++) {
                        sum += gradients[row * width + column];
                    }
                }
                if (sum / ((bottom - top) * (right - left)) > config.threshold()) {
                    for (int row = top; row < bottom; row++) {
                        Arrays.fill(strong, row * width + left, row * width + right, true);
                    }
                }
            }
        }
        return strong;
    }
}
