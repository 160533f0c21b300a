package dev.visor.store.service.config;

/** What the scores of a service mean. */
public enum ScoreKind {
    /** Larger is better, such as the cosine of two embeddings, in [-1, 1]. */
    SIMILARITY,
    /** Larger is better, in [0, 1]. */
    PROBABILITY,
    /** Smaller is better, such as the distance of two embeddings of the length 1, in [0, 2]. */
    DISTANCE;

    private static final double LEAST_PROBABILITY = 1e-7;
    private static final double LOGITS = 64;

    /**
     * Returns a value in [-1, 1] that grows as the match gets better. 64 of it are a logit, so that of probabilities is their
     * logarithm. What is out of range is cut.
     */
    public double similarity(double score) {
        return switch (this) {
            case SIMILARITY -> Math.max(-1, Math.min(1, score));
            case PROBABILITY -> Math.log(Math.max(LEAST_PROBABILITY, Math.min(1, score))) / LOGITS;
            case DISTANCE -> -Math.max(0, Math.min(2, score)) / 2;
        };
    }

    /** Returns the score of the worst match. */
    public double worst() {
        return switch (this) {
            case SIMILARITY -> -1;
            case PROBABILITY -> 0;
            case DISTANCE -> 2;
        };
    }
}
