package dev.visor.defense.detection;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.defense.Calibration;
import dev.visor.defense.Cleansing;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.GradientFreeDefense;
import dev.visor.defense.Occlusions;
import dev.visor.defense.RegionMask;
import dev.visor.defense.Role;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.SurrogateGradientRecognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Certified detection (M. McCoyd et al., "Minority Reports Defense: Defending Against Adversarial Patches", 2020; C. Xiang,
 * P. Mittal, "PatchGuard++: Efficient Provable Attack Detection against Adversarial Patches", 2021). The picture is looked at
 * under each of some masks, and a person is accepted only if all of them name this person. If they name several people, the
 * picture is tampered with; if some name nobody, it is of nobody who is known.
 *
 * <p><b>What is proven.</b> Every accessory of a declared family lies under one of the masks, wherever its tolerance lets it
 * be ({@link AccessoryFamily#cover}). Let m be that mask, x the face without the accessory and x' the face with it. The fill
 * uses nothing of what is under a mask, so x and x' are the same picture under m, and get the same answer. If x' is accepted
 * as a person, this person is the answer to x under m. So no content of the accessory makes the system accept anybody but the
 * person whom the face beside the mask shows already. In particular, if a clean face is accepted, the same face with the
 * accessory is accepted as the same person or not at all: that is what a certified decision says.
 *
 * <p><b>What is not.</b> The answer under m may itself be wrong, with or without an accessory. How often it is, and for which
 * people, is a matter of measurement. Nothing is said about accessories that are not declared, about two at once that no
 * single mask covers, and about people who look alike.
 *
 * <p>Each mask can have a head that was made for pictures under it ({@link Occlusions#under}): a head knows people best by
 * what its training faces had. Scores are the least ones of all masks: in an open set a person's logit is at least 0 only if
 * it is so under every mask; in a closed set they are the logarithms of the least probabilities.
 *
 * <p>Deviations from the papers: masks cover families of accessories in a range of poses rather than squares at all places;
 * what is under them is filled from the surroundings; masks may have heads of their own.
 *
 * <p>Immutable and thread-safe. Costs a pass forward for each mask.
 *
 * <pre>{@code
 * List<Mask> masks = AccessoryFamily.GLASSES.cover(landmarks, 112, 112, CoverConfig.UNION);
 * Recognizer guarded = new CertifiedDetection(masks, Fills.TELEA).protect(recognizer);
 * Decision decision = guarded.decide(picture); // a person, tampered or unknown
 * }</pre>
 */
public final class CertifiedDetection implements GradientFreeDefense {

    private static final String LEAST = "least agreement";

    private final List<MaskedLook> looks;
    private final Agreement agreement;

    private CertifiedDetection(List<MaskedLook> looks, Agreement agreement) {
        this.looks = List.copyOf(looks);
        this.agreement = agreement;
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("illegal number of masks: 0, must be at least 1");
        }
    }

    /**
     * Makes the defense. Under every mask the recognizer behind it is asked.
     *
     * @param masks such that every region of a family lies in one of them, at least one
     * @param fill what replaces the pixels under a mask
     */
    public CertifiedDetection(List<Mask> masks, Fill fill) {
        this(
                masks.stream()
                        .map(mask -> new MaskedLook(new RegionMask(mask, fill), null))
                        .toList(),
                Agreement.ANY);
    }

    /**
     * Returns the same defense with heads that are asked instead of the recognizer behind it.
     *
     * @param heads one for each mask, in their order; they stay open when the defense is dropped
     */
    public CertifiedDetection withHeads(List<? extends WhiteBoxRecognizer> heads) {
        if (heads.size() != looks.size()) {
            throw new IllegalArgumentException(
                    "illegal number of heads: " + heads.size() + ", must be " + looks.size() + ", one for each mask");
        }
        return new CertifiedDetection(
                IntStream.range(0, looks.size())
                        .mapToObj(i -> new MaskedLook(looks.get(i).mask(), heads.get(i)))
                        .toList(),
                agreement);
    }

    /**
     * Returns what clean faces set in {@link #agreeing}: the least probability of a person under every mask. Of clean faces on
     * which the masks agree, no more than a share falls below it; if these are too few for the share, the least share that
     * they allow.
     *
     * @param falseAlarms the share
     * @param clean aligned pictures of clean faces that the recognizer was not trained on, as many as the rate needs
     * @param recognizer the one to protect
     * @param run receives progress
     * @throws IllegalArgumentException if the masks agree on none of the faces
     */
    public Calibration calibrate(FalseAlarmRate falseAlarms, List<Image> clean, Recognizer recognizer, RunContext run) {
        falseAlarms.checkFaces(clean.size());
        List<Double> supports = new AgreeingRecognizer(looks, Agreement.ANY, recognizer)
                .supports(clean, run).stream().filter(support -> support > 0).toList();
        if (supports.isEmpty()) {
            throw new IllegalArgumentException("the masks agree on none of " + clean.size()
                    + " clean faces, must agree on at least 1 to calibrate their agreement");
        }
        FalseAlarmRate rate =
                falseAlarms.neededFaces() > supports.size() ? FalseAlarmRate.least(supports.size()) : falseAlarms;
        double least = -rate.limit(supports.stream().map(support -> -support).toList());
        int rejected =
                (int) supports.stream().filter(support -> support < least).count();
        return Calibration.of(clean.size(), rejected, Map.of(LEAST, List.of(least)));
    }

    /**
     * Returns the same defense, which needs a least probability under every mask.
     *
     * @throws IllegalArgumentException if it is the calibration of another defense
     */
    public CertifiedDetection agreeing(Calibration calibration) {
        return new CertifiedDetection(looks, new Agreement(calibration.value(LEAST)));
    }

    @Override
    public String name() {
        return "certified detection";
    }

    @Override
    public Role role() {
        return Role.CERTIFIES;
    }

    /** Returns the number of masks. */
    public int size() {
        return looks.size();
    }

    @Override
    public Optional<Cleansing> masking() {
        return Optional.of(looks.get(0).mask());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a head knows other people
     */
    @Override
    public Recognizer protectAnswers(Recognizer recognizer) {
        for (MaskedLook look : looks) {
            List<?> known = look.asked(recognizer).gallery().people();
            if (!known.equals(recognizer.gallery().people())) {
                throw new IllegalArgumentException("illegal recognizer: it knows " + recognizer.gallery()
                        + ", the head of a mask knows " + known + ", must be the same people");
            }
        }
        return new AgreeingRecognizer(looks, agreement, recognizer);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The gradient is the mean over the masks, each at its own scores. That of the least scores would move one mask at a
     * time, and none at all where what is worn lies under that mask.
     */
    @Override
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return new SurrogateGradientRecognizer(protectAnswers(recognizer), recognizer, surrogate(recognizer));
    }

    /** Gives the mean over the masks, at half the cost. */
    @Override
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        return new ExpectationOverTransformation(
                looks.stream().map(look -> look.inFrontOf(recognizer)).toList());
    }

    /**
     * The settings.
     *
     * @param families the accessories that are declared, at least one
     * @param cover how finely each family is covered
     * @param fill what replaces the pixels under a mask
     * @param ownHeads whether each family has a head that was trained on faces under its mask
     * @param rate the share of clean faces, of those on which the masks agree, whose person may be too improbable under one
     *     of them; null if any probability is enough
     */
    public record Config(
            List<AccessoryFamily> families,
            CoverConfig cover,
            Fill fill,
            boolean ownHeads,
            @Nullable FalseAlarmRate rate)
            implements DefenseConfig {

        /** What files and options can set. Declared before the default, which is checked against it. */
        public static final Settings<Config> SETTINGS = Settings.of(
                        Config.class,
                        Setting.of(
                                "families",
                                Type.someOf(Type.kind(AccessoryFamily.class)),
                                "accessories that decisions are certified against"),
                        Setting.of("cover", CoverConfig.SETTINGS, "how finely each family is covered"),
                        Setting.of("fill", Type.kind(Fill.class), "what replaces the pixels under a mask"),
                        Setting.of(
                                "own-heads",
                                Type.flag(),
                                "whether each family has a head that was trained on faces under its mask"),
                        Setting.of(
                                "false-alarms",
                                Type.optional(FalseAlarmRate.TYPE),
                                "share of clean faces whose person may be too improbable under one of the masks"))
                .withDefault(() -> Config.ALL);

        /** All families that come with Visor, each with one mask and a head. */
        public static final Config ALL =
                new Config(List.copyOf(AccessoryFamily.presets().values()), CoverConfig.UNION, Fills.TELEA, true, null);

        /** Copies the list and checks that there is a family. */
        public Config {
            families = List.copyOf(families);
            SETTINGS.check(families, cover, fill, ownHeads, rate);
        }

        @Override
        public double passes() {
            return families.stream()
                    .mapToInt(family -> cover.masks(family.shapes().size()))
                    .sum();
        }

        @Override
        public String name() {
            return "certified detection";
        }

        @Override
        public Role role() {
            return Role.CERTIFIES;
        }

        @Override
        public boolean needsGradients() {
            return ownHeads;
        }

        @Override
        public List<Occlusions> hardenedBy(Occlusions occlusions) {
            return ownHeads ? families.stream().map(this::occlusions).toList() : List.of();
        }

        private Occlusions occlusions(AccessoryFamily family) {
            return Occlusions.under(family, fill);
        }

        @Override
        public Optional<FalseAlarmRate> falseAlarms() {
            return Optional.ofNullable(rate);
        }

        @Override
        public Config withFalseAlarms(FalseAlarmRate newFalseAlarms) {
            return rate == null ? this : new Config(families, cover, fill, ownHeads, newFalseAlarms);
        }

        @Override
        public List<AccessoryFamily> declared() {
            return families;
        }

        @Override
        public Defense build(DefenseContext context) {
            return rate == null
                    ? detection(context)
                    : build(context, calibrate(context).orElseThrow());
        }

        @Override
        public Optional<Calibration> calibrate(DefenseContext context) {
            return falseAlarms()
                    .map(falseAlarms -> detection(context)
                            .calibrate(falseAlarms, context.calibration(), context.recognizer(), context.run()));
        }

        @Override
        public Defense build(DefenseContext context, Calibration calibration) {
            return detection(context).agreeing(calibration);
        }

        private CertifiedDetection detection(DefenseContext context) {
            List<Mask> masks = new ArrayList<>();
            List<WhiteBoxRecognizer> heads = new ArrayList<>();
            for (AccessoryFamily family : families) {
                List<Mask> own = family.cover(context.landmarks(), context.width(), context.height(), cover);
                masks.addAll(own);
                if (ownHeads) {
                    WhiteBoxRecognizer head = context.hardened(occlusions(family));
                    own.forEach(mask -> heads.add(head));
                }
            }
            CertifiedDetection detection = new CertifiedDetection(masks, fill);
            return ownHeads ? detection.withHeads(heads) : detection;
        }
    }
}
