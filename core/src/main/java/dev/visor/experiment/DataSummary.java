package dev.visor.experiment;

import dev.visor.face.Identity;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The faces that were used.
 *
 * @param name what the data set is called
 * @param width of each picture in pixels
 * @param height of each picture in pixels
 * @param alignment the name of the alignment template
 * @param picturesPerPerson how many pictures each person has
 * @param training how many faces the system was trained on
 * @param heldOut how many faces were held out
 * @param evaluation how many of these the figures rest on
 * @param calibration how many of these calibrate defenses; 0 if defenses are calibrated on one half of the held-out faces
 *     and evaluated on the other, both ways round
 * @param leftOut pictures that could not be used, each with the reason
 * @param margin what each picture shows around the template on each side, in pixels; null if nothing
 */
public record DataSummary(
        String name,
        int width,
        int height,
        String alignment,
        SortedMap<Identity, Integer> picturesPerPerson,
        int training,
        int heldOut,
        int evaluation,
        int calibration,
        List<String> leftOut,
        @Nullable Integer margin) {

    /** Copies the list. */
    public DataSummary {
        leftOut = List.copyOf(leftOut);
    }
}
