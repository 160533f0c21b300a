package dev.visor.store.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.experiment.TrainedHeadFactory;
import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.recognition.HeadTrainer;
import dev.visor.run.IllegalSettingException;
import dev.visor.saliency.Reading;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.machine.Processor;
import dev.visor.store.weights.EmbeddedWeights;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A head that is trained on a frozen network, as the article does.
 *
 * @param network the frozen network
 * @param weights a file of its weights as safetensors, or the word {@code embedded}, which {@code resnet29} alone has
 * @param precision the numbers that gradients are computed in
 * @param head how the head is trained
 */
public record TrainedHeadSource(Architecture network, String weights, Precision precision, HeadTrainer.Config head)
        implements SystemSource {

    /** The weights that come with Visor. */
    public static final String EMBEDDED = "embedded";

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<TrainedHeadSource> SETTINGS = Settings.of(
                    TrainedHeadSource.class,
                    Setting.of("network", Type.kind(Architecture.class), "the frozen network"),
                    Setting.of("weights", Type.pathOr(EMBEDDED), "its weights as safetensors, or the word embedded"),
                    Setting.of("precision", Type.word(Precision.class), "numbers that gradients are computed in"),
                    Setting.of("head", HeadTrainer.Config.SETTINGS, "how the head is trained"))
            .withDefault(() -> TrainedHeadSource.DEFAULT);

    /** The embedded network, gradients in 32-bit floats. */
    public static final TrainedHeadSource DEFAULT =
            new TrainedHeadSource(Architectures.RESNET29, EMBEDDED, Precision.FLOAT32, HeadTrainer.Config.DEFAULT);

    /** Checks that there are weights. */
    public TrainedHeadSource {
        check(
                !weights.equals(EMBEDDED) || network.hasEmbeddedWeights(),
                "weights",
                weights,
                "a file, because " + network.name() + " has no embedded weights");
    }

    @Override
    public String name() {
        return network.name();
    }

    @Override
    public TrainedHeadSource resolved() {
        return new TrainedHeadSource(network, weights, network.resolve(precision, Processor.computesBfloat16()), head);
    }

    @Override
    public Optional<String> refusal(int width, int height) {
        try {
            network.checkSize(width, height);
            return Optional.empty();
        } catch (IllegalSettingException e) {
            return Optional.of(e.range());
        }
    }

    private static List<Reading> readings(Registry registry) {
        return registry.kinds(Reading.class).stream()
                .flatMap(kind -> kind.value().map(Reading.class::cast).stream())
                .toList();
    }

    @Override
    public SystemFactory open(FaceFormat faces, int threads, Registry registry) throws IOException {
        network.checkSize(faces.width(), faces.height());
        LoadedWeights loaded =
                weights.equals(EMBEDDED) ? EmbeddedWeights.of(network) : LoadedWeights.read(Path.of(weights));
        Engine engine = Engine.start(threads, precision);
        try {
            Backbone backbone = Backbone.load(
                    network,
                    loaded.tensors(),
                    loaded.sha256(),
                    faces.alignment(),
                    faces.width(),
                    faces.height(),
                    engine);
            return new TrainedHeadFactory(backbone, head, readings(registry), engine);
        } catch (IllegalArgumentException e) {
            engine.close();
            if (weights.equals(EMBEDDED)) {
                throw e;
            }
            throw new IOException(
                    weights + ": must hold the weights of " + network.name() + ", but " + e.getMessage(), e);
        }
    }
}
