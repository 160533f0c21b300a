package dev.visor.recognition;

import org.jspecify.annotations.Nullable;

/**
 * How similar a face must be to a template so that a system recognizes the person (ISO/IEC 2382-37, 37.03.36), and how that
 * was found. It also turns cosine similarities into logits: {@code logit = 64 (cosine - similarity)}. So the logit 0 stands
 * for nobody at all, and a person with a logit of at least 0 is recognized.
 *
 * <p>The scale is that of ArcFace (J. Deng, J. Guo, N. Xue, S. Zafeiriou, "ArcFace: Additive Angular Margin Loss for Deep Face
 * Recognition", CVPR 2019, section 3.1): networks were trained with a softmax of cosines times 64.
 *
 * @param similarity the least cosine similarity, in [-1, 1]; a float, as networks compute it
 * @param falseMatchRate the false match rate that it was calibrated to, in (0, 1); null if it was given
 * @param impostorPairs how many pairs of a picture and another person's template were compared, at least 0
 * @param falseMatches how many of these it takes for the same person, at least 0
 */
public record Threshold(float similarity, @Nullable Double falseMatchRate, int impostorPairs, int falseMatches) {

    /** How many logits a cosine similarity of 1 is. A power of two, so that scaling rounds nothing. */
    public static final float SCALE = 64;

    /** Checks the ranges. */
    public Threshold {
        if (!(similarity >= -1 && similarity <= 1)) {
            throw new IllegalArgumentException("illegal threshold: " + similarity + ", must be in [-1, 1]");
        }
        if (falseMatchRate != null && !(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException("illegal false match rate: " + falseMatchRate + ", must be in (0, 1)");
        }
        if (falseMatches < 0 || impostorPairs < falseMatches) {
            throw new IllegalArgumentException("illegal number of false matches: " + falseMatches + " of "
                    + impostorPairs + " pairs, must be from 0 to all of them");
        }
    }

    /** Returns the logit of a cosine similarity. */
    public float logit(float cosine) {
        return (cosine - similarity) * SCALE;
    }

    /** Returns the cosine similarity of a logit. */
    public double cosine(double logit) {
        return logit / SCALE + similarity;
    }
}
