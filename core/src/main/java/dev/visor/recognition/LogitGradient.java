package dev.visor.recognition;

/**
 * The gradient of a loss with respect to the logits of one picture. Called from several threads at a time.
 */
@FunctionalInterface
public interface LogitGradient {

    /** The gradient of the most likely person's logit: one for this person, zero for the others. */
    LogitGradient BEST = (probe, scores) -> {
        float[] gradient = new float[scores.gallery().size()];
        gradient[scores.bestIndex()] = 1f;
        return gradient;
    };

    /**
     * Returns the gradient.
     *
     * @param probe the number of the picture in its batch, from 0
     * @param scores of the picture
     * @return one value per person of the gallery
     */
    float[] at(int probe, Scores scores);
}
