package dev.visor.network.imported;

import dev.visor.image.Image;
import dev.visor.network.graph.Graph;
import java.util.List;
import java.util.Optional;

/**
 * The shape in which a graph takes pictures. Immutable and thread-safe.
 *
 * @param sizes those of the input's dimensions, {@link Graph#FREE} where any will do; empty if the graph does not say
 */
record PictureShape(List<Long> sizes) {

    /** Copies the sizes. */
    PictureShape {
        sizes = List.copyOf(sizes);
    }

    /**
     * Checks that sizes are those of single pictures.
     *
     * @throws IllegalArgumentException with one line if they are not
     */
    static void check(List<Long> sizes) {
        if (sizes.isEmpty()) {
            return;
        }
        if (sizes.size() != 4) {
            throw new IllegalArgumentException(
                    "its input has the shape " + words(sizes) + ", must have 4 dimensions: pictures");
        }
        if (sizes.get(0) != Graph.FREE && sizes.get(0) != 1) {
            throw new IllegalArgumentException(
                    "it takes " + sizes.get(0) + " pictures at a time, must take 1 or any number");
        }
        if (!isChannelsLast(sizes) && sizes.get(1) != Image.CHANNELS && sizes.get(1) != Graph.FREE) {
            throw new IllegalArgumentException(
                    "its input has the shape " + words(sizes) + ", must have " + Image.CHANNELS + " channels");
        }
    }

    private static boolean isChannelsLast(List<Long> sizes) {
        return sizes.size() == 4 && sizes.get(1) != Image.CHANNELS && sizes.get(3) == Image.CHANNELS;
    }

    private static String words(List<Long> sizes) {
        return sizes.stream()
                .map(side -> side == Graph.FREE ? "?" : String.valueOf(side))
                .toList()
                .toString();
    }

    /** Returns whether the three values of a pixel lie side by side. */
    boolean isChannelsLast() {
        return isChannelsLast(sizes);
    }

    /** Returns the only width and height; none if there are several. */
    Optional<List<Integer>> fixedSize() {
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        long height = sizes.get(isChannelsLast() ? 1 : 2);
        long width = sizes.get(isChannelsLast() ? 2 : 3);
        return height == Graph.FREE || width == Graph.FREE
                ? Optional.empty()
                : Optional.of(List.of(Math.toIntExact(width), Math.toIntExact(height)));
    }

    /** Returns the shape of one picture. */
    long[] of(int width, int height) {
        return isChannelsLast()
                ? new long[] {1, height, width, Image.CHANNELS}
                : new long[] {1, Image.CHANNELS, height, width};
    }
}
