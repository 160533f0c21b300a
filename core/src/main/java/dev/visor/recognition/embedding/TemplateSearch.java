package dev.visor.recognition.embedding;

import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.internal.PanelMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Identifies embeddings among many people. All templates lie in a matrix, whose memory {@link #enrollment} shares, and each
 * similarity is summed up in the same order. So it depends neither on the number of threads nor on other probes.
 *
 * <pre>{@code
 * try (TemplateSearch search = new TemplateSearch(enrollment, 2)) {
 *     Identity person = search.identify(List.of(probe)).get(0).best();
 * }
 * }</pre>
 *
 * <p>Thread-safe; nothing changes it. Owns its threads.
 */
public final class TemplateSearch implements AutoCloseable {

    private final Enrollment enrollment;
    private final Gallery gallery;
    private final PanelMatrix matrix;
    private final int most;

    /**
     * Copies the templates of an enrollment.
     *
     * @param threads that compute, at least 1
     */
    public TemplateSearch(Enrollment enrollment, int threads) {
        ComparedRows rows = new ComparedRows(enrollment);
        this.matrix = new PanelMatrix(rows.count(), enrollment.size(), rows::row, threads);
        this.most = rows.most();
        this.gallery = enrollment.gallery();
        this.enrollment = new Enrollment(
                new SharedTemplates(enrollment, rows, matrix, gallery.people()),
                enrollment.threshold(),
                enrollment.whitening());
    }

    /** Returns equal people, whose templates share memory with this search as far as pictures are compared as they are. */
    public Enrollment enrollment() {
        return enrollment;
    }

    PanelMatrix matrix() {
        return matrix;
    }

    /**
     * Identifies embeddings.
     *
     * @param probes as the network gives them, with as many values as the templates
     * @return the scores of each, in the same order
     */
    public List<Scores> identify(List<Embedding> probes) {
        int size = enrollment.size();
        float[] vectors = new float[probes.size() * size];
        for (int i = 0; i < probes.size(); i++) {
            Embedding probe = probes.get(i);
            float[] values = enrollment
                    .whitening()
                    .map(whitening -> whitening.apply(probe))
                    .orElse(probe)
                    .values();
            if (values.length != size) {
                throw new IllegalArgumentException("illegal embedding: " + values.length + " values, must be " + size);
            }
            System.arraycopy(values, 0, vectors, i * size, size);
        }
        float[] similarities = matrix.products(vectors, probes.size());
        List<Scores> scores = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            scores.add(new Scores(gallery, logits(similarities, i * matrix.rows())));
        }
        return scores;
    }

    private float[] logits(float[] similarities, int from) {
        Threshold threshold = enrollment.threshold();
        float[] logits = new float[gallery.size()];
        for (int person = 0; person < logits.length; person++) {
            float highest = similarities[from + person * most];
            for (int i = 1; i < most; i++) {
                highest = Math.max(highest, similarities[from + person * most + i]);
            }
            logits[person] = threshold.logit(highest);
        }
        return logits;
    }

    @Override
    public void close() {
        matrix.close();
    }
}
