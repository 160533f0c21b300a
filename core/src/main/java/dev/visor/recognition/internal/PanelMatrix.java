package dev.visor.recognition.internal;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A matrix of many rows, in one piece of memory, that vectors are multiplied with. Panels of {@value #WIDTH} rows lie one behind
 * the other, and in a panel the first values of all its rows, then the second ones, and so on. So the products of a panel are
 * summed up side by side, for which processors have instructions, and for several vectors while the panel is near to the processor.
 *
 * <p>Each product is summed up in single precision from the first value to the last. So it depends neither on the number of
 * threads, nor on the vectors and rows beside it. Thread-safe; nothing changes its values.
 */
public final class PanelMatrix implements AutoCloseable {

    /** How many rows are summed up side by side. */
    static final int WIDTH = 256;

    private static final int UNROLLED = 4;

    private final float[] values;
    private final int rows;
    private final int size;
    private final ForkJoinPool pool;

    /**
     * Copies rows.
     *
     * @param rows how many there are, at least 1
     * @param size how many values each has, at least 1
     * @param row returns each
     * @param threads that compute, at least 1
     * @throws IllegalArgumentException if there are more values than an array takes
     */
    public PanelMatrix(int rows, int size, IntFunction<float[]> row, int threads) {
        long all = (long) panels(rows) * WIDTH * size;
        if (all > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "illegal templates: " + rows + " of " + size + " values, must be fewer than 2^31 values in all");
        }
        this.values = new float[(int) all];
        this.rows = rows;
        this.size = size;
        this.pool = new ForkJoinPool(threads);
        for (int i = 0; i < rows; i++) {
            float[] own = row.apply(i);
            int first = first(i);
            for (int k = 0; k < size; k++) {
                values[first + k * WIDTH] = own[k];
            }
        }
    }

    private static int panels(int rows) {
        return (rows - 1) / WIDTH + 1;
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the memory itself, in which the values of a row begin at {@link #first} and lie {@link #stride} apart. */
    public float[] memory() {
        return values;
    }

    /** Returns where in the memory the first value of a row is. */
    public int first(int row) {
        return row / WIDTH * WIDTH * size + row % WIDTH;
    }

    /** Returns how far apart the values of a row are. */
    public int stride() {
        return WIDTH;
    }

    /**
     * Multiplies vectors with all rows.
     *
     * @param vectors [count, size]
     * @return [count, rows]
     */
    public float[] products(float[] vectors, int count) {
        float[] products = new float[count * rows];
        eachPanel(panel -> {
            float[] sums = new float[WIDTH];
            int from = panel * WIDTH;
            for (int i = 0; i < count; i++) {
                multiply(panel, vectors, i * size, sums);
                System.arraycopy(sums, 0, products, i * rows + from, Math.min(WIDTH, rows - from));
            }
        });
        return products;
    }

    /** Sets sums to the products of a vector with the rows of a panel, four values of a row at a time. */
    private void multiply(int panel, float[] vectors, int from, float[] sums) {
        Arrays.fill(sums, 0);
        int at = panel * WIDTH * size;
        int k = 0;
        for (; k + UNROLLED <= size; k += UNROLLED) {
            multiplyFour(values, at + k * WIDTH, vectors, from + k, sums);
        }
        for (; k < size; k++) {
            float factor = vectors[from + k];
            int column = at + k * WIDTH;
            for (int p = 0; p < WIDTH; p++) {
                sums[p] += factor * values[column + p];
            }
        }
    }

    private static void multiplyFour(float[] values, int at, float[] vectors, int from, float[] sums) {
        float a = vectors[from];
        float b = vectors[from + 1];
        float c = vectors[from + 2];
        float d = vectors[from + 3];
        for (int p = 0; p < WIDTH; p++) {
            sums[p] = sums[p]
                    + a * values[at + p]
                    + b * values[at + WIDTH + p]
                    + c * values[at + 2 * WIDTH + p]
                    + d * values[at + 3 * WIDTH + p];
        }
    }

    /**
     * Multiplies factors of all rows with the rows: the gradient of {@link #products}.
     *
     * @param factors [count, rows]
     * @return [count, size]
     */
    public float[] pulledBack(float[] factors, int count) {
        int panels = panels(rows);
        float[] parts = new float[panels * count * size];
        eachPanel(panel -> {
            int from = panel * WIDTH;
            int own = Math.min(WIDTH, rows - from);
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < size; k++) {
                    int column = panel * WIDTH * size + k * WIDTH;
                    float sum = 0;
                    for (int p = 0; p < own; p++) {
                        sum += factors[i * rows + from + p] * values[column + p];
                    }
                    parts[(panel * count + i) * size + k] = sum;
                }
            }
        });
        float[] sums = new float[count * size];
        for (int panel = 0; panel < panels; panel++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += parts[panel * sums.length + i];
            }
        }
        return sums;
    }

    private void eachPanel(IntConsumer work) {
        int panels = panels(rows);
        if (pool.getParallelism() == 1) {
            IntStream.range(0, panels).forEach(work);
        } else {
            pool.submit(() -> IntStream.range(0, panels).parallel().forEach(work))
                    .join();
        }
    }

    /** Ends the threads; the memory stays. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
