package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The members of several families, any one of each or none, worn at once: a mask of its cover is the union of one mask of each
 * family. So it also covers each of the families alone, with one mask for all of them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param families at least two
 */
public record WornTogether(List<AccessoryFamily> families) implements AccessoryFamily {

    /** How files write it: the list of families. */
    public static final Type<WornTogether> TYPE =
            Type.someOf(Type.kind(AccessoryFamily.class)).as(WornTogether::new, WornTogether::families);

    /** Copies the list and checks that there are two. */
    public WornTogether {
        families = List.copyOf(families);
        check(families.size() >= 2, "families", names(families), "at least two");
    }

    /**
     * Returns families whose covers hide any two members at once, also two of one family.
     *
     * @param families at least one
     * @param config how finely they will be covered: where one mask hides all of a family, it hides two members too
     */
    public static List<AccessoryFamily> pairs(List<AccessoryFamily> families, CoverConfig config) {
        List<AccessoryFamily> pairs = new ArrayList<>();
        for (int i = 0; i < families.size(); i++) {
            AccessoryFamily family = families.get(i);
            if (family.masks(config) > 1 || families.size() == 1) {
                pairs.add(family.masks(config) > 1 ? new WornTogether(List.of(family, family)) : family);
            }
            for (AccessoryFamily other : families.subList(i + 1, families.size())) {
                pairs.add(new WornTogether(List.of(family, other)));
            }
        }
        return pairs;
    }

    @Override
    public String name() {
        return names(families).stream().distinct().collect(Collectors.joining(" and "));
    }

    private static List<String> names(List<AccessoryFamily> families) {
        return families.stream().map(AccessoryFamily::name).toList();
    }

    @Override
    public List<Mask> cover(Landmarks landmarks, int width, int height, CoverConfig config) {
        List<Mask> masks = List.of(Mask.empty(width, height));
        for (AccessoryFamily family : families) {
            List<Mask> own = family.cover(landmarks, width, height, config);
            masks = masks.stream()
                    .flatMap(mask -> own.stream().map(mask::union))
                    .distinct()
                    .toList();
        }
        return masks;
    }

    @Override
    public int masks(CoverConfig config) {
        return families.stream().mapToInt(family -> family.masks(config)).reduce(1, (a, b) -> a * b);
    }

    /** Draws a member of each family. */
    @Override
    public WornAccessory draw(SplittableRandom random, Landmarks landmarks, int width, int height) {
        return families.stream()
                .map(family -> family.draw(random, landmarks, width, height))
                .reduce(WornAccessory::with)
                .orElseThrow();
    }

    /** Returns whether an accessory is of one of the families, or the parts of a combined one are of a family each. */
    @Override
    public boolean includes(Accessory accessory) {
        return accessory instanceof CombinedAccessory combined
                ? includes(combined.accessories(), families)
                : families.stream().anyMatch(family -> family.includes(accessory));
    }

    private static boolean includes(List<Accessory> parts, List<AccessoryFamily> families) {
        if (parts.isEmpty()) {
            return true;
        }
        List<Accessory> others = parts.subList(1, parts.size());
        return IntStream.range(0, families.size())
                .filter(i -> families.get(i).includes(parts.get(0)))
                .anyMatch(i -> {
                    List<AccessoryFamily> left = new ArrayList<>(families);
                    left.remove(i);
                    return includes(others, left);
                });
    }

    @Override
    public WornTogether widened(double spread) {
        return new WornTogether(
                families.stream().map(family -> family.widened(spread)).toList());
    }

    @Override
    public double leastShift() {
        return families.stream().mapToDouble(AccessoryFamily::leastShift).min().orElseThrow();
    }
}
