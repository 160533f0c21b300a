package dev.visor.saliency;

import java.util.Arrays;
import java.util.Locale;

/**
 * A kind of saliency map.
 *
 * @param reading how a pixel's value is read off the back-propagated signal
 * @param relative whether the map is divided by what clean faces show at the same place
 */
public record MapKind(Reading reading, boolean relative) {

    /**
     * Returns the kind of this name: a reading, with {@code relative} before it or not, for example
     * {@code relative gradient_times_input}; upper and lower case, and a space for an underscore, are the same.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public static MapKind parse(String text) {
        String name = text.replace('_', ' ').toLowerCase(Locale.ROOT);
        for (Reading reading : Reading.values()) {
            for (boolean relative : new boolean[] {false, true}) {
                MapKind kind = new MapKind(reading, relative);
                if (kind.toString().equals(name)) {
                    return kind;
                }
            }
        }
        throw new IllegalArgumentException("unknown map: \"" + text + "\", must be one of "
                + Arrays.toString(Reading.values()).toLowerCase(Locale.ROOT)
                + ", or one of them with \"relative \" before it");
    }

    @Override
    public String toString() {
        return (relative ? "relative " : "")
                + reading.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
