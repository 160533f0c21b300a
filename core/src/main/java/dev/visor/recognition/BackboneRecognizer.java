package dev.visor.recognition;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.network.internal.Network;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A recognizer with a frozen backbone and a last stage of its own, which takes features to logits.
 *
 * <p>Thread-safe; nothing changes its weights. Owns the native memory of the last stage, not of the backbone.
 */
public abstract class BackboneRecognizer implements WhiteBoxRecognizer, AutoCloseable {

    private final Backbone backbone;
    private final Network network;
    private final Gallery gallery;
    private final Stage last;

    /**
     * Puts a last stage on a backbone.
     *
     * @param gallery the people of its outputs
     * @param last takes [N, features] to [N, people]; is closed with this recognizer
     */
    protected BackboneRecognizer(Backbone backbone, Gallery gallery, Stage last) {
        this.backbone = backbone;
        this.network = backbone.network();
        this.gallery = gallery;
        this.last = last;
    }

    /** Returns the frozen part. */
    public Backbone backbone() {
        return backbone;
    }

    @Override
    public Gallery gallery() {
        return gallery;
    }

    @Override
    public Color baseline() {
        return backbone.baseline();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return network.mapAnswers(backbone.engine(), probes, (start, part) -> {
            try (PointerScope scope = new PointerScope()) {
                Tensor features = network.answers(part);
                return scores(last.forward(features, Tape.none()), part.size());
            }
        });
    }

    /**
     * Scores each picture with a recognizer of its own, which gives what it gives alone. The pictures pass the backbone
     * together, which is faster than one by one.
     *
     * @param recognizers one for each picture, all on one backbone
     * @param probes aligned pictures, all of one size
     * @return the scores of each picture, in the same order
     */
    public static List<Scores> identify(List<BackboneRecognizer> recognizers, List<Image> probes) {
        Backbone shared = recognizers.get(0).backbone;
        return shared.network().mapAnswers(shared.engine(), probes, (start, part) -> {
            try (PointerScope scope = new PointerScope()) {
                Tensor features = shared.network().answers(part);
                Map<BackboneRecognizer, List<Scores>> each = new IdentityHashMap<>();
                List<Scores> own = new ArrayList<>();
                for (int i = 0; i < part.size(); i++) {
                    BackboneRecognizer recognizer = recognizers.get(start + i);
                    own.add(each.computeIfAbsent(
                                    recognizer, one -> one.scores(one.last.forward(features, Tape.none()), part.size()))
                            .get(i));
                }
                return own;
            }
        });
    }

    /** {@return this; nothing if the network only answers} */
    @Override
    public Optional<WhiteBoxRecognizer> whiteBox() {
        return network.hasGradients() ? Optional.of(this) : Optional.empty();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the network only answers
     */
    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        if (!network.hasGradients()) {
            throw new IllegalStateException(backbone.name() + " only answers, so it has no gradients");
        }
        return network.map(backbone.engine(), probes, (start, part) -> {
            try (PointerScope scope = new PointerScope()) {
                Tape tape = rule == BackwardRule.GUIDED ? Tape.guided() : Tape.exact();
                Tensor features = network.forward(network.input(part), tape);
                Tensor logits = last.forward(features, tape);
                List<Scores> scores = scores(logits, part.size());
                Tensor signal = tape.pullBack(lossGradient(loss, start, scores, logits.size(0)));
                List<float[]> gradients = Network.rows(signal, part.size());
                List<Backward> results = new ArrayList<>();
                for (int i = 0; i < part.size(); i++) {
                    results.add(
                            network.exactBackward()
                                    ? new Backward(scores.get(i), gradients.get(i))
                                    : new Backward(scores.get(i), gradients.get(i), part.get(i), this));
                }
                return results;
            }
        });
    }

    private List<Scores> scores(Tensor logits, int count) {
        return Network.rows(logits, count).stream()
                .map(values -> new Scores(gallery, values))
                .toList();
    }

    /** Returns the gradient at the logits; it is zero for pictures that fill the chunk up. */
    private Tensor lossGradient(LogitGradient loss, int start, List<Scores> scores, long rows) {
        int size = gallery.size();
        float[] gradients = new float[Math.toIntExact(rows) * size];
        for (int i = 0; i < scores.size(); i++) {
            float[] gradient = loss.at(start + i, scores.get(i));
            if (gradient.length != size) {
                throw new IllegalArgumentException(
                        "illegal logit gradient: " + gradient.length + " values, must be " + size);
            }
            System.arraycopy(gradient, 0, gradients, i * size, size);
        }
        return Tensors.of(gradients, rows, size);
    }

    @Override
    public void close() {
        last.close();
    }
}
