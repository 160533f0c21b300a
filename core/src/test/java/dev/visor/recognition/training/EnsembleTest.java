package dev.visor.recognition.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.recognition.internal.FullyConnected;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnsembleTest {

    private static final List<Integer> WIDTHS = List.of(7, 5, 4, 3);

    private final SplittableRandom random = new SplittableRandom(11);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void itsLogitsAreTheMeansOfThoseOfItsMembers(int depth) {
        List<List<FullyConnected>> members =
                IntStream.range(0, 3).mapToObj(member -> layers(depth)).toList();
        List<FullyConnected> joined = new Ensemble(members).layers();
        assertThat(joined).hasSize(depth);
        double[] input = random.doubles(WIDTHS.get(0), -1, 1).toArray();
        double[] logits = logits(joined, input);
        assertThat(logits).hasSize(WIDTHS.get(depth));
        for (int i = 0; i < logits.length; i++) {
            double mean = 0;
            for (List<FullyConnected> member : members) {
                mean += logits(member, input)[i] / members.size();
            }
            assertThat(logits[i]).isCloseTo(mean, within(1e-5));
        }
    }

    private List<FullyConnected> layers(int depth) {
        List<FullyConnected> layers = new ArrayList<>();
        for (int layer = 0; layer < depth; layer++) {
            int in = WIDTHS.get(layer);
            int out = WIDTHS.get(layer + 1);
            layers.add(new FullyConnected(values(in * out), values(out)));
        }
        return layers;
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static double[] logits(List<FullyConnected> layers, double[] input) {
        double[] x = input;
        for (int layer = 0; layer < layers.size(); layer++) {
            FullyConnected one = layers.get(layer);
            double[] next = new double[one.outputs()];
            for (int out = 0; out < next.length; out++) {
                next[out] = one.bias()[out];
                for (int in = 0; in < x.length; in++) {
                    next[out] += one.weight()[out * x.length + in] * (layer == 0 ? x[in] : Math.max(0, x[in]));
                }
            }
            x = next;
        }
        return x;
    }
}
