package dev.visor.defense.mask;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Role;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Seed;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A saliency mask whose map and threshold are drawn anew for each picture, so that an attacker does not know which pixels
 * will go. The draw depends on a secret seed and on the picture: the same picture always gets the same mask, and the
 * picture beside it changes nothing.
 *
 * <p>Immutable and thread-safe. Costs a pass forward and backward.
 */
public final class RandomizedMaskDefense implements SignalCleansing {

    private final Config config;
    private final CleanMaps cleanMaps;
    private final Seed seed;

    /**
     * What is drawn.
     *
     * @param maps the kinds of map, of which one is taken, at least one
     * @param lowest the least mu, in [0, {@code highest}]
     * @param highest the largest mu, at most 1
     * @param base everything else, and whether mu is a quantile
     * @param draws how many draws an attacker who knows the defense takes together at each step, at least 1
     */
    public record Config(List<MapKind> maps, double lowest, double highest, SaliencyMaskConfig base, int draws)
            implements DefenseConfig {

        /** What files and options can set. Declared before the default, which is checked against it. */
        public static final Settings<Config> SETTINGS = Settings.of(
                        Config.class,
                        Setting.of("maps", Type.someOf(MapKind.TYPE), "the kinds of map, one of which is drawn"),
                        Setting.of("lowest", Type.number("in [0, 1]"), "the least mu"),
                        Setting.of("highest", Type.number("in [0, 1]"), "the largest mu"),
                        Setting.of("base", SaliencyMaskConfig.SETTINGS, "all other parameters of the mask"),
                        Setting.of("draws", Type.whole("at least 1"), "how many draws an adaptive attacker averages"))
                .withDefault(() -> Config.DEFAULT);

        /** All three readings over what clean faces show, and between a tenth and a thirtieth of the pixels. */
        public static final Config DEFAULT = new Config(
                List.of(
                        MapKind.relative(Readings.GRADIENT_TIMES_INPUT),
                        MapKind.relative(Readings.POSITIVE),
                        MapKind.relative(Readings.ABSOLUTE)),
                0.90,
                0.97,
                SaliencyMaskConfig.DEFAULT,
                4);

        /** Copies the list and checks the ranges. */
        public Config {
            maps = List.copyOf(maps);
            SETTINGS.check(maps, lowest, highest, base, draws);
            check(lowest <= highest, "lowest", lowest, "in [0, " + highest + "]");
        }

        @Override
        public double passes() {
            return 1 + BOTH_WAYS;
        }

        @Override
        public String name() {
            return "randomized mask";
        }

        @Override
        public Role role() {
            return Role.CLEANSES;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new RandomizedMaskDefense(
                    this, context.cleanMaps(), context.run().seed().derive("randomized mask"));
        }
    }

    /**
     * Makes the defense.
     *
     * @param cleanMaps what clean faces show; may be {@link CleanMaps#none()} if no map is relative
     * @param seed decides the draws; whoever knows it knows the masks
     */
    public RandomizedMaskDefense(Config config, CleanMaps cleanMaps, Seed seed) {
        this.config = config;
        this.cleanMaps = cleanMaps;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "randomized mask";
    }

    @Override
    public Cleansed cleanse(Image probe, Backward signal, WhiteBoxRecognizer recognizer) {
        return drawn(probe).cleanse(probe, signal, recognizer);
    }

    private SaliencyMaskDefense drawn(Image probe) {
        SplittableRandom random = seed.derive("mask", probe.hashCode()).random();
        MapKind map = config.maps().get(random.nextInt(config.maps().size()));
        double mu = config.lowest() + (config.highest() - config.lowest()) * random.nextDouble();
        Threshold.Kind kind = config.base().threshold().kind();
        return new SaliencyMaskDefense(config.base().with(map, new Threshold(kind, mu)), cleanMaps);
    }

    /** The seed is secret, so an attacker takes the mean over draws of other seeds. */
    @Override
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        return new ExpectationOverTransformation(IntStream.range(0, config.draws())
                .mapToObj(draw -> new RandomizedMaskDefense(config, cleanMaps, seed.derive("draw of an attacker", draw))
                        .protect(recognizer))
                .toList());
    }
}
