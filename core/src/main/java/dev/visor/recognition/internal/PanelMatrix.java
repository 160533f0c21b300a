package dev.visor.recognition.internal;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A matrix of many rows that vectors are multiplied with. It is kept in panels of {@value #WIDTH} rows: for each, an array with the
 * first values of all its rows, then one with the second values, and so on. So the products of a panel are summed up side by side,
 * for which processors have instructions, and for several vectors while the panel is near to the processor.
 *
 * <p>Each product is summed up in single precision from the first value to the last. So it depends neither on the number of
 * threads, nor on the vectors and rows beside it. Thread-safe; nothing changes its values.
 */
public final class PanelMatrix implements AutoCloseable {

    /** How many rows are summed up side by side: enough for the memory to deliver without a break. */
    static final int WIDTH = 1024;

    private static final int UNROLLED = 4;

    private final float[][] columns;
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
     */
    public PanelMatrix(int rows, int size, IntFunction<float[]> row, int threads) {
        this.columns = new float[Math.multiplyExact(panels(rows), size)][];
        this.rows = rows;
        this.size = size;
        this.pool = new ForkJoinPool(threads);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new float[width(i / size)];
        }
        for (int i = 0; i < rows; i++) {
            float[] own = row.apply(i);
            for (int k = 0; k < size; k++) {
                columns[firstColumn(i) + k][place(i)] = own[k];
            }
        }
    }

    private static int panels(int rows) {
        return (rows - 1) / WIDTH + 1;
    }

    private int width(int panel) {
        return Math.min(WIDTH, rows - panel * WIDTH);
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the memory itself: arrays of which that at {@link #firstColumn} and those behind it have the values of a row. */
    public float[][] columns() {
        return columns;
    }

    /** Returns the number of the array with the first value of a row. */
    public int firstColumn(int row) {
        return row / WIDTH * size;
    }

    /** Returns where in its arrays the values of a row are. */
    public int place(int row) {
        return row % WIDTH;
    }

    /**
     * Multiplies vectors with all rows.
     *
     * @param vectors [count, size]
     * @return [count, rows]
     */
    public float[] products(float[] vectors, int count) {
        float[] products = new float[Math.multiplyExact(count, rows)];
        eachPanel(panel -> {
            for (int i = 0; i < count; i++) {
                float[] sums = new float[width(panel)];
                multiply(panel * size, vectors, i * size, sums);
                System.arraycopy(sums, 0, products, i * rows + panel * WIDTH, sums.length);
            }
        });
        return products;
    }

    /** Adds the products of a vector with the rows of a panel to sums, four values of a row at a time. */
    private void multiply(int first, float[] vectors, int from, float[] sums) {
        int k = 0;
        for (; k + UNROLLED <= size; k += UNROLLED) {
            addFour(columns, first + k, vectors, from + k, sums);
        }
        for (; k < size; k++) {
            float factor = vectors[from + k];
            float[] column = columns[first + k];
            for (int p = 0; p < sums.length; p++) {
                sums[p] += factor * column[p];
            }
        }
    }

    /** The compiler makes vector instructions of the loop as long as all its arrays have the same index. */
    private static void addFour(float[][] columns, int first, float[] vectors, int from, float[] sums) {
        float a = vectors[from];
        float b = vectors[from + 1];
        float c = vectors[from + 2];
        float d = vectors[from + 3];
        float[] one = columns[first];
        float[] two = columns[first + 1];
        float[] three = columns[first + 2];
        float[] four = columns[first + 3];
        for (int p = 0; p < sums.length; p++) {
            sums[p] = sums[p] + a * one[p] + b * two[p] + c * three[p] + d * four[p];
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
            for (int i = 0; i < count; i++) {
                int from = i * rows + panel * WIDTH;
                int to = (panel * count + i) * size;
                int k = 0;
                for (; k + UNROLLED <= size; k += UNROLLED) {
                    sumFour(columns, panel * size + k, factors, from, parts, to + k);
                }
                for (; k < size; k++) {
                    parts[to + k] = sum(columns[panel * size + k], factors, from);
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

    /** A sum waits for the one before it, so four are computed at a time. */
    private static void sumFour(float[][] columns, int first, float[] factors, int from, float[] parts, int to) {
        float[] one = columns[first];
        float[] two = columns[first + 1];
        float[] three = columns[first + 2];
        float[] four = columns[first + 3];
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int p = 0; p < one.length; p++) {
            float factor = factors[from + p];
            a += factor * one[p];
            b += factor * two[p];
            c += factor * three[p];
            d += factor * four[p];
        }
        parts[to] = a;
        parts[to + 1] = b;
        parts[to + 2] = c;
        parts[to + 3] = d;
    }

    private static float sum(float[] column, float[] factors, int from) {
        float sum = 0;
        for (int p = 0; p < column.length; p++) {
            sum += factors[from + p] * column[p];
        }
        return sum;
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
