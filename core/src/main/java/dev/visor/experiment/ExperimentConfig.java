package dev.visor.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.Rates;
import dev.visor.evaluation.grid.Grid;
import dev.visor.experiment.printed.PrintedTrial;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an experiment: every attacker with every accessory against every chain of defenses. The names of
 * attackers, accessories and defenses are those of the report: up to 40 letters, digits, spaces, - and _, different in
 * more than case.
 *
 * @param split which faces are held out, and which of these calibrate defenses
 * @param occlusions what hardened heads see besides clean faces
 * @param accessories by name, at least one; only a preset has the name of a preset
 * @param wearers what honest people wear in plain colors, likewise; null for nothing
 * @param attackers by name, at least one
 * @param defenses chains by name, at least one; the undefended system, an empty chain, is among them
 * @param printed the simulation in which attacks are printed, worn and photographed; null for none
 * @param tuning the grid search; null for none
 * @param report what the report shows
 */
public record ExperimentConfig(
        Split split,
        Occlusions occlusions,
        Map<String, Accessory> accessories,
        @Nullable Map<String, Accessory> wearers,
        Map<String, Attacker> attackers,
        Map<String, ChainConfig> defenses,
        @Nullable PrintedTrial printed,
        @Nullable Tuning tuning,
        Report report) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<ExperimentConfig> SETTINGS = Settings.of(
                    ExperimentConfig.class,
                    Setting.of(
                            "split",
                            Split.SETTINGS,
                            "which faces are held out of training, and which of these calibrate defenses"),
                    Setting.of("occlusions", Occlusions.SETTINGS, "what hardened heads see besides clean faces"),
                    Setting.of(
                            "accessories",
                            Type.namedList(Type.kind(Accessory.class)),
                            "what is worn, each attack with each of them"),
                    Setting.of(
                            "wearers",
                            Type.optional(Type.namedList(Type.kind(Accessory.class))),
                            "what honest people wear, in plain colors, to see whom defenses stop"),
                    Setting.of("attackers", Type.named(Attacker.SETTINGS), "who attacks, by name"),
                    Setting.of(
                            "defenses",
                            Type.named(ChainConfig.TYPE),
                            "chains of defenses by name; what sees the picture first stands first"),
                    Setting.of(
                            "printed",
                            Type.optional(PrintedTrial.SETTINGS),
                            "a simulation in which attacks are printed, worn and photographed"),
                    Setting.of(
                            "tuning",
                            Type.optional(Tuning.SETTINGS),
                            "the grid search for a saliency mask, on training faces"),
                    Setting.of("report", Report.SETTINGS, "what the report shows"))
            .withDefault(() -> ExperimentConfig.DEFAULT);

    /** An attacker with an eyeglass frame who does not know the defense, against nothing and against a saliency mask. */
    public static final ExperimentConfig DEFAULT = new ExperimentConfig(
            Split.DEFAULT,
            Occlusions.DEFAULT,
            Map.of("eyeglass frame", EyeglassFrame.DEFAULT),
            Map.of("unaware", Attacker.UNAWARE),
            defaultDefenses(),
            null,
            Report.DEFAULT);

    private static Map<String, ChainConfig> defaultDefenses() {
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put("none", ChainConfig.NONE);
        defenses.put("saliency mask", new ChainConfig(List.of(SaliencyMaskConfig.DEFAULT)));
        return defenses;
    }

    /** Copies the maps and checks ranges and names, and that no chain needs a grid search that is not there. */
    public ExperimentConfig {
        accessories = Collections.unmodifiableMap(new LinkedHashMap<>(accessories));
        wearers = wearers == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(wearers));
        attackers = Collections.unmodifiableMap(new LinkedHashMap<>(attackers));
        defenses = Collections.unmodifiableMap(new LinkedHashMap<>(defenses));
        SETTINGS.check(split, occlusions, accessories, wearers, attackers, defenses, printed, tuning, report);
        checkPresets("accessories", accessories);
        checkPresets("wearers", wearers == null ? Map.of() : wearers);
        check(
                defenses.values().stream().anyMatch(ChainConfig::isEmpty),
                "defenses",
                defenses.keySet(),
                "chains of which at least one is empty, for example \"none: []\", to compare the others with");
        Integer neverEnrolled = split.neverEnrolled();
        attackers.forEach((name, attacker) -> check(
                neverEnrolled != null || !attacker.isStranger(),
                "attackers." + name + ".people",
                "never-enrolled",
                "used with split.never-enrolled, which says how many there are"));
        boolean tuned = tuning != null;
        defenses.forEach((name, chain) ->
                check(tuned || !chain.needsTuning(), "defenses." + name, "TUNED", "used with a section \"tuning\""));
        check(
                !tuned || attackers.values().stream().anyMatch(attacker -> !attacker.adapts()),
                "attackers",
                attackers.keySet(),
                "people of whom at least one knows the system alone, because tuning uses such attacks");
    }

    /** Makes settings with no honest people who wear something, and no simulated print. */
    public ExperimentConfig(
            Split split,
            Occlusions occlusions,
            Map<String, Accessory> accessories,
            Map<String, Attacker> attackers,
            Map<String, ChainConfig> defenses,
            @Nullable Tuning tuning,
            Report report) {
        this(split, occlusions, accessories, null, attackers, defenses, null, tuning, report);
    }

    /** A hat band, say, must not stand in the report under the name of something else. */
    private static void checkPresets(String key, Map<String, Accessory> accessories) {
        Map<String, Accessory> presets = Accessories.presets();
        accessories.forEach((name, accessory) -> check(
                accessory.equals(presets.getOrDefault(name.toLowerCase(Locale.ROOT), accessory)),
                key,
                "\"" + name + "\"",
                "another name, because it is not the preset of this name"));
    }

    /**
     * How the faces are split.
     *
     * @param heldOut the share of each person's pictures that training does not see, in (0, 1)
     * @param calibration the share of the held-out pictures that calibrate defenses, in [0, 1); the figures rest on the others.
     *     With 0 the figures rest on all of them: what needs calibration is then calibrated on one half and evaluated on the
     *     other, both ways round (cross-fitting)
     * @param neverEnrolled how many people are never enrolled, at least 1: an open set must not know them; null for none
     */
    public record Split(
            double heldOut, double calibration, @Nullable Integer neverEnrolled) {

        /** What files and options can set. Declared before the default, which is checked against it. */
        public static final Settings<Split> SETTINGS = Settings.of(
                        Split.class,
                        Setting.of(
                                "held-out",
                                Type.number("in (0, 1)"),
                                "share of each person's pictures that training does not see"),
                        Setting.of(
                                "calibration",
                                Type.number("in [0, 1)"),
                                "share of the held-out pictures that only calibrate defenses; 0 for cross-fitting"),
                        Setting.of(
                                "never-enrolled",
                                Type.optional(Type.whole("at least 1")),
                                "people who are never enrolled, whom an open set must not know"))
                .withDefault(() -> Split.DEFAULT);

        /** A fifth is held out, all of it to evaluate on. */
        public static final Split DEFAULT = new Split(0.2, 0);

        /** Checks the ranges. */
        public Split {
            SETTINGS.check(heldOut, calibration, neverEnrolled);
        }

        /** Makes a split with everybody enrolled. */
        public Split(double heldOut, double calibration) {
            this(heldOut, calibration, null);
        }
    }

    /**
     * The search for the saliency mask with the highest goodness score.
     *
     * @param attacks the number of attacks with training faces to search on, at least 1; fewer if there are fewer pairs
     * @param grid what is tried
     */
    public record Tuning(int attacks, Grid grid) {

        /** What files and options can set. Declared before the default, which is checked against it. */
        public static final Settings<Tuning> SETTINGS = Settings.of(
                        Tuning.class,
                        Setting.of("attacks", Type.whole("at least 1"), "attacks with training faces to search on"),
                        Setting.of("grid", Grid.SETTINGS, "what is tried: every combination"))
                .withDefault(() -> Tuning.DEFAULT);

        /** The default grid on twenty attacks. */
        public static final Tuning DEFAULT = new Tuning(20, Grid.DEFAULT);

        /** Checks the range. */
        public Tuning {
            SETTINGS.check(attacks, grid);
        }
    }

    /**
     * What the report shows.
     *
     * @param examples how many attacks are shown in pictures, at least 1
     * @param confidenceThreshold the threshold of the figures that are compared with the article's, one of {@link
     *     Rates#THRESHOLDS}
     */
    public record Report(int examples, double confidenceThreshold) {

        /** What files and options can set. Declared before the default, which is checked against it. */
        public static final Settings<Report> SETTINGS = Settings.of(
                        Report.class,
                        Setting.of("examples", Type.whole("at least 1"), "attacks that are shown in pictures"),
                        Setting.of(
                                "confidence-threshold",
                                Type.number("in [0, 1]"),
                                "confidence below which an answer counts as unknown"))
                .withDefault(() -> Report.DEFAULT);

        /** Six attacks and the article's threshold. */
        public static final Report DEFAULT = new Report(6, Rates.ARTICLE_THRESHOLD);

        /** Checks the ranges. */
        public Report {
            SETTINGS.check(examples, confidenceThreshold);
            check(
                    Rates.THRESHOLDS.contains(confidenceThreshold),
                    "confidence threshold",
                    confidenceThreshold,
                    "one of " + Rates.THRESHOLDS);
        }
    }

    /** Returns the same settings with other attackers. */
    public ExperimentConfig withAttackers(Map<String, Attacker> newAttackers) {
        return new ExperimentConfig(
                split, occlusions, accessories, wearers, newAttackers, defenses, printed, tuning, report);
    }

    /** Returns the same settings with other accessories. */
    public ExperimentConfig withAccessories(Map<String, Accessory> newAccessories) {
        return new ExperimentConfig(
                split, occlusions, newAccessories, wearers, attackers, defenses, printed, tuning, report);
    }

    /** Returns the same settings with other things that honest people wear, or none. */
    public ExperimentConfig withWearers(@Nullable Map<String, Accessory> newWearers) {
        return new ExperimentConfig(
                split, occlusions, accessories, newWearers, attackers, defenses, printed, tuning, report);
    }

    /** Returns the same settings with another simulation of print and capture, or none. */
    public ExperimentConfig withPrinted(@Nullable PrintedTrial newPrinted) {
        return new ExperimentConfig(
                split, occlusions, accessories, wearers, attackers, defenses, newPrinted, tuning, report);
    }

    /** Returns what honest people wear; empty for nothing. */
    public Map<String, Accessory> plainlyWorn() {
        return wearers == null ? Map.of() : wearers;
    }

    /** Returns the same settings with other defenses. */
    public ExperimentConfig withDefenses(Map<String, ChainConfig> newDefenses) {
        return new ExperimentConfig(
                split, occlusions, accessories, wearers, attackers, newDefenses, printed, tuning, report);
    }

    /** Returns the same settings with another split. */
    public ExperimentConfig withSplit(Split newSplit) {
        return new ExperimentConfig(
                newSplit, occlusions, accessories, wearers, attackers, defenses, printed, tuning, report);
    }

    /** Returns the same settings with another grid search, or none. */
    public ExperimentConfig withTuning(@Nullable Tuning newTuning) {
        return new ExperimentConfig(
                split, occlusions, accessories, wearers, attackers, defenses, printed, newTuning, report);
    }

    /** Returns the name of the first chain that is empty: attackers who do not adapt attack it. */
    public String undefended() {
        return defenses.entrySet().stream()
                .filter(defense -> defense.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the name of the attacker whose way of attacking tuning uses: the first who does not adapt. */
    public Optional<String> tuningAttacker() {
        return attackers.entrySet().stream()
                .filter(attacker -> !attacker.getValue().adapts())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns what the hardened heads that the chains need are trained with, each once. */
    public Set<Occlusions> hardenedBy() {
        return defenses.values().stream()
                .flatMap(chain -> chain.hardenedBy(occlusions).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
