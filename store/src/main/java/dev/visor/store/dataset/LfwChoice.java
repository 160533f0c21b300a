package dev.visor.store.dataset;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.FaceFormat;
import java.util.OptionalInt;

/**
 * What is taken of LFW.
 *
 * @param minPictures the fewest usable pictures of a person, at least 2
 * @param people how many people at most, those with the most pictures, at least 2; empty for all
 * @param format what faces are aligned to
 */
public record LfwChoice(int minPictures, OptionalInt people, FaceFormat format) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public LfwChoice {
        check(minPictures >= 2, "number of pictures of a person", minPictures, "at least 2");
        people.ifPresent(count -> check(count >= 2, "number of people", count, "at least 2"));
    }
}
