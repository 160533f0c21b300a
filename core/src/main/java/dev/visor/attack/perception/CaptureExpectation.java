package dev.visor.attack.perception;

import dev.visor.capture.PrintAndCapture;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * What an attack descends on whose accessory is to be printed: the mean over draws of a simulated print and capture
 * (expectation over transformation: A. Athalye et al., "Synthesizing Robust Adversarial Examples", ICML 2018).
 *
 * @param draws how many at each step, at least 1
 * @param pictures of the attacker that draws are made of, at least 1; fewer if there are fewer
 * @param captures what they are drawn from
 */
public record CaptureExpectation(int draws, int pictures, PrintAndCapture captures) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<CaptureExpectation> SETTINGS = Settings.of(
                    CaptureExpectation.class,
                    Setting.of("draws", Type.whole("at least 1"), "draws at each step"),
                    Setting.of("pictures", Type.whole("at least 1"), "pictures of the attacker that draws are made of"),
                    Setting.inline(PrintAndCapture.SETTINGS))
            .withDefault(() -> CaptureExpectation.DEFAULT);

    /** Eight draws of 30 pictures, as many as Sharif et al. (CCS 2016) take. */
    public static final CaptureExpectation DEFAULT = new CaptureExpectation(8, 30, PrintAndCapture.REHEARSAL);

    /** Checks the range. */
    public CaptureExpectation {
        SETTINGS.check(draws, pictures, captures);
    }
}
