package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which occluded faces a head sees in training besides the clean ones, so that it knows people by what is left of them
 * (T. Wu, L. Tong, Y. Vorobeychik, "Defending Against Physically Realizable Attacks on Image Classification", ICLR 2020,
 * section 4).
 *
 * <p>Deviation from the paper: the occlusions are filled from their surroundings rather than with the pattern that an
 * attack on the network being trained finds, since the defenses here fill them too, and the features of frozen layers are
 * then computed once.
 *
 * @param families what is masked for good: each face once without any member of each family
 * @param members how many more copies of each face lose the region of a single member, drawn from all families, at least 0
 * @param rectangles how many more copies of each face lose a rectangle at a drawn place, at least 0
 * @param largest the longest side of such a rectangle, as a share of the picture's width, in (0, 1)
 * @param fill what replaces the pixels
 * @param mirrored whether all that is done with the mirrored faces too, whose eyes are nearly at the same places
 */
public record Occlusions(
        List<AccessoryFamily> families, int members, int rectangles, double largest, Fill fill, boolean mirrored) {

    /** Glasses and whatever fits into a rectangle of half the width, mirrored too. */
    public static final Occlusions RECOMMENDED =
            new Occlusions(List.of(AccessoryFamily.GLASSES), 1, 1, 0.5, Fill.TELEA, true);

    /** Copies the list and checks the ranges. */
    public Occlusions {
        families = List.copyOf(families);
        check(members >= 0, "copies that lose a member", members, "at least 0");
        check(members == 0 || !families.isEmpty(), "families", families, "at least one to draw members from");
        check(rectangles >= 0, "copies that lose a rectangle", rectangles, "at least 0");
        check(largest > 0 && largest < 1, "longest side of a rectangle", largest, "in (0, 1)");
    }

    /**
     * Returns faces with their occluded copies, the clean ones first, then the mirrored ones if there are any. The
     * copies' ids end in {@code #} and a number, those of mirrored faces in {@code #mirrored}.
     *
     * @param faces all of one size and with the eyes at the same place, at least one
     * @param seed decides the draws; a face's copies do not depend on the faces beside it
     */
    public List<Face> with(List<Face> faces, Seed seed) {
        Face first = faces.get(0);
        int width = first.image().width();
        int height = first.image().height();
        List<Mask> covers = new ArrayList<>();
        for (AccessoryFamily family : families) {
            covers.addAll(family.cover(first.landmarks(), width, height, CoverConfig.UNION));
        }
        List<Face> all = new ArrayList<>(faces);
        if (mirrored) {
            faces.forEach(face -> all.add(new Face(
                    face.id() + "#mirrored", face.identity(), face.image().mirrored(), face.landmarks())));
        }
        // Filling takes its time, and the copies of a face are nobody else's business.
        all.addAll(List.copyOf(all).parallelStream()
                .map(face -> copies(face, covers, seed.derive("occlusions of " + face.id())))
                .flatMap(List::stream)
                .toList());
        return all;
    }

    private List<Face> copies(Face face, List<Mask> covers, Seed seed) {
        List<Mask> masks = new ArrayList<>(covers);
        SplittableRandom random = seed.random();
        for (int i = 0; i < members; i++) {
            AccessoryFamily family = families.get(random.nextInt(families.size()));
            masks.add(family.draw(random)
                    .wear(face.landmarks(), face.image().width(), face.image().height())
                    .region());
        }
        for (int i = 0; i < rectangles; i++) {
            masks.add(rectangle(face.image(), random));
        }
        return IntStream.range(0, masks.size())
                .mapToObj(i -> new Face(
                        face.id() + "#" + (i + 1),
                        face.identity(),
                        fill.apply(face.image(), masks.get(i)),
                        face.landmarks()))
                .toList();
    }

    private Mask rectangle(Image image, SplittableRandom random) {
        int longest = Math.max(1, (int) Math.round(largest * image.width()));
        int width = random.nextInt(1, longest + 1);
        int height = random.nextInt(1, Math.min(longest, image.height()) + 1);
        int left = random.nextInt(image.width() - width + 1);
        int top = random.nextInt(image.height() - height + 1);
        boolean[] inside = new boolean[image.width() * image.height()];
        for (int row = top; row < top + height; row++) {
            for (int column = left; column < left + width; column++) {
                inside[row * image.width() + column] = true;
            }
        }
        return Mask.of(image.width(), image.height(), inside);
    }
}
