package dev.visor.evaluation.captured;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What captures can't show, because it was not tried.
 *
 * @param systems who decided
 * @param pictures all of them
 * @param sameAttacks the attacks of the run that were printed
 */
record CaptureGaps(List<CapturedSystem> systems, List<CapturedPicture> pictures, List<SameAttack> sameAttacks) {

    private static final List<CaptureCondition> SURROUNDINGS =
            List.of(CaptureCondition.SESSION, CaptureCondition.DISTANCE, CaptureCondition.LIGHT);

    /** Returns a sentence for each, the gravest first. */
    List<String> sentences() {
        List<String> all = new ArrayList<>();
        List<Capture> attacks = captures(true).toList();
        List<Capture> honest = captures(false).toList();
        if (attacks.isEmpty()) {
            all.add("No photograph of an attacker was taken.");
        }
        if (honest.isEmpty()) {
            all.add("No photograph of an honest person was taken, so nothing is known of false alarms.");
        }
        all.addAll(wearers(attacks, honest));
        if (!attacks.isEmpty()) {
            all.addAll(adaptive());
        }
        for (CaptureCondition condition : SURROUNDINGS) {
            all.addAll(surroundings(condition));
        }
        one(attacks, Capture::person, "All attackers are one person, ", all);
        one(attacks, capture -> String.valueOf(capture.target()), "All attackers aim for one person, ", all);
        one(honest, Capture::person, "All honest people are one person, ", all);
        return all;
    }

    private Stream<Capture> captures(boolean attacks) {
        return pictures.stream().map(CapturedPicture::capture).filter(capture -> capture.isAttack() == attacks);
    }

    private List<String> adaptive() {
        String without = systems.stream()
                .filter(system -> !system.isUndefended())
                .map(CapturedSystem::name)
                .filter(name -> sameAttacks.stream()
                        .noneMatch(same -> same.attack().against().equals(name)))
                .collect(Collectors.joining(", "));
        return without.isEmpty()
                ? List.of()
                : List.of("No printed accessory is noted to be made by an attacker who knows the defense: " + without
                        + ".");
    }

    /** Returns which accessories of attackers no honest person wears, so that the defense may well go by the mere accessory. */
    private static List<String> wearers(List<Capture> attacks, List<Capture> honest) {
        Set<String> worn = honest.stream().map(Capture::accessory).collect(Collectors.toSet());
        return attacks.stream()
                .map(Capture::accessory)
                .distinct()
                .filter(accessory -> !honest.isEmpty() && !worn.contains(accessory))
                .map(accessory -> "No honest person was photographed with the accessory of attackers, " + accessory
                        + ". A defense that rejects whoever wears one would look good here.")
                .toList();
    }

    private List<String> surroundings(CaptureCondition condition) {
        List<String> values = condition.values(pictures);
        if (values.size() != 1) {
            return List.of();
        }
        String value = values.get(0);
        return List.of(
                value.isEmpty()
                        ? "The " + condition.title() + " was not noted, so nothing is known of other ones."
                        : "All photographs have one " + condition.title() + ", " + value + ".");
    }

    private static void one(List<Capture> captures, Function<Capture, Object> who, String words, List<String> all) {
        List<Object> distinct = captures.stream().map(who).distinct().toList();
        if (distinct.size() == 1) {
            all.add(words + distinct.get(0) + ".");
        }
    }
}
