package dev.visor.defense.mask;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.Role;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import dev.visor.saliency.Readings;
import dev.visor.saliency.SaliencyMap;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;

/**
 * Several saliency masks that vote: the pixels that enough of them take are replaced. An accessory that hides from one
 * reading of the saliency map still shows in the others, and what a single reading takes by mistake stays.
 *
 * <p>Immutable and thread-safe. Costs a pass forward and backward however many masks vote.
 */
public final class VotingMaskDefense implements SignalCleansing {

    private final Config config;
    private final List<SaliencyMaskDefense> voters;

    /**
     * Who votes.
     *
     * @param voters the masks, at least one; their own fills do not matter
     * @param votes how many must take a pixel, from 1 to the number of voters
     * @param fill what replaces the pixels
     */
    public record Config(List<SaliencyMaskConfig> voters, int votes, Fill fill) implements DefenseConfig {

        /** What files and options can set. Declared before the default, which is checked against it. */
        public static final Settings<Config> SETTINGS = Settings.of(
                        Config.class,
                        Setting.of("voters", Type.someOf(SaliencyMaskConfig.SETTINGS), "the saliency masks that vote"),
                        Setting.of("votes", Type.whole("at least 1"), "how many must take a pixel"),
                        Setting.of("fill", Type.kind(Fill.class), "what replaces the masked pixels"))
                .withDefault(() -> Config.DEFAULT);

        /** Two of the three readings, each over what clean faces show, take the upper 7 %. */
        public static final Config DEFAULT = new Config(
                List.of(voter(Readings.GRADIENT_TIMES_INPUT), voter(Readings.POSITIVE), voter(Readings.ABSOLUTE)),
                2,
                Fills.TELEA);

        private static SaliencyMaskConfig voter(Reading reading) {
            return SaliencyMaskConfig.DEFAULT.with(MapKind.relative(reading), SaliencyMaskConfig.DEFAULT.threshold());
        }

        /** Copies the list and checks the ranges. */
        public Config {
            voters = List.copyOf(voters);
            SETTINGS.check(voters, votes, fill);
            check(votes <= voters.size(), "votes", votes, "from 1 to " + voters.size());
        }

        @Override
        public double passes() {
            return 1 + BOTH_WAYS;
        }

        @Override
        public String name() {
            return "voting masks";
        }

        @Override
        public Role role() {
            return Role.CLEANSES;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new VotingMaskDefense(this, context.cleanMaps());
        }
    }

    /**
     * Makes the defense.
     *
     * @param cleanMaps what clean faces show; may be {@link CleanMaps#none()} if no map is relative
     */
    public VotingMaskDefense(Config config, CleanMaps cleanMaps) {
        this.config = config;
        this.voters = config.voters().stream()
                .map(voter -> new SaliencyMaskDefense(voter, cleanMaps))
                .toList();
    }

    @Override
    public String name() {
        return "voting masks";
    }

    @Override
    public Cleansed cleanse(Image probe, Backward signal, WhiteBoxRecognizer recognizer) {
        float[] share = new float[probe.width() * probe.height()];
        boolean[] taken = new boolean[share.length];
        int[] votes = new int[share.length];
        for (SaliencyMaskDefense voter : voters) {
            Mask mask = voter.mask(probe, signal, recognizer);
            for (int i = 0; i < votes.length; i++) {
                votes[i] += mask.contains(i) ? 1 : 0;
            }
        }
        for (int i = 0; i < votes.length; i++) {
            share[i] = (float) votes[i] / voters.size();
            taken[i] = votes[i] >= config.votes();
        }
        Mask mask = Mask.of(probe.width(), probe.height(), taken);
        return new Cleansed(
                probe,
                new SaliencyMap(probe.width(), probe.height(), share),
                mask,
                config.fill().apply(probe, mask));
    }
}
