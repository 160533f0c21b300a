package dev.visor.store.experiment;

import dev.visor.device.Compute;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.experiment.openset.EmbeddingFactory;
import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.saliency.Reading;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.enrollment.OpenNetwork;
import dev.visor.store.network.NetworkChoice;
import dev.visor.store.network.NetworkFile;
import dev.visor.store.network.NetworkInput;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open set: embeddings of a frozen network are compared with the templates of enrolled people, and somebody who is similar
 * to none of them is unknown.
 *
 * @param network the frozen network: a built-in one, or one in an ONNX or TorchScript file
 * @param weights a file of its weights as safetensors, or the word {@code embedded}, which {@code resnet29} alone has
 * @param precision the numbers that gradients are computed in
 * @param threshold how the least similarity of a match is found
 * @param template how a picture is compared with several ones
 * @param input what is done to pictures before a network of a file; null to guess it
 * @param output the output with the embedding of a network of a file; null if there is one alone
 */
public record EmbeddingSource(
        Architecture network,
        String weights,
        Precision precision,
        ThresholdRule threshold,
        TemplateKind template,
        @Nullable NetworkInput input,
        @Nullable String output)
        implements SystemSource {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<EmbeddingSource> SETTINGS = Settings.of(
                    EmbeddingSource.class,
                    NetworkChoice.NETWORK,
                    NetworkChoice.WEIGHTS,
                    NetworkChoice.PRECISION,
                    Setting.of("threshold", ThresholdRule.SETTINGS, "the least similarity of a match"),
                    Setting.of(
                            "template",
                            Type.word(TemplateKind.class),
                            "mean of a person's pictures, or the best of them"),
                    NetworkChoice.INPUT,
                    NetworkChoice.OUTPUT)
            .withDefault(() -> EmbeddingSource.DEFAULT);

    /** The embedded network with a false match rate of 0.1 % and mean templates. */
    public static final EmbeddingSource DEFAULT = new EmbeddingSource(
            Architectures.RESNET29,
            TrainedHeadSource.EMBEDDED,
            Precision.FLOAT32,
            ThresholdRule.DEFAULT,
            TemplateKind.MEAN,
            null,
            null);

    /** Checks that there are weights, and that what belongs to a network of a file goes with one. */
    public EmbeddingSource {
        new NetworkChoice(network, weights, precision, input, output);
    }

    private NetworkChoice choice() {
        return new NetworkChoice(network, weights, precision, input, output);
    }

    @Override
    public String name() {
        return network.name() + " embeddings";
    }

    @Override
    public boolean answersUnknown() {
        return true;
    }

    /** {@return whether the network is a file with operators that have no gradient, which ONNX Runtime alone computes} */
    @Override
    public boolean isBlackBox() {
        return network instanceof NetworkFile file && file.isBlackBox(output == null ? "" : output);
    }

    @Override
    public EmbeddingSource resolved() {
        NetworkChoice resolved = choice().resolved();
        return new EmbeddingSource(
                network, weights, resolved.precision(), threshold, template, resolved.input(), output);
    }

    @Override
    public Optional<String> refusal(int width, int height) {
        return choice().refusal(width, height);
    }

    @Override
    public SystemFactory open(FaceFormat faces, Compute compute, Registry registry) throws IOException {
        OpenNetwork open = OpenNetwork.open(choice(), faces, compute);
        return new EmbeddingFactory(
                open.embedder(), template, threshold, registry.values(Reading.class), open.engine());
    }
}
