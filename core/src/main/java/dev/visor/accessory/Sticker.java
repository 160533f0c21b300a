package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A sticker on the skin: a rectangle with rounded corners, level with the eyes. All lengths are in units of the distance
 * between the eyes.
 *
 * @param center its middle
 * @param halfWidth half its width, above 0
 * @param halfHeight half its height, above 0
 * @param cornerRadius the radius of its corners, from 0 to the smaller half side, which makes it a disc or a pill
 */
public record Sticker(FacePoint center, double halfWidth, double halfHeight, double cornerRadius) implements Accessory {

    /**
     * A sticker between the eyebrows and the hair. It lies on 3.2 % of the pixels of a 150x150 chip of dlib and on
     * 2.7 % of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final Sticker FOREHEAD = new Sticker(Place.FOREHEAD, 0.34, 0.18, 0.08);

    /**
     * A sticker below the eye on the left of the picture. It lies on 2.5 % of the pixels of a 150x150 chip of dlib and
     * on 2.2 % of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final Sticker LEFT_CHEEK = new Sticker(Place.LEFT_CHEEK, 0.22, 0.22, 0.08);

    /** The same sticker below the eye on the right, on 2.5 % and 2.1 % of the pixels. */
    public static final Sticker RIGHT_CHEEK = new Sticker(Place.RIGHT_CHEEK, 0.22, 0.22, 0.08);

    /** Checks the ranges. */
    public Sticker {
        check(halfWidth > 0 && Double.isFinite(halfWidth), "half-width", halfWidth, "above 0 and finite");
        check(halfHeight > 0 && Double.isFinite(halfHeight), "half-height", halfHeight, "above 0 and finite");
        check(
                cornerRadius >= 0 && cornerRadius <= Math.min(halfWidth, halfHeight),
                "corner radius",
                cornerRadius,
                "from 0 to the smaller half side");
    }

    /** Makes a sticker at a place that has a name. */
    public Sticker(Place place, double halfWidth, double halfHeight, double cornerRadius) {
        this(place.middle, halfWidth, halfHeight, cornerRadius);
    }

    private Optional<Place> place() {
        return Arrays.stream(Place.values())
                .filter(place -> place.middle.equals(center))
                .findFirst();
    }

    @Override
    public String name() {
        return place().map(place -> place + " sticker").orElse("sticker");
    }

    @Override
    public String description() {
        String where = place().isPresent()
                ? ""
                : String.format(Locale.ROOT, " at (%.2f, %.2f) from between the eyes", center.u(), center.v());
        return String.format(
                Locale.ROOT,
                "%s, in eye distances: %.2f x %.2f%s with corners of %.2f",
                name(),
                2 * halfWidth,
                2 * halfHeight,
                where,
                cornerRadius);
    }

    @Override
    public double distance(double u, double v) {
        return SignedDistances.roundedBox(u - center.u(), v - center.v(), halfWidth, halfHeight, cornerRadius);
    }

    /** The places of stickers that have a name; left and right as one sees them. */
    public enum Place {

        /** Above the eyebrows, in the middle. */
        FOREHEAD(0, -0.60),

        /** Below the left eye, between nose and mouth in height. */
        LEFT_CHEEK(-0.62, 0.74),

        /** Below the right eye, between nose and mouth in height. */
        RIGHT_CHEEK(0.62, 0.74);

        private final FacePoint middle;

        Place(double u, double v) {
            this.middle = new FacePoint(u, v);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
