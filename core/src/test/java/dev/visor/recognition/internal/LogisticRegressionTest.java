package dev.visor.recognition.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.run.Seed;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    private static final int PEOPLE = 4;
    private static final int FEATURES = 7;
    private static final int ROWS = 60;
    private static final double DECAY = 1e-2;

    private final List<float[]> rows = new ArrayList<>();
    private final int[] labels = new int[ROWS];

    /** The loss is convex, so it is least where the gradient, here by hand, is nearly 0. */
    @Test
    void findsTheLeastLoss() {
        SplittableRandom random = new Seed(3).derive("rows").random();
        for (int row = 0; row < ROWS; row++) {
            labels[row] = row % PEOPLE;
            float[] values = new float[FEATURES];
            for (int i = 0; i < FEATURES; i++) {
                values[i] = (float) (random.nextDouble(-1, 1) + (i == labels[row] ? 0.8 : 0));
            }
            rows.add(values);
        }
        try (Engine engine = Engine.start(1)) {
            FullyConnected layer =
                    engine.call(() -> LogisticRegression.fit(new HeadOptimizer.Data(rows, labels), PEOPLE, DECAY));
            for (double slope : gradient(layer.weight(), layer.bias())) {
                assertThat(Math.abs(slope)).isLessThan(1e-4);
            }
            assertThat(layer.weight()[0]).isGreaterThan(0.5f);
        }
    }

    private double[] gradient(float[] weight, float[] bias) {
        double[] gradient = new double[PEOPLE * FEATURES + PEOPLE];
        for (int i = 0; i < weight.length; i++) {
            gradient[i] = 2 * DECAY * weight[i];
        }
        for (int row = 0; row < ROWS; row++) {
            double[] odds = new double[PEOPLE];
            double sum = 0;
            for (int person = 0; person < PEOPLE; person++) {
                double logit = bias[person];
                for (int i = 0; i < FEATURES; i++) {
                    logit += weight[person * FEATURES + i] * rows.get(row)[i];
                }
                odds[person] = Math.exp(logit);
                sum += odds[person];
            }
            for (int person = 0; person < PEOPLE; person++) {
                double slope = (odds[person] / sum - (labels[row] == person ? 1 : 0)) / ROWS;
                for (int i = 0; i < FEATURES; i++) {
                    gradient[person * FEATURES + i] += slope * rows.get(row)[i];
                }
                gradient[PEOPLE * FEATURES + person] += slope;
            }
        }
        return gradient;
    }
}
