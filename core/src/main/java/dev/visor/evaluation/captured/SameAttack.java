package dev.visor.evaluation.captured;

import dev.visor.evaluation.Rate;
import dev.visor.face.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One attack as a digital picture, simulated, and printed and worn.
 *
 * @param attack the attack of the run
 * @param accessory the name of the accessory
 * @param target whom it aims for
 * @param figures one for each system, in their order
 */
public record SameAttack(PrintedAttack attack, String accessory, Identity target, List<Figures> figures) {

    /** Copies the list. */
    public SameAttack {
        figures = List.copyOf(figures);
    }

    /**
     * How one system fares.
     *
     * @param system the name of the system
     * @param digital whether the digital picture was accepted as the target; null if the run did not try that, as with an
     *     attack that was made against another defense
     * @param simulated draws of the simulated print and capture that were; null if none were made
     * @param captured photographs with a usable face that were
     */
    public record Figures(
            String system,
            @Nullable Boolean digital,
            @Nullable Rate simulated,
            Rate captured) {}

    private record Key(PrintedAttack attack, String accessory, Identity target) {}

    /** Returns the attacks that pictures name, in the order of the pictures. */
    static List<SameAttack> of(List<CapturedSystem> systems, List<CapturedPicture> pictures, RunAttacks run) {
        Map<Key, List<CapturedPicture>> byAttack = new LinkedHashMap<>();
        for (CapturedPicture picture : pictures) {
            Capture capture = picture.capture();
            PrintedAttack attack = capture.attack();
            if (attack != null) {
                Key key = new Key(attack, capture.accessory(), Objects.requireNonNull(capture.target()));
                byAttack.computeIfAbsent(key, none -> new ArrayList<>()).add(picture);
            }
        }
        List<SameAttack> all = new ArrayList<>();
        byAttack.forEach((key, own) -> all.add(new SameAttack(
                key.attack,
                key.accessory,
                key.target,
                IntStream.range(0, systems.size())
                        .mapToObj(system -> figures(systems, system, key, own, run))
                        .toList())));
        return all;
    }

    private static Figures figures(
            List<CapturedSystem> systems, int system, Key key, List<CapturedPicture> own, RunAttacks run) {
        String name = systems.get(system).name();
        return new Figures(
                name,
                run.passed(name, key.accessory, key.attack, key.target).orElse(null),
                run.simulated(name, key.accessory, key.attack).orElse(null),
                AttackPresentations.of(own, system).iapar());
    }
}
