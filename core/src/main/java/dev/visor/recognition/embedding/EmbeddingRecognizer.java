package dev.visor.recognition.embedding;

import dev.visor.recognition.BackboneRecognizer;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.internal.EmbeddingStage;
import dev.visor.recognition.internal.WhiteningStage;
import java.util.List;

/**
 * A face recognition system that compares embeddings: a person's logit is {@code 64 (c - t)}, where c is the cosine similarity
 * of the picture's embedding to the person's template and t the threshold ({@link Threshold}). Somebody is unknown if no logit
 * reaches 0. With {@link TemplateKind#BEST}, c is the highest of several similarities. If the people were enrolled with a
 * {@link Whitening}, the embedding goes through it first.
 *
 * <p>The gradient is exact through all of it: embedding layer, normalization, whitening, and the highest similarity, where
 * that of the first of several equal ones counts. Guided backpropagation changes only the ReLUs of the backbone.
 *
 * <p>Thread-safe; nothing changes its weights. Owns the native memory of the templates, not of the backbone.
 */
public final class EmbeddingRecognizer extends BackboneRecognizer {

    private final Embedder embedder;
    private final Enrollment enrollment;

    /**
     * Puts enrolled people behind a network.
     *
     * @throws IllegalArgumentException if the templates have another number of values than the network's embeddings
     */
    public EmbeddingRecognizer(Embedder embedder, Enrollment enrollment) {
        super(embedder.backbone(), enrollment.gallery(), stage(embedder, enrollment));
        this.embedder = embedder;
        this.enrollment = enrollment;
    }

    private static EmbeddingStage stage(Embedder embedder, Enrollment enrollment) {
        int size = enrollment.size();
        if (embedder.size() != size) {
            throw new IllegalArgumentException("illegal templates: they have " + size + " values, the embeddings of "
                    + embedder.backbone().name() + " have " + embedder.size());
        }
        List<List<Embedding>> compared =
                enrollment.templates().stream().map(Template::compared).toList();
        int most = compared.stream().mapToInt(List::size).max().orElseThrow();
        float[] values = new float[compared.size() * most * size];
        for (int person = 0; person < compared.size(); person++) {
            List<Embedding> own = compared.get(person);
            for (int i = 0; i < most; i++) {
                float[] template = own.get(i < own.size() ? i : 0).values();
                System.arraycopy(template, 0, values, (person * most + i) * size, size);
            }
        }
        return embedder.backbone()
                .engine()
                .placed(() -> new EmbeddingStage(
                        embedder.layer().orElse(null),
                        enrollment
                                .whitening()
                                .map(own -> new WhiteningStage(own.center(), own.matrix()))
                                .orElse(null),
                        values,
                        compared.size(),
                        most,
                        enrollment.threshold().similarity(),
                        Threshold.SCALE));
    }

    /** Returns what makes embeddings of faces. */
    public Embedder embedder() {
        return embedder;
    }

    /** Returns the enrolled people with their templates. */
    public Enrollment enrollment() {
        return enrollment;
    }
}
