package dev.visor.store.experiment;

import dev.visor.device.Compute;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.experiment.head.TrainedHeadFactory;
import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.saliency.Reading;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.store.network.NetworkChoice;
import dev.visor.store.network.NetworkInput;
import dev.visor.store.network.OpenedNetwork;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.io.IOException;
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
                    NetworkChoice.NETWORK,
                    NetworkChoice.WEIGHTS,
                    NetworkChoice.PRECISION,
                    Setting.of("head", HeadTrainer.Config.SETTINGS, "how the head is trained"),
                    NetworkChoice.INPUT,
                    NetworkChoice.OUTPUT)
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
        new NetworkChoice(network, weights, precision, input, output);
    }

    private NetworkChoice choice() {
        return new NetworkChoice(network, weights, precision, input, output);
    }

    @Override
    public String name() {
        return network.name();
    }

    @Override
    public TrainedHeadSource resolved() {
        NetworkChoice resolved = choice().resolved();
        return new TrainedHeadSource(network, weights, resolved.precision(), head, resolved.input(), output);
    }

    @Override
    public Optional<String> refusal(int width, int height) {
        return choice().refusal(width, height);
    }

    @Override
    public SystemFactory open(FaceFormat faces, Compute compute, Registry registry) throws IOException {
        network.checkSize(faces.width(), faces.height());
        OpenedNetwork opened = choice().open();
        if (!opened.architecture().hasGradients()) {
            throw new IOException(opened.source()
                    + ": is a black box, because it has operators that are not supported; must be a system of the kind"
                    + " embedding");
        }
        Engine engine = Engine.start(compute, precision);
        try {
            return new TrainedHeadFactory(opened.backbone(faces, engine), head, registry.values(Reading.class), engine);
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }
}
