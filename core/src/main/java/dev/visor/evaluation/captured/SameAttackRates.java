package dev.visor.evaluation.captured;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.SameAttack.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the printed attacks of one attacker with one accessory fare against one system: as digital pictures, in a simulation, and in
 * front of a camera. A rate has no trials where nothing was tried.
 *
 * @param attacker the name of the attacker
 * @param against the defense that the attacks were made against; empty for the undefended system
 * @param accessory the name of the accessory
 * @param system the name of the system
 * @param digital attacks whose digital picture is accepted as the target
 * @param simulated draws of the simulated print and capture that are
 * @param captured photographs with a usable face that are
 */
public record SameAttackRates(
        String attacker, String against, String accessory, String system, Rate digital, Rate simulated, Rate captured) {

    private record Group(String attacker, String against, String accessory) {}

    /** Returns the rates of each attacker, accessory and system, in the order of the attacks and systems. */
    public static List<SameAttackRates> of(CapturedResults results) {
        Map<Group, List<SameAttack>> groups = new LinkedHashMap<>();
        for (SameAttack same : results.sameAttacks()) {
            Group group = new Group(same.attack().attacker(), same.attack().against(), same.accessory());
            groups.computeIfAbsent(group, none -> new ArrayList<>()).add(same);
        }
        return groups.entrySet().stream()
                .flatMap(group -> IntStream.range(0, results.systems().size())
                        .mapToObj(system -> of(
                                group.getKey(),
                                group.getValue().stream()
                                        .map(same -> same.figures().get(system))
                                        .toList())))
                .toList();
    }

    /** Sums over attacks on one system. */
    private static SameAttackRates of(Group group, List<Figures> figures) {
        return new SameAttackRates(
                group.attacker,
                group.against,
                group.accessory,
                figures.get(0).system(),
                sum(figures, SameAttackRates::digital),
                sum(figures, Figures::simulated),
                sum(figures, Figures::captured));
    }

    private static @Nullable Rate digital(Figures figures) {
        Boolean passed = figures.digital();
        return passed == null ? null : new Rate(passed ? 1 : 0, 1);
    }

    private static Rate sum(List<Figures> all, Function<Figures, @Nullable Rate> which) {
        List<Rate> rates = all.stream().map(which).filter(Objects::nonNull).toList();
        return new Rate(
                rates.stream().mapToInt(Rate::hits).sum(),
                rates.stream().mapToInt(Rate::trials).sum());
    }
}
