package dev.visor.recognition;

/** A mean under way, value by value, in the order in which values are added. Not thread-safe. */
final class Mean {

    private double[] sums = new double[0];
    private int count;

    void add(float[] values) {
        if (count == 0) {
            sums = new double[values.length];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
        count++;
    }

    float[] values() {
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / count);
        }
        return means;
    }
}
