package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.recognition.Gallery;

/**
 * How many clean faces there are to calibrate defenses.
 *
 * @param count at least 0
 * @param others how many people of a closed set each of them does not show, at least 0; 0 in an open set, whose threshold says
 *     who is plausible
 */
public record CleanFaces(int count, int others) {

    /** Checks the ranges. */
    public CleanFaces {
        check(count >= 0, "number of clean faces", count, "at least 0");
        check(others >= 0, "number of other people", others, "at least 0");
    }

    /** Returns the clean faces of people of a gallery. */
    public static CleanFaces of(int count, Gallery gallery) {
        return new CleanFaces(count, gallery.isOpenSet() ? 0 : gallery.size() - 1);
    }

    /** Returns the number of pairs of a face and another person of a closed set; 0 in an open set. */
    public int pairs() {
        return count * others;
    }
}
