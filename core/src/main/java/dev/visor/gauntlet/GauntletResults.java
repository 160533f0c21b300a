package dev.visor.gauntlet;

import dev.visor.evaluation.Rate;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Provenance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gauntlet came to.
 *
 * @param provenance what was run
 * @param data the faces
 * @param calibrationFaces how many held-out faces the defenses were set by
 * @param toldFaces how many others everything is told on
 * @param heldOut held-out faces that the undefended recognizer recognizes
 * @param hardenedHeldOut those that the hardened one does; null if there is none
 * @param defenses one after another
 * @param findings what makes the figures doubtful, or tells how they came about
 */
public record GauntletResults(
        Provenance provenance,
        DataSummary data,
        int calibrationFaces,
        int toldFaces,
        Rate heldOut,
        @Nullable Rate hardenedHeldOut,
        List<DefenseResult> defenses,
        List<Finding> findings) {

    /** Copies the lists. */
    public GauntletResults {
        defenses = List.copyOf(defenses);
        findings = List.copyOf(findings);
    }
}
