package dev.visor.recognition.training;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.network.Backbone;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Head;
import dev.visor.recognition.internal.FullyConnected;
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

        private Config inLargerSteps(int factor) {
            return factor <= 1
                    ? this
                    : new Config(
                            hidden, dropout, epochs, factor * batchSize, Math.sqrt(factor) * learningRate, weightDecay);
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
        HeadFeatures training = HeadFeatures.ofTraining(backbone, gallery, split.training(), views, run);
        HeadOptimizer.Data trainingData = training.data();
        HeadOptimizer.Data validationData = training.ofHeldOut(backbone, gallery, split.validation(), run);

        return backbone.engine().call(() -> {
            try (HeadOptimizer optimizer = optimizer(backbone, gallery, run)) {
                List<Epoch> epochs = epochs(optimizer, trainingData, validationData, run);
                return new TrainedHead(
                        training.head(gallery, optimizer.layers()),
                        epochs,
                        confusion(gallery, trainingData, optimizer),
                        confusion(gallery, validationData, optimizer));
            }
        });
    }

    /**
     * Trains several heads that differ in their first weights, the order of the faces and the dropout, and joins them into one whose
     * logits are the means of theirs. It errs less than they do on average (L. K. Hansen, P. Salamon, "Neural Network Ensembles", IEEE
     * Transactions on Pattern Analysis and Machine Intelligence, 1990), and the features are computed once for all of them.
     *
     * <p>Many views of a face say much the same. So with v views of each, a step takes v / 2 times as many of them, at a learning rate
     * that is higher by the root of that (A. Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014,
     * section 5).
     *
     * @param backbone gives the features
     * @param gallery the people to recognize
     * @param faces to learn from, all of people of the gallery
     * @param views what the heads see of a face
     * @param members how many heads, at least 1
     * @param run its seed decides all draws
     */
    public Head trainEnsemble(
            Backbone backbone, Gallery gallery, List<Face> faces, FaceViews views, int members, RunContext run) {
        HeadFeatures training = HeadFeatures.ofTraining(backbone, gallery, faces, views, run);
        HeadTrainer forViews = new HeadTrainer(config.inLargerSteps(training.views() / 2));
        return backbone.engine().call(() -> {
            List<List<FullyConnected>> heads = new ArrayList<>();
            try (Progress.Task task = run.begin("training heads", members)) {
                while (heads.size() < members) {
                    heads.add(forViews.member(backbone, gallery, training.data(), run.derive("member", heads.size())));
                    task.done(heads.size());
                }
            }
            return training.head(gallery, new Ensemble(heads).layers());
        });
    }

    private List<FullyConnected> member(
            Backbone backbone, Gallery gallery, HeadOptimizer.Data training, RunContext run) {
        try (HeadOptimizer optimizer = optimizer(backbone, gallery, run)) {
            for (int epoch = 1; epoch <= config.epochs(); epoch++) {
                run.checkpoint();
                optimizer.epoch(training, config.batchSize(), epoch);
            }
            return optimizer.layers();
        }
    }

    private HeadOptimizer optimizer(Backbone backbone, Gallery gallery, RunContext run) {
        return new HeadOptimizer(
                widths(backbone.featureCount(), gallery.size()),
                config.dropout(),
                config.learningRate(),
                config.weightDecay(),
                run.seed());
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

    private static ConfusionMatrix confusion(Gallery gallery, HeadOptimizer.Data data, HeadOptimizer optimizer) {
        int[] answers = optimizer.answers(data);
        int[] labels = IntStream.range(0, answers.length).map(data::label).toArray();
        return ConfusionMatrix.of(gallery.people(), labels, answers);
    }
}
