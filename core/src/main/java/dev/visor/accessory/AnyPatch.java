package dev.visor.accessory;

import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Any patch up to a size at any place of the picture (C. Xiang, S. Mahloujifar, P. Mittal, "PatchCleanser", USENIX Security
 * 2022, section 3.2). A patch is whatever fits into a square with level sides, also one that begins between two pixels. The
 * square's area is that of the patch times how long the patch may be: with a share of 0.02 and a stretch of 2, a patch of 2 % of
 * the picture can be twice as long as wide.
 *
 * <p>A cover has n times n square masks, each of which begins s pixels after the last. A patch that touches at most p pixels along
 * a side lies inside a mask of p + s - 1 pixels: of the first pixels of masks that are not behind that of the patch, the last is
 * at most s - 1 pixels before it. Of a {@link CoverConfig} nothing is used.
 *
 * <p>Immutable and thread-safe.
 *
 * @param share of the picture that the patch takes at most, in (0, 0.25]
 * @param stretch how many times as long as wide it is at most, in [1, 16]
 * @param masksPerSide the masks along each side of the picture, in [2, 16]
 */
public record AnyPatch(double share, double stretch, int masksPerSide) implements AccessoryFamily {

    /** What files can set. Declared before the default, which is checked against it. */
    public static final Settings<AnyPatch> SETTINGS = Settings.of(
                    AnyPatch.class,
                    Setting.of(
                            "share", Type.number("in (0, 0.25]"), "share of the picture that the patch takes at most"),
                    Setting.of("stretch", Type.number("in [1, 16]"), "how many times as long as wide it is at most"),
                    Setting.of("masks-per-side", Type.whole("in [2, 16]"), "masks along each side of the picture"))
            .withDefault(() -> AnyPatch.DEFAULT);

    /** A square of 2 % of the picture, with 36 masks. */
    public static final AnyPatch DEFAULT = new AnyPatch(0.02, 1, 6);

    /** Checks the ranges. */
    public AnyPatch {
        SETTINGS.check(share, stretch, masksPerSide);
    }

    @Override
    public String name() {
        return "any patch";
    }

    /** Returns the side of the square in pixels. */
    private double side(int width, int height) {
        return Math.min(Math.sqrt(share * stretch * width * height), Math.min(width, height));
    }

    @Override
    public List<Mask> cover(Landmarks landmarks, int width, int height, CoverConfig config) {
        // What begins between two pixels touches one more.
        int touched = (int) Math.ceil(side(width, height)) + 1;
        List<Mask> masks = new ArrayList<>();
        for (Span down : spans(height, touched)) {
            for (Span across : spans(width, touched)) {
                masks.add(mask(width, height, down, across));
            }
        }
        return masks;
    }

    /** From a pixel on, up to another one. */
    private record Span(int from, int to) {
        boolean contains(int pixel) {
            return pixel >= from && pixel < to;
        }
    }

    private List<Span> spans(int pixels, int touched) {
        int places = Math.max(1, pixels - touched + 1);
        int step = (places + masksPerSide - 1) / masksPerSide;
        List<Span> spans = new ArrayList<>();
        for (int from = 0; from < places; from += step) {
            spans.add(new Span(from, Math.min(pixels, from + touched + step - 1)));
        }
        return spans;
    }

    private static Mask mask(int width, int height, Span down, Span across) {
        boolean[] inside = new boolean[width * height];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = down.contains(i / width) && across.contains(i % width);
        }
        return Mask.of(width, height, inside);
    }

    @Override
    public int masks(CoverConfig config) {
        return masksPerSide * masksPerSide;
    }

    /** Draws a square of the greatest size, at any place inside the picture. */
    @Override
    public WornAccessory draw(SplittableRandom random, Landmarks landmarks, int width, int height) {
        double side = side(width, height);
        double left = random.nextDouble() * (width - side);
        double top = random.nextDouble() * (height - side);
        float[] coverage = new float[width * height];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (float) (overlap(i % width, left, side) * overlap(i / width, top, side));
        }
        return new WornAccessory(width, height, coverage);
    }

    private static double overlap(int pixel, double from, double length) {
        return Math.max(0, Math.min(pixel + 1, from + length) - Math.max(pixel, from));
    }

    /** No shape of an accessory is as large at all landmarks. */
    @Override
    public boolean includes(Accessory accessory) {
        return false;
    }

    /** A patch can be anywhere. */
    @Override
    public AnyPatch widened(double spread) {
        return this;
    }

    /** A patch can be anywhere. */
    @Override
    public double leastShift() {
        return Double.POSITIVE_INFINITY;
    }
}
