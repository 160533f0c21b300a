package dev.visor.store.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.experiment.openset.EmbeddingFactory;
import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.Architectures;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.run.IllegalSettingException;
import dev.visor.saliency.Reading;
import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.enrollment.OpenNetwork;
import dev.visor.store.machine.Processor;
import dev.visor.torch.Precision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An open set: embeddings of a frozen network are compared with the templates of enrolled people, and somebody who is similar
 * to none of them is unknown.
 *
 * @param network the frozen network
 * @param weights a file of its weights as safetensors, or the word {@code embedded}, which {@code resnet29} alone has
 * @param precision the numbers that gradients are computed in
 * @param threshold how the least similarity of a match is found
 * @param template how a picture is compared with several ones
 */
public record EmbeddingSource(
        Architecture network, String weights, Precision precision, ThresholdRule threshold, TemplateKind template)
        implements SystemSource {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<EmbeddingSource> SETTINGS = Settings.of(
                    EmbeddingSource.class,
                    Setting.of("network", Type.kind(Architecture.class), "the frozen network"),
                    Setting.of(
                            "weights",
                            Type.pathOr(TrainedHeadSource.EMBEDDED),
                            "its weights as safetensors, or the word embedded"),
                    Setting.of("precision", Type.word(Precision.class), "numbers that gradients are computed in"),
                    Setting.of("threshold", ThresholdRule.SETTINGS, "the least similarity of a match"),
                    Setting.of(
                            "template",
                            Type.word(TemplateKind.class),
                            "mean of a person's pictures, or the best of them"))
            .withDefault(() -> EmbeddingSource.DEFAULT);

    /** The embedded network with a false match rate of 0.1 % and mean templates. */
    public static final EmbeddingSource DEFAULT = new EmbeddingSource(
            Architectures.RESNET29,
            TrainedHeadSource.EMBEDDED,
            Precision.FLOAT32,
            ThresholdRule.DEFAULT,
            TemplateKind.MEAN);

    /** Checks that there are weights. */
    public EmbeddingSource {
        check(
                !weights.equals(TrainedHeadSource.EMBEDDED) || network.hasEmbeddedWeights(),
                "weights",
                weights,
                "a file, because " + network.name() + " has no embedded weights");
    }

    @Override
    public String name() {
        return network.name() + " embeddings";
    }

    @Override
    public boolean answersUnknown() {
        return true;
    }

    @Override
    public EmbeddingSource resolved() {
        return new EmbeddingSource(
                network, weights, network.resolve(precision, Processor.computesBfloat16()), threshold, template);
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

    @Override
    public SystemFactory open(FaceFormat faces, int threads, Registry registry) throws IOException {
        Optional<String> file = weights.equals(TrainedHeadSource.EMBEDDED) ? Optional.empty() : Optional.of(weights);
        OpenNetwork open = OpenNetwork.open(network, file, faces, threads, precision);
        List<Reading> readings = registry.kinds(Reading.class).stream()
                .flatMap(kind -> kind.value().map(Reading.class::cast).stream())
                .toList();
        return new EmbeddingFactory(open.embedder(), template, threshold, readings, open.engine());
    }
}
