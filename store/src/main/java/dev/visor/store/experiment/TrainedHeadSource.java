package dev.visor.store.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.experiment.TrainedHeadFactory;
import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.recognition.HeadTrainer;
import dev.visor.run.IllegalSettingException;
import dev.visor.saliency.Reading;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.machine.Processor;
import dev.visor.store.network.NetworkFile;
import dev.visor.store.network.NetworkInput;
import dev.visor.store.network.NetworkType;
import dev.visor.store.network.OpenedNetwork;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A head that is trained on a frozen network, as the article does.
 *
 * @param network the frozen network: a built-in one, or one in an ONNX or TorchScript file
 * @param weights a file of its weights as safetensors, or the word {@code embedded}, which {@code resnet29} alone has
 * @param precision the numbers that gradients are computed in
 * @param head how the head is trained
 * @param input what is done to pictures before a network of a file; null to guess it
 * @param output the output with the features of a network of a file; null if there is one alone
 */
public record TrainedHeadSource(
        Architecture network,
        String weights,
        Precision precision,
        HeadTrainer.Config head,
        @Nullable NetworkInput input,
        @Nullable String output)
        implements SystemSource {

    /** The weights that come with Visor. */
    public static final String EMBEDDED = OpenedNetwork.EMBEDDED;

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<TrainedHeadSource> SETTINGS = Settings.of(
                    TrainedHeadSource.class,
                    Setting.of(
                            "network", new NetworkType(), "the frozen network: a name, or an ONNX or TorchScript file"),
                    Setting.of("weights", Type.pathOr(EMBEDDED), "its weights as safetensors, or the word embedded"),
                    Setting.of("precision", Type.word(Precision.class), "numbers that gradients are computed in"),
                    Setting.of("head", HeadTrainer.Config.SETTINGS, "how the head is trained"),
                    Setting.of(
                            "input",
                            Type.optional(NetworkInput.SETTINGS),
                            "what is done to pictures before a network of a file (default: guessed from its graph)"),
                    Setting.of(
                            "output", Type.optional(Type.line()), "the output with the features, if there are several"))
            .withDefault(() -> TrainedHeadSource.DEFAULT);

    /** The embedded network, gradients in 32-bit floats. */
    public static final TrainedHeadSource DEFAULT =
            new TrainedHeadSource(Architectures.RESNET29, EMBEDDED, Precision.FLOAT32, HeadTrainer.Config.DEFAULT);

    /** Makes one whose network is built in. */
    public TrainedHeadSource(Architecture network, String weights, Precision precision, HeadTrainer.Config head) {
        this(network, weights, precision, head, null, null);
    }

    /** Checks that there are weights, and that what belongs to a network of a file goes with one. */
    public TrainedHeadSource {
        boolean file = network instanceof NetworkFile;
        check(file || input == null, "input", "set", "left out, because " + network.name() + " is not in a file");
        check(file || output == null, "output", "set", "left out, because " + network.name() + " is not in a file");
        check(!file || weights.equals(EMBEDDED), "weights", weights, "left out, because the network's file has them");
        check(
                !file || precision != Precision.BFLOAT16,
                "precision",
                "bfloat16",
                "float32 or auto for a network of a file");
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
        try {
            return new TrainedHeadSource(
                    network,
                    weights,
                    network.resolve(precision, Processor.computesBfloat16()),
                    head,
                    OpenedNetwork.input(network, input, output),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
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
        OpenedNetwork opened = OpenedNetwork.of(network, weights, input, output);
        Engine engine = Engine.start(threads, precision);
        try {
            return new TrainedHeadFactory(opened.backbone(faces, engine), head, readings(registry), engine);
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }
}
