package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Accessories of any of several shapes, in any pose within a tolerance.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name how users call it
 * @param shapes at least one
 * @param tolerance the poses that each shape can have
 */
public record ShapeFamily(String name, List<Accessory> shapes, Tolerance tolerance) implements AccessoryFamily {

    /** What files can set. Declared before the default, which is checked against it. */
    public static final Settings<ShapeFamily> SETTINGS = Settings.of(
                    ShapeFamily.class,
                    Setting.of("name", Type.line(), "how it is called"),
                    Setting.of(
                            "shapes", Type.someOf(Type.kind(Accessory.class)), "what is worn, in any of these shapes"),
                    Setting.of("tolerance", Tolerance.SETTINGS, "the poses that each shape can have"))
            .withDefault(() -> ShapeFamily.DEFAULT);

    /** Files are named by it. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} -]{0,60}[\\p{L}\\p{N}])?");

    /** Three eyeglass frames, as different people put them on. */
    public static final ShapeFamily GLASSES = new ShapeFamily(
            "glasses",
            List.of(EyeglassFrame.DEFAULT, EyeglassFrame.ROUND, EyeglassFrame.LARGE),
            new Tolerance(0.06, 0.06, 0.08, 3));

    /** A hat band that is pulled down more or less. */
    public static final ShapeFamily HAT_BAND =
            new ShapeFamily("hat band", List.of(HatBand.DEFAULT), new Tolerance(0.06, 0.10, 0.08, 3));

    /** A sticker on the forehead. */
    public static final ShapeFamily FOREHEAD_STICKER =
            new ShapeFamily("forehead sticker", List.of(Sticker.FOREHEAD), new Tolerance(0.10, 0.06, 0.10, 8));

    /** A sticker on either cheek. */
    public static final ShapeFamily CHEEK_STICKER = new ShapeFamily(
            "cheek sticker", List.of(Sticker.LEFT_CHEEK, Sticker.RIGHT_CHEEK), new Tolerance(0.10, 0.10, 0.10, 8));

    /** A face mask. */
    public static final ShapeFamily FACE_MASK =
            new ShapeFamily("face mask", List.of(FaceMask.DEFAULT), new Tolerance(0.06, 0.08, 0.08, 3));

    /** A rectangle over the nose. */
    public static final ShapeFamily DEFAULT =
            new ShapeFamily("rectangle", List.of(Rectangle.DEFAULT), new Tolerance(0.10, 0.10, 0.10, 8));

    /** Checks that there is a shape. */
    public ShapeFamily {
        shapes = List.copyOf(shapes);
        check(NAME.matcher(name).matches(), "name", "\"" + name + "\"", "letters, digits, spaces and hyphens");
        check(!shapes.isEmpty(), "shapes", shapes, "at least one");
    }

    /** Returns the presets by name, the default first. */
    public static Map<String, AccessoryFamily> presets() {
        Map<String, AccessoryFamily> presets = new LinkedHashMap<>();
        for (AccessoryFamily family : List.of(GLASSES, HAT_BAND, FOREHEAD_STICKER, CHEEK_STICKER, FACE_MASK)) {
            presets.put(family.name(), family);
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

    /** Draws any shape, in any pose within the tolerance, evenly. */
    @Override
    public WornAccessory draw(SplittableRandom random, Landmarks landmarks, int width, int height) {
        int shape = random.nextInt(shapes.size());
        Pose pose = new Pose(
                tolerance.along() * (2 * random.nextDouble() - 1),
                tolerance.across() * (2 * random.nextDouble() - 1),
                1 + tolerance.scale() * (2 * random.nextDouble() - 1),
                tolerance.degrees() * (2 * random.nextDouble() - 1));
        return member(shape, pose).wear(landmarks, width, height);
    }

    @Override
    public boolean includes(Accessory accessory) {
        return shapes.contains(accessory);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The middle of the eyes is then found at most so far from where it is, and one eye from the other at most twice as far.
     */
    @Override
    public ShapeFamily widened(double spread) {
        return new ShapeFamily(
                name,
                shapes,
                new Tolerance(
                        tolerance.along() + spread,
                        tolerance.across() + spread,
                        tolerance.scale() + 2 * spread,
                        tolerance.degrees() + Math.toDegrees(Math.asin(2 * spread))));
    }

    @Override
    public double leastShift() {
        return Math.min(tolerance.along(), tolerance.across());
    }

    @Override
    public int masks(CoverConfig config) {
        return config.masks(shapes.size());
    }

    /**
     * {@inheritDoc}
     *
     * <p>There is one mask for each cell of the poses, and for each shape if they are not merged. A mask has all pixels that a
     * pose of its cell covers, wholly or in part, and beyond them at most those within a quarter of a pixel more. Cells whose
     * members all lie outside the picture have none.
     */
    @Override
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
