package dev.visor.attack.alignment;

import dev.visor.capture.AlignmentSpread;
import dev.visor.face.Landmarks;
import dev.visor.face.Similarity;
import dev.visor.run.Seed;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * How much a face may be aligned in another way than it was: an attack that does not depend on the alignment survives when
 * the face is detected anew. At each step the attack descends on the mean over random draws (expectation over
 * transformation: A. Athalye, L. Engstrom, A. Ilyas, K. Kwok, "Synthesizing Robust Adversarial Examples", ICML 2018).
 *
 * @param spread how differently it may be aligned
 * @param draws how many of each picture at each step, at least 1
 */
public record AlignmentJitter(AlignmentSpread spread, int draws) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<AlignmentJitter> SETTINGS = Settings.of(
                    AlignmentJitter.class,
                    Setting.inline(AlignmentSpread.SETTINGS),
                    Setting.of("draws", Type.whole("at least 1"), "draws of each picture at each step"))
            .withDefault(() -> AlignmentJitter.DEFAULT);

    /** About what the embedded detector, and dlib's, differ by when a face puts glasses on; four draws. */
    public static final AlignmentJitter DEFAULT = new AlignmentJitter(AlignmentSpread.DEFAULT, 4);

    /** Checks the ranges. */
    public AlignmentJitter {
        SETTINGS.check(spread, draws);
    }

    /**
     * Returns a draw.
     *
     * @param eyes where they are in what the victim sees
     * @param seed decides which
     */
    public Similarity draw(Landmarks eyes, Seed seed) {
        return spread.draw(eyes, seed);
    }
}
