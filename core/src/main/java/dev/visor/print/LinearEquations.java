package dev.visor.print;

import static dev.visor.run.IllegalSettingException.check;

/** Small systems of linear equations. Thread-safe. */
final class LinearEquations {

    private static final double SINGULAR = 1e-10;

    private LinearEquations() {}

    /**
     * Solves equations by elimination with pivots.
     *
     * @param rows the coefficients and, last, the right side of each equation; changed
     * @throws IllegalArgumentException if there is no single solution
     */
    static double[] solve(double[][] rows) {
        int n = rows.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
            }
            double[] swapped = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = swapped;
            check(Math.abs(swapped[column]) > SINGULAR, "equations", "dependent", "independent");
            for (int row = 0; row < n; row++) {
                double factor = row == column ? 0 : rows[row][column] / swapped[column];
                for (int i = column; factor != 0 && i <= n; i++) {
                    rows[row][i] -= factor * swapped[i];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = rows[i][n] / rows[i][i];
        }
        return solution;
    }
}
