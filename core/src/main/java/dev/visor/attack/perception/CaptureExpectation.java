package dev.visor.attack.perception;

import dev.visor.capture.PrintAndCapture;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * What an attack descends on whose accessory is to be printed: the mean over draws of a simulated print and capture
 * (expectation over transformation: A. Athalye et al., "Synthesizing Robust Adversarial Examples", ICML 2018).
 *
 * @param draws how many of each picture at each step, at least 1
 * @param captures what they are drawn from
 */
public record CaptureExpectation(int draws, PrintAndCapture captures) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<CaptureExpectation> SETTINGS = Settings.of(
                    CaptureExpectation.class,
                    Setting.of("draws", Type.whole("at least 1"), "draws of each picture at each step"),
                    Setting.inline(PrintAndCapture.SETTINGS))
            .withDefault(() -> CaptureExpectation.DEFAULT);

    /** One draw of each picture of the rehearsal. */
    public static final CaptureExpectation DEFAULT = new CaptureExpectation(1, PrintAndCapture.REHEARSAL);

    /** Checks the range. */
    public CaptureExpectation {
        SETTINGS.check(draws, captures);
    }
}
