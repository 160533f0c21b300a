package dev.visor.recognition.embedding;

import dev.visor.network.NamedTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Within-class covariance normalization: it takes an embedding e to {@code L (e - m)}, divided by its length. Here m is the mean of
 * all pictures that people are enrolled with, and {@code L^T L = W^-1}. W is the covariance within people: the mean of
 * {@code (e - p)(e - p)^T} over all pictures, where p is the mean of the same person's pictures. So what changes from picture
 * to picture of one person counts less, and the rest counts more (A. Hatch, S. Kajarekar, A. Stolcke, "Within-Class Covariance
 * Normalization for SVM-based Speech Recognition", Interspeech 2006, section 3). Embeddings are centered first and get the
 * length 1 afterwards, as in D. Garcia-Romero, C. Espy-Wilson, "Analysis of i-vector Length Normalization in Speaker
 * Recognition Systems", Interspeech 2011, section 3.
 *
 * <p>Every L with this product gives the same cosine similarities. This is the inverse of the lower Cholesky factor of W.
 *
 * <p>Deviations: {@value #RIDGE} times the mean of the diagonal of W is added to its diagonal, since few people show only few
 * directions (Hatch et al. smooth W towards the identity too, by a share that they tune). W weighs every picture alike, so people
 * with many pictures count more.
 *
 * <p>Immutable and thread-safe.
 */
public final class Whitening {

    /** What is added to the diagonal of W, as a multiple of its mean; above 0. */
    static final double RIDGE = 3;

    /** Embeddings are floats of length 1, so a smaller trace of W is their rounding. */
    private static final double SMALLEST = 1e-12;

    private static final String CENTER = "whitening-center";
    private static final String MATRIX = "whitening-matrix";

    private final float[] center;
    private final float[] matrix;

    private Whitening(float[] center, float[] matrix) {
        this.center = center;
        this.matrix = matrix;
        for (int i = 0; i < matrix.length; i++) {
            int row = i / center.length;
            int column = i % center.length;
            boolean allowed = row == column ? matrix[i] > 0 : row > column || matrix[i] == 0;
            if (!allowed || !Float.isFinite(matrix[i]) || !Float.isFinite(center[column])) {
                throw new IllegalArgumentException(
                        "illegal whitening: must be a center, and a lower triangular matrix with a diagonal above 0");
            }
        }
    }

    /**
     * Learns how the pictures of a person differ.
     *
     * @param people templates with the embeddings of their pictures
     * @throws IllegalArgumentException if no two pictures of a person differ
     */
    public static Whitening learned(List<Template> people) {
        List<List<Embedding>> pictures = people.stream().map(Template::pictures).toList();
        double[][] covariance = pictures.isEmpty() ? new double[0][0] : Covariance.within(pictures);
        int size = covariance.length;
        double trace =
                IntStream.range(0, size).mapToDouble(i -> covariance[i][i]).sum();
        if (!(trace > SMALLEST)) {
            throw new IllegalArgumentException(
                    "illegal gallery: no two pictures of one person differ, but whitening learns how"
                            + " they do; people and quarters of the pictures are left out in turn");
        }
        for (int i = 0; i < size; i++) {
            covariance[i][i] += RIDGE * trace / size;
        }
        double[][] factor = Covariance.inverseFactor(covariance);
        float[] matrix = new float[size * size];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) factor[i / size][i % size];
        }
        double[] mean = Covariance.mean(pictures.stream().flatMap(List::stream).toList());
        float[] center = new float[size];
        for (int i = 0; i < size; i++) {
            center[i] = (float) mean[i];
        }
        return new Whitening(center, matrix);
    }

    /** Returns the number of values of an embedding. */
    public int size() {
        return center.length;
    }

    /** Returns a copy of the center m. */
    public float[] center() {
        return center.clone();
    }

    /** Returns a copy of the lower triangular matrix L, [size, size], the columns running fastest. */
    public float[] matrix() {
        return matrix.clone();
    }

    /**
     * Returns an embedding after whitening.
     *
     * @param embedding with as many values, not at the center itself
     */
    public Embedding apply(Embedding embedding) {
        if (embedding.size() != size()) {
            throw new IllegalArgumentException("illegal embedding: " + embedding.size() + " values, must be " + size());
        }
        double[] moved = new double[size()];
        float[] values = embedding.values();
        Arrays.setAll(moved, i -> (double) values[i] - center[i]);
        float[] whitened = new float[size()];
        for (int row = 0; row < whitened.length; row++) {
            double sum = 0;
            for (int column = 0; column <= row; column++) {
                sum += matrix[row * whitened.length + column] * moved[column];
            }
            whitened[row] = (float) sum;
        }
        return Embedding.of(whitened);
    }

    /** Returns a person with all pictures after whitening. */
    Template apply(Template template) {
        return new Template(
                template.person(),
                template.kind(),
                template.pictures().stream().map(this::apply).toList());
    }

    /** Adds all that {@link #readFrom} needs to tensors. */
    void writeTo(NamedTensors.Builder tensors) {
        tensors.tensor(CENTER, center, size()).tensor(MATRIX, matrix, size(), size());
    }

    /**
     * Reads what {@link #writeTo} wrote; nothing if there is none.
     *
     * @param size the number of values that it must take
     * @throws IllegalArgumentException if it makes no sense
     */
    static Optional<Whitening> readFrom(NamedTensors tensors, int size) {
        if (!tensors.names().contains(CENTER) && !tensors.names().contains(MATRIX)) {
            return Optional.empty();
        }
        return Optional.of(new Whitening(tensors.values(CENTER, size), tensors.values(MATRIX, size, size)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Whitening that
                && Arrays.equals(center, that.center)
                && Arrays.equals(matrix, that.matrix);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(center) + Arrays.hashCode(matrix);
    }

    @Override
    public String toString() {
        return "Whitening[" + size() + " values]";
    }
}
