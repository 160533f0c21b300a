package dev.visor.gauntlet;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.Accessory;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Occlusions;
import dev.visor.recognition.HeadTrainer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a gauntlet. The names of attackers, accessories and defenses are those of the matrix: up to 40 letters,
 * digits, spaces, - and _.
 *
 * @param validationShare the share of each person's pictures that is held out, in (0, 1)
 * @param calibrationShare the share of the held-out pictures that defenses are set by, in (0, 1); the others are those
 *     that everything is told on
 * @param head how heads are trained
 * @param occlusions what the hardened head sees besides clean faces
 * @param attackers by name, at least one
 * @param accessories by name, at least one
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

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9 _-]{0,38}[A-Za-z0-9_-]|[A-Za-z0-9_-]");

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
        checkNames("defenses", defenses);
        defenses.values().forEach(DefenseConfig::checkOrder);
        check(
                defenses.values().stream().anyMatch(List::isEmpty),
                "defenses",
                defenses.keySet(),
                "one without any defense among them, to compare the others with");
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
    }

    /** Tells whether any chain needs the head that is trained with occlusions. */
    public boolean needsHardenedHead() {
        return defenses.values().stream().anyMatch(GauntletConfig::hasHardenedHead);
    }

    static boolean hasHardenedHead(List<DefenseConfig> chain) {
        return chain.stream().anyMatch(DefenseConfig.OcclusionTrained.class::isInstance);
    }
}
