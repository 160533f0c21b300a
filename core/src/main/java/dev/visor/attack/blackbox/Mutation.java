package dev.visor.attack.blackbox;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Mutations of a texture, drawn from a normal distribution with a diagonal covariance that follows those which were kept.
 * A mutation has a value per cell and channel and is drawn smoothly between the cells' middles. Not thread-safe.
 */
final class Mutation {

    /** The paper's rates of the path and of the covariance. */
    private static final double PATH_RATE = 0.01;

    private static final double COVARIANCE_RATE = 0.001;

    private final Mask region;
    private final int side;
    private final int across;
    private final int cells;
    private final double sigma;
    private final int[] coordinates;
    private final int selected;
    private final double[] covariance;
    private final double[] path;
    private double[] last;

    /**
     * Begins with the unit covariance.
     *
     * @param region at least one pixel, which alone is changed
     * @param side of a cell in pixels
     * @param sigma standard deviation of the first mutations
     * @param selected share of the values that a mutation changes
     */
    Mutation(Mask region, int side, double sigma, double selected) {
        this.region = region;
        this.side = side;
        this.across = region.width() / side + 2;
        this.cells = across * (region.height() / side + 2);
        this.sigma = sigma;
        this.coordinates = coordinates();
        this.selected = (int) Math.max(1, Math.round(selected * coordinates.length));
        this.covariance = new double[Image.CHANNELS * cells];
        this.path = new double[covariance.length];
        this.last = new double[covariance.length];
        Arrays.fill(covariance, 1);
    }

    /** Returns those of the values that a pixel of the region depends on. */
    private int[] coordinates() {
        boolean[] used = new boolean[cells];
        for (int pixel = 0; pixel < region.width() * region.height(); pixel++) {
            if (region.contains(pixel)) {
                int cell = cellOf(pixel);
                for (int neighbor : new int[] {cell, cell + 1, cell + across, cell + across + 1}) {
                    used[neighbor] = true;
                }
            }
        }
        return IntStream.range(0, Image.CHANNELS * cells)
                .filter(i -> used[i % cells])
                .toArray();
    }

    private int cellOf(int pixel) {
        return pixel / region.width() / side * across + pixel % region.width() / side;
    }

    /** Returns a mutated copy of a texture; its values stay in [0, 1]. */
    float[] mutate(float[] texture, SplittableRandom random) {
        last = new double[covariance.length];
        for (int coordinate : select(random)) {
            last[coordinate] = Math.sqrt(covariance[coordinate]) * random.nextGaussian();
        }
        int plane = region.width() * region.height();
        float[] mutated = texture.clone();
        for (int i = 0; i < mutated.length; i++) {
            if (region.contains(i % plane)) {
                double value = mutated[i] + sigma * at(i / plane * cells, i % plane);
                mutated[i] = (float) Math.max(0, Math.min(1, value));
            }
        }
        return mutated;
    }

    /** Draws different coordinates, each the likelier the larger its variance: those with the least exponential times. */
    private int[] select(SplittableRandom random) {
        double[] times = new double[covariance.length];
        for (int coordinate : coordinates) {
            times[coordinate] = -StrictMath.log(1 - random.nextDouble()) / covariance[coordinate];
        }
        return IntStream.of(coordinates)
                .boxed()
                .sorted(Comparator.comparingDouble(coordinate -> times[coordinate]))
                .limit(selected)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns the value at a pixel, bilinear between four cells. */
    private double at(int channel, int pixel) {
        double down = (double) (pixel / region.width() % side) / side;
        double right = (double) (pixel % region.width() % side) / side;
        int cell = channel + cellOf(pixel);
        double upper = (1 - right) * last[cell] + right * last[cell + 1];
        double lower = (1 - right) * last[cell + across] + right * last[cell + across + 1];
        return (1 - down) * upper + down * lower;
    }

    /** Makes mutations like the last one likelier. */
    void keepLast() {
        for (int coordinate : coordinates) {
            path[coordinate] =
                    (1 - PATH_RATE) * path[coordinate] + Math.sqrt(PATH_RATE * (2 - PATH_RATE)) * last[coordinate];
            covariance[coordinate] = (1 - COVARIANCE_RATE) * covariance[coordinate]
                    + COVARIANCE_RATE * path[coordinate] * path[coordinate];
        }
    }
}
