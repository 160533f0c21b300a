package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import java.util.Locale;

/**
 * The front of a hat band: a straight band across the forehead, the place of the sticker of Komkov and Petiushko,
 * "AdvHat: Real-World Adversarial Attack on ArcFace Face ID System" (ICPR 2020). Unlike theirs it is not bent with the
 * head. All lengths are in units of the distance between the eyes.
 *
 * @param rise how far the middle of the band lies above the eyes
 * @param halfHeight half the height of the band, above 0
 * @param halfWidth how far the band reaches to either side; infinite for the whole picture
 */
public record HatBand(double rise, double halfHeight, double halfWidth) implements Accessory {

    /**
     * A band as wide as the head, right above the eyebrows. It lies on 9.0 % of the pixels of a 150x150 chip of dlib
     * and on 7.6 % of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final HatBand DEFAULT = new HatBand(0.64, 0.16, 1.05);

    /**
     * The same band across the whole picture. It lies on 12.0 % of the pixels of a 150x150 chip of dlib and on 11.1 %
     * of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final HatBand WIDE = new HatBand(0.64, 0.16, Double.POSITIVE_INFINITY);

    /** Checks the ranges. */
    public HatBand {
        check(Double.isFinite(rise), "rise", rise, "finite");
        check(halfHeight > 0 && Double.isFinite(halfHeight), "half-height", halfHeight, "above 0 and finite");
        check(halfWidth > 0, "half-width", halfWidth, "above 0");
    }

    @Override
    public String name() {
        return Double.isInfinite(halfWidth) ? "wide hat band" : "hat band";
    }

    @Override
    public String description() {
        String width = Double.isInfinite(halfWidth)
                ? "as wide as the picture"
                : String.format(Locale.ROOT, "%.2f wide", 2 * halfWidth);
        return String.format(
                Locale.ROOT,
                "hat band, in eye distances: %s, %.2f high, its middle %.2f above the eyes",
                width,
                2 * halfHeight,
                rise);
    }

    /** Returns the middle of the band. */
    @Override
    public FacePoint center() {
        return new FacePoint(0, -rise);
    }

    @Override
    public double distance(double u, double v) {
        return SignedDistances.roundedBox(u, v + rise, halfWidth, halfHeight, 0);
    }
}
