package dev.visor.experiment.printed;

import dev.visor.capture.PrintAndCapture;
import dev.visor.evaluation.TriedPictures;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;

/**
 * A simulation in which each attack is printed, worn and photographed many times.
 *
 * @param draws of each attack, at least 1
 * @param strengths at which each distortion is tried alone on the undefended system; may be empty
 * @param strengthDraws of each attack with each of them, at least 1
 * @param pictures which pictures of the attacker are tried
 * @param captures what is drawn from
 */
public record PrintedTrial(
        int draws, List<Double> strengths, int strengthDraws, TriedPictures pictures, PrintAndCapture captures) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<PrintedTrial> SETTINGS = Settings.of(
                    PrintedTrial.class,
                    Setting.of("draws", Type.whole("at least 1"), "simulated pictures of each attack"),
                    Setting.of(
                            "strengths",
                            Type.list(Type.number("at least 0")),
                            "strengths at which each distortion is tried alone"),
                    Setting.of(
                            "strength-draws",
                            Type.whole("at least 1"),
                            "simulated pictures of each attack with each of them"),
                    Setting.of(
                            "pictures",
                            Type.word(TriedPictures.class),
                            "pictures of the attacker: others than the attack was made with, or its own"),
                    Setting.inline(PrintAndCapture.SETTINGS))
            .withDefault(() -> PrintedTrial.DEFAULT);

    /** 50 draws of the trial, and ten with each distortion alone at four strengths. */
    public static final PrintedTrial DEFAULT =
            new PrintedTrial(50, List.of(0.5, 1.0, 1.5, 2.0), 10, TriedPictures.OTHER, PrintAndCapture.TRIAL);

    /** Copies the list and checks the ranges. */
    public PrintedTrial {
        strengths = List.copyOf(strengths);
        SETTINGS.check(draws, strengths, strengthDraws, pictures, captures);
    }
}
