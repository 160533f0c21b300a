package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A declared set of accessories: any of several shapes, in any pose within a tolerance. What is printed on a member can
 * be anything; where it can be is known. This takes the place that patches of a given size at any position have in
 * certified masking, as in Xiang, Mahloujifar, Mittal, "PatchCleanser" (USENIX Security 2022): {@link #cover} gives a set
 * of masks of which at least one hides the whole accessory, whichever member is worn.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name how users call it
 * @param shapes at least one
 * @param tolerance the poses that each shape can have
 */
public record AccessoryFamily(String name, List<Accessory> shapes, Tolerance tolerance) {

    /** Three eyeglass frames, as different people put them on. */
    public static final AccessoryFamily GLASSES = new AccessoryFamily(
            "glasses",
            List.of(EyeglassFrame.DEFAULT, EyeglassFrame.ROUND, EyeglassFrame.LARGE),
            new Tolerance(0.06, 0.06, 0.08, 3));

    /** A hat band that is pulled down more or less. */
    public static final AccessoryFamily HAT_BAND =
            new AccessoryFamily("hat band", List.of(HatBand.DEFAULT), new Tolerance(0.06, 0.10, 0.08, 3));

    /** A sticker on the forehead. */
    public static final AccessoryFamily FOREHEAD_STICKER =
            new AccessoryFamily("forehead sticker", List.of(Sticker.FOREHEAD), new Tolerance(0.10, 0.06, 0.10, 8));

    /** A sticker on either cheek. */
    public static final AccessoryFamily CHEEK_STICKER = new AccessoryFamily(
            "cheek sticker", List.of(Sticker.LEFT_CHEEK, Sticker.RIGHT_CHEEK), new Tolerance(0.10, 0.10, 0.10, 8));

    /** A face mask. */
    public static final AccessoryFamily FACE_MASK =
            new AccessoryFamily("face mask", List.of(FaceMask.DEFAULT), new Tolerance(0.06, 0.08, 0.08, 3));

    /** Checks that there is a shape. */
    public AccessoryFamily {
        shapes = List.copyOf(shapes);
        check(!name.isBlank(), "name", "\"" + name + "\"", "a word");
        check(!shapes.isEmpty(), "shapes", shapes, "at least one");
    }

    /** Returns the presets by name, the default first. */
    public static Map<String, AccessoryFamily> presets() {
        Map<String, AccessoryFamily> presets = new LinkedHashMap<>();
        for (AccessoryFamily family : List.of(GLASSES, HAT_BAND, FOREHEAD_STICKER, CHEEK_STICKER, FACE_MASK)) {
            presets.put(family.name, family);
        }
        return presets;
    }

    /**
     * Returns one member, which can be worn like any accessory.
     *
     * @param shape which of the shapes, from 0
     * @param pose within the tolerance
     * @throws dev.visor.run.IllegalSettingException if there is no such shape, or the tolerance does not allow the pose
     */
    public Accessory member(int shape, Pose pose) {
        check(shape >= 0 && shape < shapes.size(), "shape", shape, "in [0, " + (shapes.size() - 1) + "]");
        check(tolerance.allows(pose), "pose", pose, "within " + tolerance);
        return new PosedAccessory(shapes.get(shape), pose);
    }

    /** Draws one member: any shape, in any pose within the tolerance, evenly. */
    public Accessory draw(SplittableRandom random) {
        int shape = random.nextInt(shapes.size());
        return member(
                shape,
                new Pose(
                        tolerance.along() * (2 * random.nextDouble() - 1),
                        tolerance.across() * (2 * random.nextDouble() - 1),
                        1 + tolerance.scale() * (2 * random.nextDouble() - 1),
                        tolerance.degrees() * (2 * random.nextDouble() - 1)));
    }

    /**
     * Returns masks such that the region of every member, worn at these landmarks, lies inside at least one of them: one
     * mask for each cell of the poses, and for each shape if they are not merged. A mask has all pixels that a pose of
     * its cell covers, wholly or in part, and beyond them at most those within a quarter of a pixel more.
     *
     * @param landmarks where the eyes are
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     * @param config how finely the poses are parted
     * @return {@link CoverConfig#masks} masks, less those of cells whose members all lie outside the picture
     * @throws IllegalArgumentException if every member lies outside the picture
     */
    public List<Mask> cover(Landmarks landmarks, int width, int height, CoverConfig config) {
        List<Mask> masks = new ArrayList<>();
        List<List<Accessory>> groups = config.mergedShapes()
                ? List.of(shapes)
                : shapes.stream().map(List::of).toList();
        for (List<Accessory> group : groups) {
            for (PoseBox cell :
                    PoseBox.of(tolerance).parts(config.along(), config.across(), config.scale(), config.rotation())) {
                Sweep sweep = new Sweep(landmarks, width, height);
                group.forEach(shape -> sweep.add(shape, cell));
                masks.add(sweep.mask());
            }
        }
        masks.removeIf(mask -> mask.area() == 0);
        if (masks.isEmpty()) {
            throw new IllegalArgumentException("the accessory lies outside the picture");
        }
        return List.copyOf(masks);
    }
}
