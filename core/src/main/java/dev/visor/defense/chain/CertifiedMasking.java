package dev.visor.defense.chain;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Calibration;
import dev.visor.defense.Cleansing;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.GradientFreeDefense;
import dev.visor.defense.RegionMask;
import dev.visor.defense.Role;
import dev.visor.face.Landmarks;
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
import org.jspecify.annotations.Nullable;

/**
 * Double masking (C. Xiang, S. Mahloujifar, P. Mittal, "PatchCleanser: Certifiably Robust Defense against Adversarial
 * Patches for Any Image Classifier", USENIX Security 2022, algorithm 1, and theorem 1 for the certificate), with masks
 * that cover the regions of a declared family of accessories rather than squares at all places.
 *
 * <p>The picture is looked at under each mask. If all answers agree, that is the answer. If not, the answer of each
 * mask that disagrees with the majority is looked at again, under this mask and each of the others: if all of these
 * agree with it, it stands, since only what was under this mask can have misled the others. Otherwise the majority's
 * answer stands.
 *
 * <p>An answer is certified if the picture gets it under every mask and under every two masks. Whatever an accessory
 * shows, its region lies under some mask m. The pictures under m, and under m and any other mask, are then the same with
 * and without it, and all of them give the answer: either all masks agree with m, or m is a mask that disagrees and stands
 * when looked at again, or m is with the majority. A mask outside the majority that gives another answer can't stand,
 * because together with m it gives the answer of m. So no content of the region leads to another answer. This holds for
 * the picture with the accessory too, which need not be clean to be certified.
 *
 * <p>Answers from masked pictures alone cost honest people something. {@link #confirming} gives a defense that looks at the
 * whole picture too and lets its answer stand if it is likely enough under every mask. Only where it is not, the masks
 * decide as above. An answer of it is certified if it is so without confirmation, and if under no mask anybody else is
 * likely enough: the picture under the mask m that the region lies in, which no content changes, then lets no other answer
 * stand.
 *
 * <p>Deviations from the paper: what is under a mask may be filled with more than one color, but only from what is
 * outside of it; the certificate comes with every decision rather than for labelled pictures alone; the majority of a
 * tie is the answer of the earlier mask; confirmation is not in it.
 *
 * <p>Immutable and thread-safe. With k masks, {@code identify} costs k passes forward for a picture whose masks agree and
 * up to k more for each that does not; {@code decide} costs k (k + 1) / 2 for a picture whose masks agree. Confirmation
 * costs one more.
 */
public final class CertifiedMasking implements GradientFreeDefense {

    private static final String LEAST = "least support";

    /** Row i, column j - i takes out what is under the masks i and j. */
    private final List<List<RegionMask>> pairs;

    private final @Nullable Confirmation confirmation;

    private CertifiedMasking(List<List<RegionMask>> pairs, @Nullable Confirmation confirmation) {
        this.pairs = pairs;
        this.confirmation = confirmation;
    }

    /**
     * Makes the defense.
     *
     * @param masks such that every region of the family lies in one of them, at least one; no two of them may cover the
     *     picture together
     * @param fill what replaces the pixels under a mask
     */
    public CertifiedMasking(List<Mask> masks, Fill fill) {
        this(pairs(masks, fill), null);
    }

    private static List<List<RegionMask>> pairs(List<Mask> masks, Fill fill) {
        if (masks.isEmpty()) {
            throw new IllegalArgumentException("illegal number of masks: 0, must be at least 1");
        }
        List<List<RegionMask>> pairs = new ArrayList<>();
        for (int first = 0; first < masks.size(); first++) {
            List<RegionMask> row = new ArrayList<>();
            for (Mask second : masks.subList(first, masks.size())) {
                row.add(new RegionMask(masks.get(first).union(second), fill));
            }
            pairs.add(row);
        }
        return pairs;
    }

    /**
     * Returns the same defense, which lets the answer to the whole picture stand where the masks confirm it.
     *
     * @param falseAlarms the share of clean faces whose answer may go unconfirmed
     * @param clean aligned pictures of clean faces that the recognizer was not trained on, as many as the rate needs
     * @param recognizer the one to protect
     * @param run receives progress
     */
    public CertifiedMasking confirming(
            FalseAlarmRate falseAlarms, List<Image> clean, Recognizer recognizer, RunContext run) {
        return confirming(calibrate(falseAlarms, clean, recognizer, run));
    }

    /**
     * Returns what clean faces set in {@link #confirming(Calibration)}.
     *
     * @param falseAlarms the share of clean faces whose answer may go unconfirmed
     * @param clean aligned pictures of clean faces that the recognizer was not trained on, as many as the rate needs
     * @param recognizer the one to protect
     * @param run receives progress
     */
    public Calibration calibrate(FalseAlarmRate falseAlarms, List<Image> clean, Recognizer recognizer, RunContext run) {
        falseAlarms.checkFaces(clean.size());
        List<Double> supports = new CertifiedRecognizer(this, recognizer).supports(clean, run);
        double least = Confirmation.of(falseAlarms, supports).least();
        int unconfirmed =
                (int) supports.stream().filter(support -> support < least).count();
        return Calibration.of(clean.size(), unconfirmed, Map.of(LEAST, List.of(least)));
    }

    /**
     * Returns the same defense, which lets the answer to the whole picture stand where the masks confirm it.
     *
     * @throws IllegalArgumentException if it is the calibration of another defense
     */
    public CertifiedMasking confirming(Calibration calibration) {
        return new CertifiedMasking(pairs, new Confirmation(calibration.value(LEAST)));
    }

    /** Returns what lets the answer to a whole picture stand; null if nothing does. */
    @Nullable
    Confirmation confirmation() {
        return confirmation;
    }

    @Override
    public String name() {
        return "certified masking";
    }

    @Override
    public Role role() {
        return Role.CERTIFIES;
    }

    @Override
    public Optional<Cleansing> masking() {
        return Optional.of(under(0, 0));
    }

    /** Returns the number of masks. */
    public int size() {
        return pairs.size();
    }

    /** Returns what takes out what is under either of two masks, or under one that is given twice. */
    RegionMask under(int first, int second) {
        return pairs.get(Math.min(first, second)).get(Math.abs(first - second));
    }

    @Override
    public Recognizer protectAnswers(Recognizer recognizer) {
        return new CertifiedRecognizer(this, recognizer);
    }

    /** Answers have no gradient of their own, so it is that of the surrogate. */
    @Override
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return new SurrogateGradientRecognizer(protectAnswers(recognizer), recognizer, surrogate(recognizer));
    }

    /** Gives the mean over the masks, and over the whole picture too if its answer may stand. */
    @Override
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        List<WhiteBoxRecognizer> looks = new ArrayList<>();
        if (confirmation != null) {
            looks.add(recognizer);
        }
        for (int mask = 0; mask < size(); mask++) {
            looks.add(under(mask, mask).protect(recognizer));
        }
        return new ExpectationOverTransformation(looks);
    }

    /**
     * The settings.
     *
     * @param families the accessories that answers are certified against, at least one
     * @param cover how finely each family is covered
     * @param fill what replaces the pixels under a mask
     * @param rate the share of clean faces whose answer the masks may fail to confirm; null if the answer to the whole
     *     picture never stands
     */
    public record Config(
            List<AccessoryFamily> families,
            CoverConfig cover,
            Fill fill,
            @Nullable FalseAlarmRate rate) implements DefenseConfig {

        /** What files and options can set. Declared before the default, which is checked against it. */
        public static final Settings<Config> SETTINGS = Settings.of(
                        Config.class,
                        Setting.of(
                                "families",
                                Type.someOf(Type.kind(AccessoryFamily.class)),
                                "accessories that answers are certified against"),
                        Setting.of("cover", CoverConfig.SETTINGS, "how finely each family is covered"),
                        Setting.of("fill", Type.kind(Fill.class), "what replaces the pixels under a mask"),
                        Setting.of(
                                "false-alarms",
                                Type.optional(FalseAlarmRate.TYPE),
                                "share of clean faces that may go unconfirmed; with it the answer to the whole picture can stand"))
                .withDefault(() -> Config.GLASSES);

        /** Against glasses, with one mask that covers all of them. */
        public static final Config GLASSES =
                new Config(List.of(ShapeFamily.GLASSES), CoverConfig.UNION, Fills.TELEA, null);

        /** Copies the list and checks that there is a family. */
        public Config {
            families = List.copyOf(families);
            SETTINGS.check(families, cover, fill, rate);
        }

        @Override
        public double passes() {
            return families.size() * cover.masks(1) + (rate == null ? 0 : 1);
        }

        @Override
        public String name() {
            return "certified masking";
        }

        @Override
        public Role role() {
            return Role.CERTIFIES;
        }

        @Override
        public boolean needsGradients() {
            return false;
        }

        @Override
        public Optional<FalseAlarmRate> falseAlarms() {
            return Optional.ofNullable(rate);
        }

        @Override
        public Config withFalseAlarms(FalseAlarmRate newFalseAlarms) {
            return rate == null ? this : new Config(families, cover, fill, newFalseAlarms);
        }

        @Override
        public List<AccessoryFamily> declared() {
            return families;
        }

        @Override
        public Defense build(DefenseContext context) {
            CertifiedMasking masking = masking(context);
            return rate == null
                    ? masking
                    : masking.confirming(rate, context.calibration(), context.recognizer(), context.run());
        }

        @Override
        public List<Mask> masks(Landmarks landmarks, int width, int height) {
            return families.stream()
                    .flatMap(family -> family.cover(landmarks, width, height, cover).stream())
                    .toList();
        }

        @Override
        public Optional<Calibration> calibrate(DefenseContext context) {
            return falseAlarms()
                    .map(falseAlarms -> masking(context)
                            .calibrate(falseAlarms, context.calibration(), context.recognizer(), context.run()));
        }

        @Override
        public Defense build(DefenseContext context, Calibration calibration) {
            return masking(context).confirming(calibration);
        }

        private CertifiedMasking masking(DefenseContext context) {
            return new CertifiedMasking(masks(context.landmarks(), context.width(), context.height()), fill);
        }
    }
}
