package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.training.FaceViews;
import dev.visor.run.Seed;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which occluded faces a head sees in training besides the clean ones, so that it knows people by what is left of them
 * (T. Wu, L. Tong, Y. Vorobeychik, "Defending Against Physically Realizable Attacks on Image Classification", ICLR 2020,
 * section 4).
 *
 * <p>Deviation from the paper: the occlusions are filled from their surroundings rather than with the pattern that an
 * attack on the network being trained finds, since the defenses here fill them too, and the features of frozen layers are
 * then computed once.
 *
 * @param families what is masked for good: each face once without any member of each family; of a family that takes
 *     more than six masks, six times without what is under a drawn one
 * @param members how many more copies of each face lose the region of a single member, drawn from all families, at least 0
 * @param rectangles how many more copies of each face lose a rectangle at a drawn place, at least 0
 * @param largest the longest side of such a rectangle, as a share of the picture's width, in (0, 1)
 * @param fill what replaces the pixels
 * @param mirrored whether all that is done with the mirrored faces too, whose eyes are nearly at the same places
 * @param clean whether the faces are seen without occlusions too; if not, the head is for occluded faces alone, and there
 *     must be a family
 * @param worn what honest people may also wear: each occluded copy has four further ones, in which the face wears a drawn member of one
 *     of these families, in a drawn color. The more of the rest of the picture a family can hide, the more often it is drawn; null
 *     for nothing
 */
public record Occlusions(
        List<AccessoryFamily> families,
        int members,
        int rectangles,
        double largest,
        Fill fill,
        boolean mirrored,
        boolean clean,
        @Nullable List<AccessoryFamily> worn) {

    /** What files and options can set. Declared before the preset, which is checked against it. */
    public static final Settings<Occlusions> SETTINGS = Settings.of(
                    Occlusions.class,
                    Setting.of(
                            "families",
                            Type.list(Type.kind(AccessoryFamily.class)),
                            "accessories that are masked for good, each in one copy of every face"),
                    Setting.of(
                            "members",
                            Type.whole("at least 0"),
                            "further copies that lose the region of one drawn member"),
                    Setting.of("rectangles", Type.whole("at least 0"), "further copies that lose a drawn rectangle"),
                    Setting.of(
                            "largest",
                            Type.number("in (0, 1)"),
                            "longest side of such a rectangle, as a share of the width"),
                    Setting.of("fill", Type.kind(Fill.class), "what replaces the pixels"),
                    Setting.of("mirrored", Type.flag(), "whether all that is done with the mirrored faces too"),
                    Setting.of("clean", Type.flag(), "whether the faces are seen without occlusions too"),
                    Setting.of(
                            "worn",
                            Type.optional(Type.someOf(Type.kind(AccessoryFamily.class))),
                            "accessories of which drawn ones are worn in further copies of occluded faces"))
            .withPresets(() -> Map.of("DEFAULT", Occlusions.DEFAULT));

    /** Glasses and whatever fits into a rectangle of half the width, mirrored too. */
    public static final Occlusions DEFAULT =
            new Occlusions(List.of(ShapeFamily.GLASSES), 1, 1, 0.5, Fills.TELEA, true, true);

    /** So many of a family's masks are tried on a face, those of large covers drawn: the features of all would take hours. */
    private static final int MASKS = 6;

    /** So many further copies of an occluded face wear something. */
    private static final int WORN = 4;

    /** Copies the list and checks the ranges. */
    public Occlusions {
        families = List.copyOf(families);
        worn = worn == null ? null : List.copyOf(worn);
        SETTINGS.check(families, members, rectangles, largest, fill, mirrored, clean, worn);
        check(members == 0 || !families.isEmpty(), "families", families, "at least one to draw members from");
        check(clean || !families.isEmpty(), "families", families, "at least one if no face is clean");
    }

    /** Makes occlusions beside which nothing is worn. */
    public Occlusions(
            List<AccessoryFamily> families,
            int members,
            int rectangles,
            double largest,
            Fill fill,
            boolean mirrored,
            boolean clean) {
        this(families, members, rectangles, largest, fill, mirrored, clean, null);
    }

    /**
     * Returns what a head sees that is only ever asked about pictures under the mask of a family: every face, and its mirror
     * image, under this mask; and both four times more with something that honest people may wear beside it.
     *
     * @param fill what replaces the pixels under the mask
     * @param worn what people may wear, of which the family itself does not count
     */
    public static Occlusions under(AccessoryFamily family, Fill fill, List<AccessoryFamily> worn) {
        List<AccessoryFamily> others =
                worn.stream().filter(other -> !other.equals(family)).toList();
        return new Occlusions(
                List.of(family), 0, 0, DEFAULT.largest, fill, true, false, others.isEmpty() ? null : others);
    }

    /** Returns the same, beside which nothing is worn. */
    public static Occlusions under(AccessoryFamily family, Fill fill) {
        return under(family, fill, List.of());
    }

    /** Returns the same occlusions with other families. */
    public Occlusions withFamilies(List<AccessoryFamily> newFamilies) {
        return new Occlusions(newFamilies, members, rectangles, largest, fill, mirrored, clean, worn);
    }

    /** Returns how many pictures {@link #views} has of each face, if every mask of a family lies in the picture. */
    public int copies() {
        int occluded = members + rectangles;
        for (AccessoryFamily family : families) {
            occluded += Math.min(MASKS, family.masks(CoverConfig.UNION));
        }
        return (mirrored ? 2 : 1) * ((clean ? 1 : 0) + occluded * (worn == null ? 1 : 1 + WORN));
    }

    /**
     * Returns what a head sees of faces: if clean faces are seen, the face as it is, then mirrored if it is; then the occluded
     * copies of the one and of the other.
     *
     * @param any one of the faces, all of which have its size and the eyes at the same place
     * @param seed decides the draws; a face's copies do not depend on other faces
     */
    public FaceViews views(Face any, Seed seed) {
        List<List<Mask>> covers = covers(families, any);
        List<AccessoryFamily> dresses = worn == null ? List.of() : worn;
        List<Mask> hidden = covers(dresses, any).stream()
                .map(cover -> cover.stream().reduce(Mask::union).orElseThrow())
                .toList();
        return face -> {
            List<Image> whole = mirrored ? List.of(face.image(), face.image().mirrored()) : List.of(face.image());
            SplittableRandom random = seed.derive("occlusions of " + face.id()).random();
            List<Image> views = new ArrayList<>(clean ? whole : List.of());
            for (Image image : whole) {
                for (Mask mask : masks(face, covers, random)) {
                    views.add(fill.apply(image, mask));
                    for (int i = 0; i < WORN && !dresses.isEmpty(); i++) {
                        AccessoryFamily family = drawn(dresses, hidden, mask, random);
                        views.add(fill.apply(family.wornBy(image, random, face.landmarks()), mask));
                    }
                }
            }
            return views;
        };
    }

    private static List<List<Mask>> covers(List<AccessoryFamily> families, Face face) {
        return families.stream()
                .map(family -> family.cover(
                        face.landmarks(), face.image().width(), face.image().height(), CoverConfig.UNION))
                .toList();
    }

    /**
     * Draws a family, in proportion to how many pixels beside the mask its members can lie on: a face with more of it hidden is
     * harder to know.
     *
     * @param hidden what the members of each family can lie on
     */
    private static AccessoryFamily drawn(
            List<AccessoryFamily> families, List<Mask> hidden, Mask mask, SplittableRandom random) {
        int[] beside = hidden.stream()
                .mapToInt(all -> all.area() - all.intersection(mask).area())
                .toArray();
        int all = IntStream.of(beside).sum();
        int pixel = all == 0 ? 0 : random.nextInt(all);
        int family = 0;
        while (family < families.size() - 1 && pixel >= beside[family]) {
            pixel -= beside[family];
            family++;
        }
        return families.get(family);
    }

    private List<Mask> masks(Face face, List<List<Mask>> covers, SplittableRandom random) {
        List<Mask> masks = new ArrayList<>();
        for (List<Mask> cover : covers) {
            masks.addAll(cover.size() <= MASKS ? cover : drawn(cover, random));
        }
        for (int i = 0; i < members; i++) {
            AccessoryFamily family = families.get(random.nextInt(families.size()));
            masks.add(family.draw(
                            random,
                            face.landmarks(),
                            face.image().width(),
                            face.image().height())
                    .region());
        }
        for (int i = 0; i < rectangles; i++) {
            masks.add(rectangle(face.image(), random));
        }
        return masks;
    }

    private static List<Mask> drawn(List<Mask> cover, SplittableRandom random) {
        return random.ints(0, cover.size())
                .distinct()
                .limit(MASKS)
                .mapToObj(cover::get)
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
