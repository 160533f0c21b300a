package dev.visor.store.experiment;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.attack.SquareConfig;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.LocalGradientsSmoothing;
import dev.visor.defense.Occlusions;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.gauntlet.Attacker;
import dev.visor.gauntlet.GauntletConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a gauntlet with every value, in the order of the sections. Not thread-safe; writes one. */
final class GauntletWriter {

    static final String UNAWARE = "unaware";
    static final String ADAPTIVE = "adaptive";
    static final String QUERY_ONLY = "query-only";

    /** The kinds of attackers. */
    static final List<String> ATTACKERS = List.of(UNAWARE, ADAPTIVE, QUERY_ONLY);

    static final String SALIENCY_MASK = "saliency-mask";
    static final String VOTING_MASKS = "voting-masks";
    static final String RANDOMIZED_MASK = "randomized-mask";
    static final String SMOOTHING = "local-gradients-smoothing";
    static final String CERTIFIED_MASKING = "certified-masking";
    static final String TAMPER_DETECTOR = "tamper-detector";
    static final String REJECTION = "rejection";
    static final String HARDENED_HEAD = "hardened-head";

    /** The kinds of defenses. */
    static final List<String> DEFENSES = List.of(
            SALIENCY_MASK,
            VOTING_MASKS,
            RANDOMIZED_MASK,
            SMOOTHING,
            CERTIFIED_MASKING,
            TAMPER_DETECTOR,
            REJECTION,
            HARDENED_HEAD);

    private final GauntletFile gauntlet;
    private final YamlText text = new YamlText();

    GauntletWriter(GauntletFile gauntlet) {
        this.gauntlet = gauntlet;
    }

    String write() {
        GauntletConfig config = gauntlet.config();
        text.line("# A gauntlet with every value; 'visor gauntlet' takes it from any folder.");
        text.value("title", YamlText.quoted(gauntlet.title()));
        text.comment("Decides every random draw.");
        text.value("seed", gauntlet.seed());
        ExperimentWriter.data(text, gauntlet.data());
        text.section(
                "split",
                "The share of each person's pictures that training does not see, and of these that defenses are set by.");
        text.value("  validation-share", YamlText.number(config.validationShare()));
        text.value("  calibration-share", YamlText.number(config.calibrationShare()));
        ExperimentWriter.backbone(text, gauntlet.backbone());
        ExperimentWriter.head(text, config.head());
        text.section("occlusions", "What a hardened head sees in training besides clean faces.");
        text.values("  ", occlusions(config.occlusions()));
        text.comment("What is worn; lengths in units of the distance between the eyes.");
        AccessoriesWriter.write(text, config.accessories());
        text.section("attackers", "Who attacks, with each accessory; those who adapt, anew on each defense.");
        config.attackers().forEach((name, attacker) -> {
            text.line("  " + YamlText.key(name) + ":");
            text.values("    ", attacker(attacker));
        });
        text.section("defenses", "What stands before the recognizer, what sees pictures first standing first.");
        config.defenses().forEach(this::chain);
        return text.toString();
    }

    private static Map<String, String> occlusions(Occlusions occlusions) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("families", families(occlusions.families()));
        values.put("members", String.valueOf(occlusions.members()));
        values.put("rectangles", String.valueOf(occlusions.rectangles()));
        values.put("largest", YamlText.number(occlusions.largest()));
        values.put("fill", YamlText.word(occlusions.fill()));
        values.put("mirrored", String.valueOf(occlusions.mirrored()));
        return values;
    }

    private static String families(List<AccessoryFamily> families) {
        return YamlText.list(families, family -> {
            if (!family.equals(AccessoryFamily.presets().get(family.name()))) {
                throw new IllegalArgumentException("illegal accessory family: \"" + family.name()
                        + "\", must be a preset to be written to a gauntlet file");
            }
            return family.name();
        });
    }

    private static Map<String, String> attacker(Attacker attacker) {
        Map<String, String> values = new LinkedHashMap<>();
        if (attacker instanceof Attacker.QueryOnly queryOnly) {
            SquareConfig attack = queryOnly.config();
            values.put(YamlSection.KIND, QUERY_ONLY);
            values.put("pairs", String.valueOf(attacker.pairs()));
            values.put("queries", String.valueOf(attack.queries()));
            values.put("initial-share", YamlText.number(attack.initialShare()));
            values.put("batch-size", String.valueOf(attack.batchSize()));
            values.put("confidence", YamlText.number(attack.confidence()));
        } else if (attacker instanceof Attacker.Adaptive adaptive) {
            values.put(YamlSection.KIND, ADAPTIVE);
            values.put("pairs", String.valueOf(attacker.pairs()));
            values.putAll(ExperimentWriter.glasses(adaptive.config()));
        } else if (attacker instanceof Attacker.Unaware unaware) {
            values.put(YamlSection.KIND, UNAWARE);
            values.put("pairs", String.valueOf(attacker.pairs()));
            values.putAll(ExperimentWriter.glasses(unaware.config()));
        }
        return values;
    }

    private void chain(String name, List<DefenseConfig> chain) {
        text.line("  " + YamlText.key(name) + ":" + (chain.isEmpty() ? " []" : ""));
        chain.forEach(defense -> text.item("    ", defense(defense)));
    }

    private static Map<String, String> defense(DefenseConfig defense) {
        Map<String, String> values = new LinkedHashMap<>();
        if (defense instanceof DefenseConfig.SaliencyMask saliency) {
            values.put(YamlSection.KIND, SALIENCY_MASK);
            values.putAll(ExperimentWriter.mask(saliency.config()));
        } else if (defense instanceof DefenseConfig.VotingMasks voting) {
            values.put(YamlSection.KIND, VOTING_MASKS);
            values.put("voters", masks(voting.config().voters()));
            values.put("votes", String.valueOf(voting.config().votes()));
            values.put("fill", YamlText.word(voting.config().fill()));
        } else if (defense instanceof DefenseConfig.RandomizedMask randomized) {
            values.put(YamlSection.KIND, RANDOMIZED_MASK);
            values.put("maps", YamlText.list(randomized.config().maps(), ExperimentWriter::map));
            values.put("lowest", YamlText.number(randomized.config().lowest()));
            values.put("highest", YamlText.number(randomized.config().highest()));
            values.put("draws", String.valueOf(randomized.config().draws()));
            values.put(
                    "base",
                    YamlText.mapping(ExperimentWriter.mask(randomized.config().base())));
        } else if (defense instanceof DefenseConfig.Smoothing smoothing) {
            values.put(YamlSection.KIND, SMOOTHING);
            values.putAll(smoothing(smoothing.config()));
        } else if (defense instanceof DefenseConfig.Certified certified) {
            values.put(YamlSection.KIND, CERTIFIED_MASKING);
            values.put("families", families(certified.families()));
            values.put("cover", YamlText.mapping(cover(certified.cover())));
            values.put("fill", YamlText.word(certified.fill()));
            FalseAlarmRate falseAlarms = certified.falseAlarms();
            if (falseAlarms != null) {
                values.put("false-alarms", YamlText.number(falseAlarms.value()));
            }
        } else if (defense instanceof DefenseConfig.Detector detector) {
            values.put(YamlSection.KIND, TAMPER_DETECTOR);
            values.put("maps", YamlText.list(detector.maps(), ExperimentWriter::map));
            values.put("masks", masks(detector.masks()));
            values.put("families", families(detector.families()));
            values.put("worn", families(detector.worn()));
            values.put("hardened-looks", String.valueOf(detector.hardenedLooks()));
            values.put("false-alarms", YamlText.number(detector.falseAlarms().value()));
        } else if (defense instanceof DefenseConfig.Reject reject) {
            values.put(YamlSection.KIND, REJECTION);
            values.put("threshold", YamlText.number(reject.threshold()));
        } else if (defense instanceof DefenseConfig.OcclusionTrained) {
            values.put(YamlSection.KIND, HARDENED_HEAD);
        }
        return values;
    }

    private static String masks(List<SaliencyMaskConfig> masks) {
        return YamlText.list(masks, mask -> YamlText.mapping(ExperimentWriter.mask(mask)));
    }

    private static Map<String, String> smoothing(LocalGradientsSmoothing.Config config) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("block", String.valueOf(config.block()));
        values.put("overlap", String.valueOf(config.overlap()));
        values.put("reference-width", String.valueOf(config.referenceWidth()));
        values.put("threshold", YamlText.number(config.threshold()));
        values.put("lambda", YamlText.number(config.lambda()));
        return values;
    }

    private static Map<String, String> cover(CoverConfig cover) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("along", String.valueOf(cover.along()));
        values.put("across", String.valueOf(cover.across()));
        values.put("scale", String.valueOf(cover.scale()));
        values.put("rotation", String.valueOf(cover.rotation()));
        values.put("merged-shapes", String.valueOf(cover.mergedShapes()));
        return values;
    }
}
