package dev.visor.store.dataset;

import java.util.OptionalInt;

/**
 * What is taken of LFW.
 *
 * @param minPictures the fewest usable pictures of a person, at least 2
 * @param people how many people at most, those with the most pictures, at least 2; empty for all
 * @param crop the share of width and height around the middle that is kept, in [0.3, 1]; 1 copies the files as they
 *     are, less would cut the eyes
 */
public record LfwChoice(int minPictures, OptionalInt people, double crop) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value and what is allowed
     */
    public LfwChoice {
        if (minPictures < 2) {
            throw new IllegalArgumentException(
                    "illegal number of pictures of a person: " + minPictures + ", must be at least 2");
        }
        if (people.isPresent() && people.getAsInt() < 2) {
            throw new IllegalArgumentException(
                    "illegal number of people: " + people.getAsInt() + ", must be at least 2");
        }
        if (!(crop >= 0.3 && crop <= 1)) {
            throw new IllegalArgumentException("illegal crop: " + crop + ", must be in [0.3, 1]");
        }
    }
}
