package dev.visor.gauntlet;

import static dev.visor.run.IllegalSettingException.check;
import static java.util.Map.entry;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Occlusions;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.recognition.HeadTrainer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a gauntlet. The names of attackers, accessories and defenses are those of the matrix: up to 40 letters,
 * digits, spaces, - and _, different in more than case.
 *
 * @param validationShare the share of each person's pictures that is held out, in (0, 1)
 * @param calibrationShare the share of the held-out pictures that defenses are set by, in (0, 1); the others are those
 *     that everything is told on
 * @param head how heads are trained
 * @param occlusions what the hardened head sees besides clean faces
 * @param attackers by name, at least one
 * @param accessories by name, at least one; no other than a preset has the name of a preset
 * @param defenses chains by name, each in its order; an empty one is the undefended system, which must be there
 */
public record GauntletConfig(
        double validationShare,
        double calibrationShare,
        HeadTrainer.Config head,
        Occlusions occlusions,
        Map<String, Attacker> attackers,
        Map<String, Accessory> accessories,
        Map<String, List<DefenseConfig>> defenses) {

    // Stands before the default settings, which need it.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9 _-]{0,38}[A-Za-z0-9_-]|[A-Za-z0-9_-]");

    /**
     * Three attackers with an eyeglass frame, 40 attacks each, against nothing and against the recommended saliency mask.
     */
    public static final GauntletConfig DEFAULT = new GauntletConfig(
            0.2,
            0.5,
            HeadTrainer.Config.DEFAULT,
            Occlusions.RECOMMENDED,
            inOrder(
                    entry("unaware", Attacker.Unaware.DEFAULT),
                    entry("adaptive", Attacker.Adaptive.DEFAULT),
                    entry("query-only", Attacker.QueryOnly.DEFAULT)),
            Map.of("eyeglass frame", EyeglassFrame.DEFAULT),
            inOrder(
                    entry("none", List.of()),
                    entry("saliency mask", List.of(new DefenseConfig.SaliencyMask(SaliencyMaskConfig.RECOMMENDED)))));

    /** Copies the maps and checks the ranges, the names and the order of each chain. */
    public GauntletConfig {
        check(validationShare > 0 && validationShare < 1, "validation share", validationShare, "in (0, 1)");
        check(calibrationShare > 0 && calibrationShare < 1, "calibration share", calibrationShare, "in (0, 1)");
        attackers = Collections.unmodifiableMap(new LinkedHashMap<>(attackers));
        accessories = Collections.unmodifiableMap(new LinkedHashMap<>(accessories));
        defenses = Collections.unmodifiableMap(defenses.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue()), (a, b) -> a, LinkedHashMap::new)));
        checkNames("attackers", attackers);
        checkNames("accessories", accessories);
        checkPresets(accessories);
        checkNames("defenses", defenses);
        defenses.values().forEach(DefenseConfig::checkOrder);
        check(
                defenses.values().stream().anyMatch(List::isEmpty),
                "number of empty chains",
                0,
                "at least 1, to compare the others with");
    }

    @SafeVarargs
    private static <T> Map<String, T> inOrder(Map.Entry<String, ? extends T>... entries) {
        Map<String, T> map = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends T> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }

    private static void checkNames(String what, Map<String, ?> named) {
        check(!named.isEmpty(), "number of " + what, 0, "at least 1");
        for (String name : named.keySet()) {
            check(
                    NAME.matcher(name).matches(),
                    "name among the " + what,
                    "\"" + name + "\"",
                    "up to 40 letters, digits, spaces, - and _");
        }
        long different = named.keySet().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .distinct()
                .count();
        check(different == named.size(), "names of " + what, named.keySet(), "different in more than case");
    }

    /** Else a matrix would tell of a hat band, say, what is true of something else. */
    private static void checkPresets(Map<String, Accessory> accessories) {
        Map<String, Accessory> presets = Accessories.presets();
        accessories.forEach((name, accessory) -> check(
                accessory.equals(presets.getOrDefault(name.toLowerCase(Locale.ROOT), accessory)),
                "name among the accessories",
                "\"" + name + "\"",
                "no preset's name, because it is not that preset"));
    }

    /** Returns the same settings with other parts of the faces held out and set by, and another training. */
    public GauntletConfig withTraining(
            double newValidationShare,
            double newCalibrationShare,
            HeadTrainer.Config newHead,
            Occlusions newOcclusions) {
        return new GauntletConfig(
                newValidationShare, newCalibrationShare, newHead, newOcclusions, attackers, accessories, defenses);
    }

    /** Returns the same settings with other attackers. */
    public GauntletConfig withAttackers(Map<String, Attacker> newAttackers) {
        return new GauntletConfig(
                validationShare, calibrationShare, head, occlusions, newAttackers, accessories, defenses);
    }

    /** Returns the same settings with other accessories. */
    public GauntletConfig withAccessories(Map<String, Accessory> newAccessories) {
        return new GauntletConfig(
                validationShare, calibrationShare, head, occlusions, attackers, newAccessories, defenses);
    }

    /** Returns the same settings with other defenses. */
    public GauntletConfig withDefenses(Map<String, List<DefenseConfig>> newDefenses) {
        return new GauntletConfig(
                validationShare, calibrationShare, head, occlusions, attackers, accessories, newDefenses);
    }

    /** Returns the name of the first chain that is empty, on which attackers who do not adapt make their attacks. */
    public String undefended() {
        return defenses.entrySet().stream()
                .filter(defense -> defense.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Returns how many attacks are made if there are enough pairs: on each defense those of attackers who adapt. */
    public long attacks() {
        return attackers.values().stream().mapToLong(this::attacks).sum();
    }

    /** Returns how many iterations and queries these attacks can take together. */
    public long steps() {
        return attackers.values().stream()
                .mapToLong(attacker -> attacks(attacker) * attacker.most())
                .sum();
    }

    private long attacks(Attacker attacker) {
        return (long) attacker.pairs() * accessories.size() * (attacker.adapts() ? defenses.size() : 1);
    }

    /** Returns what the hardened heads that the chains need are trained with, each once. */
    public Set<Occlusions> hardenedBy() {
        return defenses.values().stream()
                .flatMap(chain -> DefenseConfig.hardenedBy(chain, occlusions).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
