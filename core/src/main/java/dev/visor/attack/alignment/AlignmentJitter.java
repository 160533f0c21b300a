package dev.visor.attack.alignment;

import dev.visor.face.Landmarks;
import dev.visor.face.Similarity;
import dev.visor.run.Seed;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Random;

/**
 * How much a face may be aligned in another way than it was: an attack that does not depend on the alignment survives when
 * the face is detected anew. At each step the attack descends on the mean over random draws (expectation over
 * transformation: A. Athalye, L. Engstrom, A. Ilyas, K. Kwok, "Synthesizing Robust Adversarial Examples", ICML 2018). A
 * draw shifts what the victim sees, and scales and turns it around the middle of the eyes. All amounts are normally
 * distributed around no change.
 *
 * @param shift the standard deviation of the shift along each axis, as a share of the distance between the eyes, in [0, 0.5]
 * @param scale the standard deviation of the scale's logarithm, in [0, 0.5]
 * @param turn the standard deviation of the turn in degrees, in [0, 45]
 * @param draws how many of each picture at each step, at least 1
 */
public record AlignmentJitter(double shift, double scale, double turn, int draws) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<AlignmentJitter> SETTINGS = Settings.of(
                    AlignmentJitter.class,
                    Setting.of(
                            "shift",
                            Type.number("in [0, 0.5]"),
                            "standard deviation of the shift along each axis, in eye distances"),
                    Setting.of(
                            "scale", Type.number("in [0, 0.5]"), "standard deviation of the scale's natural logarithm"),
                    Setting.of("turn", Type.number("in [0, 45]"), "standard deviation of the turn in degrees"),
                    Setting.of("draws", Type.whole("at least 1"), "draws of each picture at each step"))
            .withDefault(() -> AlignmentJitter.DEFAULT);

    /** About what the embedded detector, and dlib's, differ by when a face puts glasses on; four draws. */
    public static final AlignmentJitter DEFAULT = new AlignmentJitter(0.03, 0.03, 1.5, 4);

    /** Checks the ranges. */
    public AlignmentJitter {
        SETTINGS.check(shift, scale, turn, draws);
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
}
