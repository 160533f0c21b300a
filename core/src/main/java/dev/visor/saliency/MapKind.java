package dev.visor.saliency;

import java.util.Locale;

/**
 * A kind of saliency map.
 *
 * @param reading how a pixel's value is read off the back-propagated signal
 * @param relative whether the map is divided by what clean faces show at the same place
 */
public record MapKind(Reading reading, boolean relative) {

    @Override
    public String toString() {
        return (relative ? "relative " : "")
                + reading.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
