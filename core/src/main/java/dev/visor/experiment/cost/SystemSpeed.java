package dev.visor.experiment.cost;

import dev.visor.defense.Fills;
import dev.visor.experiment.SystemFactory;
import dev.visor.image.Contours;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.Morphology;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How fast a system is on one machine.
 *
 * @param passesPerSecond how many pictures pass forward through the network in a second, with all threads
 * @param bothWays how many passes take as long as one forward and back, at least 1
 * @param mask how many passes take as long as making and filling the mask of one picture, at least 0
 */
public record SystemSpeed(double passesPerSecond, double bothWays, double mask) {

    private static final int MASKS = 8;

    /**
     * Measures a system, which takes some seconds. Nothing else should run on the machine meanwhile.
     *
     * @param pictures that pass together, at least one
     * @param nanoTime a clock in nanoseconds that never goes back
     */
    public static SystemSpeed measure(SystemFactory factory, List<Image> pictures, LongSupplier nanoTime) {
        double forward = passes(() -> factory.pass(pictures), nanoTime);
        double bothWays = passes(() -> factory.passBothWays(pictures), nanoTime);
        double passesPerSecond = pictures.size() / forward;
        return new SystemSpeed(
                passesPerSecond,
                Math.max(1, bothWays / forward),
                maskSeconds(pictures.get(0), nanoTime) * passesPerSecond);
    }

    private static double passes(Runnable passes, LongSupplier nanoTime) {
        passes.run(); // the first time makes the kernels
        return mean(passes, 1.5, nanoTime);
    }

    /** Returns how long it takes to make a mask of usual size and to fill it. */
    private static double maskSeconds(Image image, LongSupplier nanoTime) {
        boolean[] salient = new boolean[image.width() * image.height()];
        for (int row = image.height() * 3 / 8; row < image.height() * 5 / 8; row++) {
            for (int column = image.width() * 3 / 8; column < image.width() * 5 / 8; column += 2) {
                salient[row * image.width() + column] = true;
            }
        }
        Mask mask = Mask.of(image.width(), image.height(), salient);
        Runnable work = () -> {
            for (int i = 0; i < MASKS; i++) {
                Fills.TELEA.apply(image, Contours.dropSmaller(Morphology.close(mask, 2), 1));
            }
        };
        work.run(); // the first time loads the library
        return mean(work, 0.3, nanoTime) / MASKS;
    }

    /** Returns how many seconds work takes in the mean of some time: a single one may be quick by chance, or disturbed. */
    private static double mean(Runnable work, double atLeast, LongSupplier nanoTime) {
        long start = nanoTime.getAsLong();
        int times = 0;
        double seconds = 0;
        while (times == 0 || seconds < atLeast) {
            work.run();
            times++;
            seconds = (nanoTime.getAsLong() - start) / 1e9;
        }
        return seconds / times;
    }
}
