package dev.visor.defense.chain;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Calibration;
import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.GradientFreeDefense;
import dev.visor.defense.Occlusions;
import dev.visor.defense.RegionMask;
import dev.visor.defense.Role;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.SaliencyMaskDefense;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.MapKind;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Answers "tampered" where the evidence is stronger than clean faces ever show, but for a given share of them.
 *
 * <p>Each kind of evidence is put on one scale by the clean faces: 0 is their median, and at 1 it would raise all of the
 * false alarms alone. A picture's suspicion is that of its strongest evidence, and the {@link FalseAlarmRate} sets the
 * limit.
 *
 * <p>In front of a black box it can look at what covers the families alone. A detector that goes by a signal, or asks a
 * hardened head, needs a recognizer whose gradients are known.
 *
 * <p>Immutable and thread-safe. Costs a pass forward, guided and backward too if any evidence goes by the signal, and one
 * forward for each cleansing.
 */
public final class TamperDetector implements GradientFreeDefense {

    private final Suspicions suspicions;
    private final Recognizer recognizer;

    private TamperDetector(Suspicions suspicions, Recognizer recognizer) {
        this.suspicions = suspicions;
        this.recognizer = recognizer;
    }

    /**
     * Calibrates a detector on clean faces.
     *
     * @param evidence what it looks at, at least one kind
     * @param clean aligned pictures of honest faces that the recognizer was not trained on, as many as the rate needs
     * @param recognizer whose answers and maps it looks at; must stay open as long as the detector is used
     * @param falseAlarms the share of clean faces that may be taken for tampered with
     * @param run receives progress
     */
    public static TamperDetector calibrate(
            List<? extends Evidence> evidence,
            List<Image> clean,
            Recognizer recognizer,
            FalseAlarmRate falseAlarms,
            RunContext run) {
        return of(evidence, recognizer, Suspicions.calibrate(evidence, clean, recognizer, falseAlarms, run));
    }

    /**
     * Makes a detector of what clean faces have set.
     *
     * @param evidence what it looks at, the kinds that were calibrated
     * @param recognizer whose answers and maps it looks at; must stay open as long as the detector is used
     * @throws IllegalArgumentException if it is the calibration of another detector
     */
    public static TamperDetector of(List<? extends Evidence> evidence, Recognizer recognizer, Calibration calibration) {
        return new TamperDetector(Suspicions.of(evidence, calibration), recognizer);
    }

    @Override
    public String name() {
        return "tamper detector";
    }

    @Override
    public Role role() {
        return Role.WATCHES;
    }

    /**
     * Returns how suspicious pictures are; above 1 the detector takes them for tampered with.
     *
     * @param probes aligned pictures, all of one size
     * @return a value per picture
     */
    public List<Double> suspicions(List<Image> probes) {
        return suspicions.of(probes, recognizer);
    }

    @Override
    public Recognizer protectAnswers(Recognizer behind) {
        return new Recognizer() {
            @Override
            public Gallery gallery() {
                return behind.gallery();
            }

            @Override
            public List<Scores> identify(List<Image> probes) {
                return behind.identify(probes);
            }

            @Override
            public List<Decision> decide(List<Image> probes) {
                List<Double> values = suspicions(probes);
                List<Decision> decisions = behind.decide(probes);
                return IntStream.range(0, probes.size())
                        .mapToObj(i -> values.get(i) > 1 ? decisions.get(i).as(Verdict.TAMPERED) : decisions.get(i))
                        .toList();
            }
        };
    }

    /** Whoever wants to pass unnoticed needs the same answer from the cleansed pictures. */
    @Override
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer behind) {
        List<WhiteBoxRecognizer> looks = new ArrayList<>(List.of(behind));
        for (Evidence kind : suspicions.evidence()) {
            if (kind instanceof Evidence.PredictionChange change) {
                looks.add(change.cleansing().surrogate(change.witness(recognizer)));
            }
        }
        return new ExpectationOverTransformation(looks);
    }

    /**
     * The settings. The detector looks at the departure of each map from the clean ones, and at the change of the answer by
     * the saliency masks and by what covers each family.
     *
     * @param maps the kinds of map whose departure is looked at
     * @param masks the saliency masks
     * @param families the accessories that are taken away for a look
     * @param worn accessories that honest people may wear: the clean faces calibrate the detector as they are, and once more
     *     with a drawn member of each of these in a drawn color
     * @param hardenedLooks whether the cleansed pictures are shown to a head that was trained without these families,
     *     whoever the picture is presented to; many heads don't recognize a face without its eyes, and so can't see that
     *     an attack is gone
     * @param rate the share of all these faces that may be taken for tampered with
     */
    public record Config(
            List<MapKind> maps,
            List<SaliencyMaskConfig> masks,
            List<AccessoryFamily> families,
            List<AccessoryFamily> worn,
            boolean hardenedLooks,
            FalseAlarmRate rate)
            implements DefenseConfig {

        /** What files and options can set. Declared before the presets, which are checked against it. */
        public static final Settings<Config> SETTINGS = Settings.of(
                        Config.class,
                        Setting.of(
                                "maps",
                                Type.list(MapKind.TYPE),
                                "saliency maps whose departure from clean ones is looked at"),
                        Setting.of(
                                "masks",
                                Type.list(SaliencyMaskConfig.SETTINGS),
                                "saliency masks that are tried on the picture"),
                        Setting.of(
                                "families",
                                Type.list(Type.kind(AccessoryFamily.class)),
                                "accessories that are taken away for a look"),
                        Setting.of(
                                "worn",
                                Type.list(Type.kind(AccessoryFamily.class)),
                                "accessories that honest people may wear"),
                        Setting.of(
                                "hardened-looks", Type.flag(), "whether a hardened head looks at the changed pictures"),
                        Setting.of(
                                "false-alarms",
                                FalseAlarmRate.TYPE,
                                "share of clean faces that may be taken for tampered with"))
                .withPresets(Config::presets);

        /** Looks at one map, a saliency mask, and a picture without glasses. */
        public static final Config DEFAULT = new Config(
                List.of(SaliencyMaskConfig.DEFAULT.map()),
                List.of(SaliencyMaskConfig.DEFAULT),
                List.of(ShapeFamily.GLASSES),
                List.of(),
                true,
                FalseAlarmRate.DEFAULT);

        /** Looks for hat bands, stickers and face masks; people with glasses calibrate it too. */
        public static final Config BESIDE_GLASSES = new Config(
                List.of(),
                List.of(),
                List.of(
                        ShapeFamily.HAT_BAND,
                        ShapeFamily.FOREHEAD_STICKER,
                        ShapeFamily.CHEEK_STICKER,
                        ShapeFamily.FACE_MASK),
                List.of(ShapeFamily.GLASSES),
                true,
                FalseAlarmRate.DEFAULT);

        private static Map<String, Config> presets() {
            Map<String, Config> presets = new LinkedHashMap<>();
            presets.put("DEFAULT", DEFAULT);
            presets.put("BESIDE_GLASSES", BESIDE_GLASSES);
            return presets;
        }

        /** Copies the lists and checks the ranges. */
        public Config {
            maps = List.copyOf(maps);
            masks = List.copyOf(masks);
            families = List.copyOf(families);
            worn = List.copyOf(worn);
            SETTINGS.check(maps, masks, families, worn, hardenedLooks, rate);
            check(maps.size() + masks.size() + families.size() > 0, "kinds of evidence", 0, "at least 1");
        }

        @Override
        public double passes() {
            return 1 + (maps.isEmpty() && masks.isEmpty() ? 0 : BOTH_WAYS) + masks.size() + families.size();
        }

        @Override
        public String name() {
            return "tamper detector";
        }

        @Override
        public Role role() {
            return Role.WATCHES;
        }

        @Override
        public boolean needsGradients() {
            return hardenedLooks || !maps.isEmpty() || !masks.isEmpty();
        }

        @Override
        public Optional<FalseAlarmRate> falseAlarms() {
            return Optional.of(rate);
        }

        @Override
        public Config withFalseAlarms(FalseAlarmRate newFalseAlarms) {
            return new Config(maps, masks, families, worn, hardenedLooks, newFalseAlarms);
        }

        /** A head recognizes best the faces that lack what its training faces lacked. */
        @Override
        public List<Occlusions> hardenedBy(Occlusions occlusions) {
            if (!hardenedLooks) {
                return List.of();
            }
            return List.of(families.isEmpty() ? occlusions : occlusions.withFamilies(families));
        }

        @Override
        public Defense build(DefenseContext context) {
            return build(context, calibrate(context).orElseThrow());
        }

        @Override
        public Optional<Calibration> calibrate(DefenseContext context) {
            List<Image> honest = new ArrayList<>(context.calibration());
            worn.forEach(family -> honest.addAll(context.wearing(family)));
            return Optional.of(
                    Suspicions.calibrate(evidence(context), honest, context.recognizer(), rate, context.run()));
        }

        @Override
        public Defense build(DefenseContext context, Calibration calibration) {
            return of(evidence(context), context.recognizer(), calibration);
        }

        private List<Evidence> evidence(DefenseContext context) {
            WhiteBoxRecognizer witness = hardenedBy(context.occlusions()).stream()
                    .map(context::hardened)
                    .findFirst()
                    .orElse(null);
            List<Evidence> evidence = new ArrayList<>();
            maps.forEach(map -> evidence.add(new Evidence.MapDeparture(map.reading(), context.cleanMaps())));
            masks.forEach(mask -> evidence.add(
                    new Evidence.PredictionChange(new SaliencyMaskDefense(mask, context.cleanMaps()), witness)));
            for (AccessoryFamily family : families) {
                for (Mask mask :
                        family.cover(context.landmarks(), context.width(), context.height(), CoverConfig.UNION)) {
                    evidence.add(new Evidence.PredictionChange(new RegionMask(mask, Fills.TELEA), witness));
                }
            }
            return evidence;
        }
    }
}
