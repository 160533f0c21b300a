package dev.visor.recognition.embedding;

import dev.visor.device.Device;
import dev.visor.recognition.BackboneRecognizer;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.internal.EmbeddingStage;
import dev.visor.recognition.internal.ManyTemplatesStage;
import dev.visor.recognition.internal.TemplatesStage;
import dev.visor.recognition.internal.WhiteningStage;
import dev.visor.torch.Engine;
import org.jspecify.annotations.Nullable;

/**
 * A face recognition system that compares embeddings: a person's logit is {@code 64 (c - t)}, where c is the cosine similarity
 * of the picture's embedding to the person's template and t the threshold ({@link Threshold}). Somebody is unknown if no logit
 * reaches 0. With {@link TemplateKind#BEST}, c is the highest of several similarities. If the people were enrolled with a
 * {@link Whitening}, the embedding goes through it first.
 *
 * <p>The gradient is exact through all of it: embedding layer, normalization, whitening, and the highest similarity, where
 * that of the first of several equal ones counts. Guided backpropagation changes only the ReLUs of the backbone.
 *
 * <p>More than {@value #MANY} templates are compared by a {@link TemplateSearch}, unless an accelerator computes.
 *
 * <p>Thread-safe; nothing changes its weights. Owns the native memory of the templates, not of the backbone.
 */
public final class EmbeddingRecognizer extends BackboneRecognizer {

    /** With more templates, these stay in Java's memory. Few ones are compared as ever, to the last bit. */
    static final int MANY = 4096;

    private final Embedder embedder;
    private final Enrollment enrollment;
    private final @Nullable TemplateSearch search;

    /**
     * Puts enrolled people behind a network.
     *
     * @throws IllegalArgumentException if the templates have another number of values than the network's embeddings
     */
    public EmbeddingRecognizer(Embedder embedder, Enrollment enrollment) {
        this(embedder, enrollment, compared(embedder, enrollment));
    }

    private EmbeddingRecognizer(Embedder embedder, Enrollment enrollment, Templates templates) {
        super(embedder.backbone(), enrollment.gallery(), stage(embedder, enrollment, templates));
        this.embedder = embedder;
        this.enrollment =
                templates.search() == null ? enrollment : templates.search().enrollment();
        this.search = templates.search();
    }

    /** What compares: one of the two. */
    private record Templates(ComparedRows rows, @Nullable TemplateSearch search) {}

    private static Templates compared(Embedder embedder, Enrollment enrollment) {
        int size = enrollment.size();
        if (embedder.size() != size) {
            throw new IllegalArgumentException("illegal templates: they have " + size + " values, the embeddings of "
                    + embedder.backbone().name() + " have " + embedder.size());
        }
        ComparedRows rows = new ComparedRows(enrollment);
        Engine engine = embedder.backbone().engine();
        return new Templates(
                rows,
                rows.count() > MANY && engine.device() == Device.CPU
                        ? new TemplateSearch(enrollment, engine.threads())
                        : null);
    }

    private static EmbeddingStage stage(Embedder embedder, Enrollment enrollment, Templates templates) {
        ComparedRows rows = templates.rows();
        TemplateSearch search = templates.search();
        return embedder.backbone()
                .engine()
                .placed(() -> new EmbeddingStage(
                        embedder.layer().orElse(null),
                        enrollment
                                .whitening()
                                .map(own -> new WhiteningStage(own.center(), own.matrix()))
                                .orElse(null),
                        search == null
                                ? new TemplatesStage(rows.values(), rows.count())
                                : new ManyTemplatesStage(search.matrix()),
                        rows.people(),
                        rows.most(),
                        enrollment.threshold().similarity(),
                        Threshold.SCALE));
    }

    @Override
    public void close() {
        super.close();
        if (search != null) {
            search.close();
        }
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
