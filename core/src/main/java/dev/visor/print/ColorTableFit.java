package dev.visor.print;

import dev.visor.image.Image;
import java.util.List;

/**
 * Fits a {@link ColorTable} to patches: the least sum of squared differences between the interpolated and the seen colors, and
 * of squared second differences between neighboring nodes, which count little and fill in nodes without a patch. Thread-safe.
 */
final class ColorTableFit {

    private static final double SMOOTHNESS = 0.001;

    private final int size;
    private final int count;
    private final double[][] normal;

    private ColorTableFit(int size) {
        this.size = size;
        this.count = size * size * size;
        this.normal = new double[count][count + Image.CHANNELS];
    }

    /** Returns the table of so many nodes along each axis. */
    static ColorTable of(int size, List<ChartReading.SeenPatch> patches) {
        ColorTableFit fit = new ColorTableFit(size);
        patches.forEach(fit::add);
        fit.smooth();
        return fit.solved();
    }

    private void add(ChartReading.SeenPatch patch) {
        int[] nodes = new int[8];
        double[] weights = new double[8];
        for (int corner = 0; corner < 8; corner++) {
            weights[corner] = 1;
            for (int axis = 0; axis < Image.CHANNELS; axis++) {
                double at = patch.sent().component(axis) * (size - 1);
                int low = Math.min(size - 2, (int) at);
                int high = corner >> axis & 1;
                nodes[corner] = nodes[corner] * size + low + high;
                weights[corner] *= high == 1 ? at - low : 1 - (at - low);
            }
        }
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                normal[nodes[i]][nodes[j]] += weights[i] * weights[j];
            }
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                normal[nodes[i]][count + channel] += weights[i] * patch.seen().component(channel);
            }
        }
    }

    private void smooth() {
        int[] steps = {size * size, size, 1};
        for (int node = 0; node < count; node++) {
            for (int step : steps) {
                int place = node / step % size;
                if (place > 0 && place < size - 1) {
                    addDifference(new int[] {node - step, node, node + step});
                }
            }
        }
    }

    private void addDifference(int[] nodes) {
        double[] factors = {1, -2, 1};
        for (int i = 0; i < nodes.length; i++) {
            for (int j = 0; j < nodes.length; j++) {
                normal[nodes[i]][nodes[j]] += SMOOTHNESS * factors[i] * factors[j];
            }
        }
    }

    private ColorTable solved() {
        float[] values = new float[Image.CHANNELS * count];
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            double[][] rows = new double[count][count + 1];
            for (int i = 0; i < count; i++) {
                System.arraycopy(normal[i], 0, rows[i], 0, count);
                rows[i][count] = normal[i][count + channel];
            }
            double[] solution = LinearEquations.solve(rows);
            for (int i = 0; i < count; i++) {
                values[Image.CHANNELS * i + channel] = (float) Math.max(0, Math.min(1, solution[i]));
            }
        }
        return ColorTable.of(size, values);
    }
}
