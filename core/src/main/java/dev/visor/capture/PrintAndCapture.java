package dev.visor.capture;

import dev.visor.image.Color;
import dev.visor.print.ParametricPrinter;
import dev.visor.print.Printer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What can happen to an accessory between the file and the recognizer: it is printed, worn, lit, photographed and aligned. A
 * {@link CaptureSampler} draws from it.
 *
 * @param printer which colors are seen on the paper
 * @param wear how the accessory sits on the face
 * @param light the light when the picture is taken
 * @param camera what takes the picture
 * @param alignment how the face is aligned then
 */
public record PrintAndCapture(Printer printer, Wear wear, Light light, Camera camera, AlignmentSpread alignment) {

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<PrintAndCapture> SETTINGS = Settings.of(
                    PrintAndCapture.class,
                    Setting.of("printer", Type.kind(Printer.class), "which colors are seen on the paper"),
                    Setting.of("wear", Wear.SETTINGS, "how the accessory sits on the face"),
                    Setting.of("light", Light.SETTINGS, "the light when the picture is taken"),
                    Setting.of("camera", Camera.SETTINGS, "what takes the picture"),
                    Setting.of("alignment", AlignmentSpread.SETTINGS, "how the face is aligned then"))
            .withPresets(PrintAndCapture::presets);

    /** What robust attacks are made with. */
    public static final PrintAndCapture REHEARSAL = new PrintAndCapture(
            ParametricPrinter.DEFAULT, Wear.DEFAULT, Light.DEFAULT, Camera.DEFAULT, AlignmentSpread.DEFAULT);

    /**
     * What attacks are tried with: another printer, and other ranges than those of {@link #REHEARSAL}. All of it is our
     * assumption, but for the alignment.
     */
    public static final PrintAndCapture TRIAL = new PrintAndCapture(
            new ParametricPrinter(
                    Color.rgb8(52, 50, 48),
                    Color.rgb8(226, 62, 60),
                    Color.rgb8(96, 178, 96),
                    Color.rgb8(72, 84, 152),
                    Color.rgb8(84, 166, 208),
                    Color.rgb8(196, 78, 128),
                    Color.rgb8(244, 226, 56),
                    Color.rgb8(236, 236, 238),
                    1.15),
            new Wear(0.05, 3, 0.04, 12, 10, 0.5),
            new Light(0.25, 0.12, 0.15, 0.06, 0.12, 0.2),
            new Camera(0.035, 1 / 28.0, 0.025, 30),
            AlignmentSpread.DEFAULT);

    private static Map<String, PrintAndCapture> presets() {
        Map<String, PrintAndCapture> presets = new LinkedHashMap<>();
        presets.put("REHEARSAL", REHEARSAL);
        presets.put("TRIAL", TRIAL);
        return presets;
    }

    /** Checks that nothing is missing. */
    public PrintAndCapture {
        SETTINGS.check(printer, wear, light, camera, alignment);
    }

    /**
     * Returns the same distribution with one part alone.
     *
     * @param part the part that is left; of the others nothing happens
     * @param strength how strong it is, 1 as it was; at least 0. Amounts end at the largest ones that are allowed
     */
    public PrintAndCapture only(Distortion part, double strength) {
        return new PrintAndCapture(
                new WeakenedPrinter(printer, part == Distortion.GAMUT ? strength : 0),
                part == Distortion.WEAR ? wear.times(strength) : Wear.NONE,
                part == Distortion.LIGHT ? light.times(strength) : Light.NONE,
                part == Distortion.CAMERA ? camera.times(strength) : Camera.NONE,
                part == Distortion.ALIGNMENT ? alignment.times(strength) : AlignmentSpread.NONE);
    }
}
