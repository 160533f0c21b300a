package dev.visor.recognition.internal;

import dev.visor.run.Seed;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Fully connected layers being trained with Adam. Every random draw comes from the seed. Used by one thread.
 */
public final class HeadOptimizer implements AutoCloseable {

    /** How many rows are classified at once. */
    private static final int ROWS = 256;

    private final double dropout;
    private final Seed seed;
    private final PointerScope scope = new PointerScope();
    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> biases = new ArrayList<>();
    private final Adam adam;

    /**
     * Draws the first weights, uniformly within one over the root of a layer's inputs.
     *
     * @param widths the number of features, the widths of the hidden layers, the number of people
     * @param dropout the share of hidden values dropped in training, in [0, 1)
     * @param learningRate of Adam, above 0
     * @param weightDecay of Adam, at least 0
     * @param seed decides the first weights, the order of the rows and the dropout
     */
    public HeadOptimizer(List<Integer> widths, double dropout, double learningRate, double weightDecay, Seed seed) {
        this.dropout = dropout;
        this.seed = seed;
        TensorVector parameters = new TensorVector();
        for (int layer = 0; layer < widths.size() - 1; layer++) {
            int in = widths.get(layer);
            int out = widths.get(layer + 1);
            SplittableRandom random = seed.derive("first weights", layer).random();
            weights.add(parameter(uniform(random, out * in, in), out, in));
            biases.add(parameter(uniform(random, out, in), out));
            parameters.push_back(weights.get(layer));
            parameters.push_back(biases.get(layer));
        }
        AdamOptions options = new AdamOptions(learningRate);
        options.weight_decay().put(weightDecay);
        adam = new Adam(parameters, options);
    }

    private static Tensor parameter(float[] values, long... shape) {
        return Tensors.of(values, shape).requires_grad_(true);
    }

    private static float[] uniform(SplittableRandom random, int count, int inputs) {
        double bound = 1 / Math.sqrt(inputs);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return values;
    }

    /**
     * Goes once over the data in an order drawn for this epoch.
     *
     * @param data the rows to learn
     * @param batchSize the number of rows in a step, at least 1
     * @param number of the epoch
     * @return the mean loss of the batches
     */
    public double epoch(Data data, int batchSize, int number) {
        int[] order = shuffled(data.size(), seed.derive("order", number).random());
        SplittableRandom drops = seed.derive("dropout", number).random();
        double loss = 0;
        int batches = 0;
        for (int from = 0; from < order.length; from += batchSize) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
            loss += step(data, batch, drops);
            batches++;
        }
        return loss / batches;
    }

    private double step(Data data, int[] batch, SplittableRandom drops) {
        try (PointerScope step = new PointerScope()) {
            Tensor x = Tensors.of(data.rows(batch), batch.length, data.width());
            Tensor labels =
                    Tensors.ofWholes(IntStream.of(batch).mapToLong(data::label).toArray());
            adam.zero_grad();
            Tensor loss = torch.cross_entropy_loss(forward(x, drops), labels);
            loss.backward();
            adam.step();
            return loss.item_float();
        }
    }

    private Tensor forward(Tensor input, @Nullable SplittableRandom drops) {
        Tensor x = input;
        for (int layer = 0; layer < weights.size(); layer++) {
            if (layer > 0) {
                x = x.relu();
                x = drops == null ? x : x.mul(dropoutMask(x.size(0), x.size(1), drops));
            }
            x = torch.linear(x, weights.get(layer), new TensorOptional(biases.get(layer)));
        }
        return x;
    }

    private Tensor dropoutMask(long rows, long columns, SplittableRandom random) {
        float[] mask = new float[(int) (rows * columns)];
        float kept = (float) (1 / (1 - dropout));
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextDouble() < dropout ? 0f : kept;
        }
        return Tensors.of(mask, rows, columns);
    }

    /** Returns the share of the data that is recognized, without dropout. */
    public double accuracy(Data data) {
        int[] answers = answers(data);
        long correct = IntStream.range(0, answers.length)
                .filter(i -> answers[i] == data.label(i))
                .count();
        return (double) correct / answers.length;
    }

    /** Returns the number of the most likely person for each row, without dropout. */
    public int[] answers(Data data) {
        int[] answers = new int[data.size()];
        for (int from = 0; from < answers.length; from += ROWS) {
            int[] part =
                    IntStream.range(from, Math.min(answers.length, from + ROWS)).toArray();
            try (PointerScope step = new PointerScope()) {
                Tensor x = Tensors.of(data.rows(part), part.length, data.width());
                float[] logits = Tensors.toArray(forward(x, null).detach());
                int people = logits.length / part.length;
                for (int i = 0; i < part.length; i++) {
                    answers[from + i] = largest(logits, i * people, people);
                }
            }
        }
        return answers;
    }

    private static int largest(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }

    /** Returns the layers as they are now. */
    public List<FullyConnected> layers() {
        try (PointerScope step = new PointerScope()) {
            return IntStream.range(0, weights.size())
                    .mapToObj(i -> new FullyConnected(
                            Tensors.toArray(weights.get(i).detach()),
                            Tensors.toArray(biases.get(i).detach())))
                    .toList();
        }
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    @Override
    public void close() {
        scope.close();
    }

    /** Rows of what goes in with the number of the person each belongs to. */
    public static final class Data {
        private final List<float[]> rows;
        private final int[] labels;

        /** Takes rows over, which must not change any more, with a label each. */
        public Data(List<float[]> rows, int[] labels) {
            this.rows = List.copyOf(rows);
            this.labels = labels.clone();
        }

        /** Returns the number of rows. */
        public int size() {
            return labels.length;
        }

        int width() {
            return rows.get(0).length;
        }

        /** Returns the number of the person of a row. */
        public int label(int row) {
            return labels[row];
        }

        float[] rows(int[] indices) {
            float[] values = new float[indices.length * width()];
            for (int i = 0; i < indices.length; i++) {
                System.arraycopy(rows.get(indices[i]), 0, values, i * width(), width());
            }
            return values;
        }
    }
}
