package dev.visor.recognition;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.network.Backbone;
import dev.visor.recognition.internal.HeadOptimizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains the fully connected layers behind a frozen backbone, as the article does: 45 epochs on four fifths of the
 * faces, cross-entropy, dropout. The backbone's features are computed once.
 *
 * <p>The article does not name its optimizer, learning rate, or the preparation of the features; here they are Adam
 * with weight decay on features that are centered and divided by one deviation.
 *
 * <p>Immutable and thread-safe.
 */
public final class HeadTrainer {

    /** Keeps every thread busy, and the views of few faces in memory. */
    private static final int FACES_PER_THREAD = 16;

    private final Config config;

    /** Makes a trainer. */
    public HeadTrainer(Config config) {
        this.config = config;
    }

    /**
     * The settings of the training.
     *
     * @param hidden the widths of the hidden layers, each at least 1; empty for a linear head
     * @param dropout the share of hidden values dropped in training, in [0, 1)
     * @param epochs how often all training faces are seen, at least 1
     * @param batchSize how many faces make a step, at least 1
     * @param learningRate of Adam, above 0
     * @param weightDecay of Adam, at least 0
     */
    public record Config(
            List<Integer> hidden, double dropout, int epochs, int batchSize, double learningRate, double weightDecay) {

        /** What files and options can set. Declared before the default, which is checked against it. */
        public static final Settings<Config> SETTINGS = Settings.of(
                        Config.class,
                        Setting.of(
                                "hidden",
                                Type.list(Type.whole("at least 1")),
                                "widths of the hidden layers, none for a linear head"),
                        Setting.of("dropout", Type.number("in [0, 1)"), "share of hidden values dropped in training"),
                        Setting.of("epochs", Type.whole("at least 1"), "how often all training faces are seen"),
                        Setting.of("batch-size", Type.whole("at least 1"), "how many faces make a step"),
                        Setting.of("learning-rate", Type.number("above 0"), "learning rate of Adam"),
                        Setting.of("weight-decay", Type.number("at least 0"), "weight decay of Adam"))
                .withDefault(() -> Config.DEFAULT);

        /** One hidden layer of 128 and the article's 45 epochs. */
        public static final Config DEFAULT = new Config(List.of(128), 0.5, 45, 32, 1e-3, 1e-4);

        /** Checks the ranges. */
        public Config {
            hidden = List.copyOf(hidden);
            SETTINGS.check(hidden, dropout, epochs, batchSize, learningRate, weightDecay);
        }
    }

    /**
     * Trains a head.
     *
     * @param backbone gives the features
     * @param gallery the people to recognize
     * @param split the faces, all of people of the gallery
     * @param run its seed decides the first weights, the order of the faces and the dropout
     */
    public TrainedHead train(Backbone backbone, Gallery gallery, FaceSet.Split split, RunContext run) {
        return train(backbone, gallery, split, FaceViews.PLAIN, run);
    }

    /**
     * Trains a head that sees more of the training faces than the faces as they are.
     *
     * @param backbone gives the features
     * @param gallery the people to recognize
     * @param split the faces, all of people of the gallery
     * @param views what it sees of a training face; held-out faces are seen as they are
     * @param run its seed decides the first weights, the order of the faces and the dropout
     */
    public TrainedHead train(Backbone backbone, Gallery gallery, FaceSet.Split split, FaceViews views, RunContext run) {
        List<float[]> training = features(backbone, split.training(), views, "features of the training faces", run);
        List<float[]> validation =
                features(backbone, split.validation(), FaceViews.PLAIN, "features of the held-out faces", run);
        float[] center = mean(training);
        float deviation = deviation(training, center);
        normalize(training, center, deviation);
        normalize(validation, center, deviation);
        int[] seen = labels(gallery, split.training());
        int each = training.size() / seen.length;
        HeadOptimizer.Data trainingData = new HeadOptimizer.Data(
                training,
                IntStream.range(0, training.size()).map(i -> seen[i / each]).toArray());
        HeadOptimizer.Data validationData = new HeadOptimizer.Data(validation, labels(gallery, split.validation()));

        return backbone.engine().call(() -> {
            try (HeadOptimizer optimizer = new HeadOptimizer(
                    widths(center.length, gallery.size()),
                    config.dropout(),
                    config.learningRate(),
                    config.weightDecay(),
                    run.seed())) {
                List<Epoch> epochs = epochs(optimizer, trainingData, validationData, run);
                return new TrainedHead(
                        Head.of(gallery, optimizer.layers(), center, deviation),
                        epochs,
                        confusion(gallery, trainingData, optimizer),
                        confusion(gallery, validationData, optimizer));
            }
        });
    }

    private List<Integer> widths(int inputs, int outputs) {
        List<Integer> widths = new ArrayList<>(List.of(inputs));
        widths.addAll(config.hidden());
        widths.add(outputs);
        return widths;
    }

    private List<Epoch> epochs(
            HeadOptimizer optimizer, HeadOptimizer.Data training, HeadOptimizer.Data validation, RunContext run) {
        List<Epoch> epochs = new ArrayList<>();
        try (Progress.Task task = run.begin("training the head", config.epochs())) {
            for (int epoch = 1; epoch <= config.epochs(); epoch++) {
                run.checkpoint();
                double loss = optimizer.epoch(training, config.batchSize(), epoch);
                epochs.add(new Epoch(epoch, loss, optimizer.accuracy(training), optimizer.accuracy(validation)));
                task.done(epoch);
            }
        }
        return epochs;
    }

    /** Returns the features of all views of the first face, then those of the second, and so on. */
    private static List<float[]> features(
            Backbone backbone, List<Face> faces, FaceViews views, String label, RunContext run) {
        int step = FACES_PER_THREAD * backbone.engine().threads();
        List<float[]> features = new ArrayList<>();
        try (Progress.Task task = run.begin(label, faces.size())) {
            for (int from = 0; from < faces.size(); from += step) {
                run.checkpoint();
                int to = Math.min(faces.size(), from + step);
                // Making a view takes its time, and only those of a few faces are in memory at once.
                features.addAll(backbone.features(faces.subList(from, to).parallelStream()
                        .flatMap(face -> views.of(face).stream())
                        .toList()));
                task.done(to);
            }
        }
        return features;
    }

    private static int[] labels(Gallery gallery, List<Face> faces) {
        return faces.stream().mapToInt(face -> gallery.indexOf(face.identity())).toArray();
    }

    private static float[] mean(List<float[]> rows) {
        double[] sums = new double[rows.get(0).length];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                sums[i] += row[i];
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = (float) (sums[i] / rows.size());
        }
        return mean;
    }

    private static float deviation(List<float[]> rows, float[] center) {
        double sum = 0;
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                sum += (double) (row[i] - center[i]) * (row[i] - center[i]);
            }
        }
        double deviation = Math.sqrt(sum / ((double) rows.size() * center.length));
        return deviation > 0 ? (float) deviation : 1f;
    }

    /** Works in place: the features of thousands of faces should not be in memory twice. */
    private static void normalize(List<float[]> rows, float[] center, float deviation) {
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - center[i]) * (1f / deviation);
            }
        }
    }

    private static ConfusionMatrix confusion(Gallery gallery, HeadOptimizer.Data data, HeadOptimizer optimizer) {
        int[] answers = optimizer.answers(data);
        int[] labels = IntStream.range(0, answers.length).map(data::label).toArray();
        return ConfusionMatrix.of(gallery.people(), labels, answers);
    }
}
