package dev.visor.examples.plugin;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Cleansing;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.GradientFreeCleansing;
import dev.visor.image.Image;
import dev.visor.saliency.SaliencyMap;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;
import java.util.Optional;

/**
 * A defense of your own: fewer levels of each color, so that small changes are rounded away (feature squeezing: W. Xu, D.
 * Evans, Y. Qi, "Feature Squeezing: Detecting Adversarial Examples in Deep Neural Networks", NDSS 2018). Each value {@code
 * x} in [0, 1] becomes
 *
 * <pre>{@code round(x * (2^bits - 1)) / (2^bits - 1)}</pre>
 *
 * <p>It needs nothing but its settings, so the settings are the defense. One that needs faces to calibrate it, the network
 * or the place of the eyes takes them from the {@link DefenseContext} and is a class of its own.
 *
 * @param bits of each color, in [1, 7]
 */
public record BitDepth(int bits) implements DefenseConfig, GradientFreeCleansing {

    /** What files can set. */
    public static final Settings<BitDepth> SETTINGS = Settings.of(
                    BitDepth.class, Setting.of("bits", Type.whole("in [1, 7]"), "bits of each color that are left"))
            .withDefault(() -> new BitDepth(3));

    /** Checks the range. */
    public BitDepth {
        SETTINGS.check(bits);
    }

    @Override
    public String name() {
        return "bit depth";
    }

    @Override
    public Defense build(DefenseContext context) {
        return this;
    }

    /** It can stand in front of a system that only answers. */
    @Override
    public boolean needsGradients() {
        return false;
    }

    /** It hides no part of a picture, so there is no mask to show. */
    @Override
    public Optional<Cleansing> masking() {
        return Optional.empty();
    }

    @Override
    public List<Cleansed> cleanse(List<Image> probes) {
        return probes.stream().map(this::cleanse).toList();
    }

    Cleansed cleanse(Image probe) {
        int levels = (1 << bits) - 1;
        float[] values = probe.values();
        float[] changes = new float[probe.width() * probe.height()];
        for (int i = 0; i < values.length; i++) {
            float rounded = (float) Math.round(values[i] * levels) / levels;
            int pixel = i % changes.length;
            changes[pixel] = Math.max(changes[pixel], Math.abs(rounded - values[i]));
            values[i] = rounded;
        }
        SaliencyMap map = new SaliencyMap(probe.width(), probe.height(), changes);
        return new Cleansed(probe, map, map.above(0), Image.quantized(probe.width(), probe.height(), values));
    }

    /**
     * Rounding has no gradient. A defense that hides its gradient only seems strong, so an adaptive attacker takes rounding
     * for the identity (A. Athalye, N. Carlini, D. Wagner, "Obfuscated Gradients Give a False Sense of Security", ICML 2018).
     */
    @Override
    public float[] pullBack(Cleansed cleansed, float[] gradient) {
        return gradient.clone();
    }
}
