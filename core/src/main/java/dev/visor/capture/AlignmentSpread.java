package dev.visor.capture;

import dev.visor.face.Landmarks;
import dev.visor.face.Similarity;
import dev.visor.run.Seed;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Random;

/**
 * How differently a face can be aligned when it is detected anew. A draw shifts what is seen, and scales and turns it around the
 * middle of the eyes. All amounts are normally distributed around no change.
 *
 * @param shift the standard deviation of the shift along each axis, as a share of the distance between the eyes, in [0, 0.5]
 * @param scale the standard deviation of the scale's natural logarithm, in [0, 0.5]
 * @param turn the standard deviation of the turn in degrees, in [0, 45]
 */
public record AlignmentSpread(double shift, double scale, double turn) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<AlignmentSpread> SETTINGS = Settings.of(
                    AlignmentSpread.class,
                    Setting.of(
                            "shift",
                            Type.number("in [0, 0.5]"),
                            "standard deviation of the shift along each axis, in eye distances"),
                    Setting.of(
                            "scale", Type.number("in [0, 0.5]"), "standard deviation of the scale's natural logarithm"),
                    Setting.of("turn", Type.number("in [0, 45]"), "standard deviation of the turn in degrees"))
            .withDefault(() -> AlignmentSpread.DEFAULT);

    /** About what the embedded detector, and dlib's, differ by when a face puts glasses on. */
    public static final AlignmentSpread DEFAULT = new AlignmentSpread(0.03, 0.03, 1.5);

    /** The alignment that there is. */
    public static final AlignmentSpread NONE = new AlignmentSpread(0, 0, 0);

    /** Checks the ranges. */
    public AlignmentSpread {
        SETTINGS.check(shift, scale, turn);
    }

    /**
     * Returns a draw.
     *
     * @param eyes where they are in what the victim sees
     * @param seed decides which
     */
    public Similarity draw(Landmarks eyes, Seed seed) {
        Random random = new Random(seed.value());
        double distance = eyes.eyeDistance();
        double x = shift * distance * random.nextGaussian();
        double y = shift * distance * random.nextGaussian();
        double factor = StrictMath.exp(scale * random.nextGaussian());
        double angle = Math.toRadians(turn * random.nextGaussian());
        return Similarity.around(eyes.middle(), factor, angle).then(Similarity.shift(x, y));
    }

    /** Returns the same distribution with all amounts times a strength, at most the largest that are allowed. */
    AlignmentSpread times(double strength) {
        return new AlignmentSpread(
                Math.min(0.5, strength * shift), Math.min(0.5, strength * scale), Math.min(45, strength * turn));
    }
}
