package dev.visor.cli.picture;

import dev.visor.cli.console.Console;
import dev.visor.defense.CleanFaces;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Deployment;
import dev.visor.recognition.Gallery;
import java.util.Locale;

/** What the faces are too few for when a chain is calibrated. */
public final class CalibrationNotes {

    private CalibrationNotes() {}

    /**
     * Prints that a higher rate is kept to, or that nothing is calibrated; nothing if there are enough faces.
     *
     * @param asked the chain as it was asked for
     * @param deployment the chain as it is used
     * @param gallery of the system
     */
    public static void print(ChainConfig asked, Deployment deployment, Gallery gallery, Console console) {
        if (!asked.equals(deployment.chain())) {
            FalseAlarmRate wanted = asked.falseAlarms().orElseThrow();
            console.note(String.format(
                    Locale.ROOT,
                    "calibrated on %d held-out faces, which allow a false alarm rate of %.1f %%; %.1f %% takes %d",
                    deployment.faces(),
                    100 * FalseAlarmRate.least(deployment.faces()).value(),
                    100 * wanted.value(),
                    wanted.neededFaces()));
        }
        CleanFaces clean = CleanFaces.of(deployment.faces(), gallery);
        asked.elements().stream()
                .filter(element -> element.falseAlarms().isEmpty())
                .forEach(element -> element.shortage(clean)
                        .ifPresent(shortage -> console.note(element.name() + " is not calibrated: " + shortage)));
    }
}
