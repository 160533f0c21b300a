package dev.visor.recognition.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How the embeddings of people scatter: their mean, and the covariance within each person. Used by one thread. */
final class Covariance {

    /** How many rows are summed up at a time, so that they stay near to the processor. */
    private static final int BLOCK = 16;

    private Covariance() {}

    /** Returns the mean of embeddings, of which there must be at least one. */
    static double[] mean(List<Embedding> all) {
        double[] mean = new double[all.get(0).size()];
        for (Embedding one : all) {
            axpy(mean, 1.0 / all.size(), doubles(one.values()), 0);
        }
        return mean;
    }

    /**
     * Returns the mean of {@code (e - m)(e - m)^T} over all embeddings e, where m is the mean of the person's own ones. Only
     * the upper triangle is set.
     *
     * @param people the embeddings of each, at least one altogether
     */
    static double[][] within(List<List<Embedding>> people) {
        double[][] deviations = people.stream().flatMap(Covariance::deviations).toArray(double[][]::new);
        int size = deviations[0].length;
        double[][] sum = new double[size][size];
        for (int from = 0; from < size; from += BLOCK) {
            for (double[] deviation : deviations) {
                for (int row = from; row < Math.min(size, from + BLOCK); row++) {
                    axpy(sum[row], deviation[row] / deviations.length, deviation, row);
                }
            }
        }
        return sum;
    }

    private static Stream<double[]> deviations(List<Embedding> person) {
        if (person.isEmpty()) {
            return Stream.empty();
        }
        double[] mean = mean(person);
        return person.stream().map(embedding -> {
            double[] deviation = doubles(embedding.values());
            axpy(deviation, -1, mean, 0);
            return deviation;
        });
    }

    /**
     * Returns the inverse of the lower Cholesky factor C of a matrix {@code W = C C^T}: for this L, {@code L^T L = W^-1}.
     *
     * @param matrix symmetric and positive definite; its upper triangle is read and becomes C^T
     */
    static double[][] inverseFactor(double[][] matrix) {
        int size = matrix.length;
        for (int k = 0; k < size; k++) {
            double root = Math.sqrt(matrix[k][k]);
            for (int column = k; column < size; column++) {
                matrix[k][column] /= root;
            }
            for (int row = k + 1; row < size; row++) {
                axpy(matrix[row], -matrix[k][row], matrix[k], row);
            }
        }
        double[][] inverse = new double[size][size];
        for (int row = 0; row < size; row++) {
            double[] own = inverse[row];
            own[row] = 1;
            for (int k = 0; k < row; k++) {
                double factor = -matrix[k][row];
                double[] above = inverse[k];
                for (int column = 0; column <= k; column++) {
                    own[column] += factor * above[column];
                }
            }
            double pivot = matrix[row][row];
            Arrays.setAll(own, column -> own[column] / pivot);
        }
        return inverse;
    }

    /** Adds a multiple of a row to another one, from a column on. */
    private static void axpy(double[] to, double factor, double[] row, int from) {
        for (int i = from; i < to.length; i++) {
            to[i] += factor * row[i];
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}
