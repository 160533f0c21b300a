package dev.visor.defense.detection;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.StraightThroughRecognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/**
 * One look at a picture, whose gradient is weighted by how far the attacker's goal is from being plausible there. With the
 * gradient g of the attacker's loss at the logits z of the look, what is pulled back is
 *
 * <pre>{@code g / (1 + exp(s - g . z))}</pre>
 *
 * where s is the slack of the mask. For the margin, g . z is the loss itself: by how much the goal's strongest rival is ahead. Then
 * this is the gradient of the logistic loss
 *
 * <pre>{@code log(1 + exp(g . z - s))}</pre>
 *
 * The goal is plausible where g . z is at most s. Far above that the weight is 1, and far below it is 0. For the cross-entropy, g . z
 * is the loss less the entropy of the people's probabilities.
 *
 * <p>Scores and decisions are those of the look. As thread-safe as the look.
 */
final class WeightedLook extends StraightThroughRecognizer {

    private final double slack;

    /**
     * Makes a look.
     *
     * @param look at the picture under the mask
     * @param slack how far below the strongest rival's logit that of the goal may be to be plausible, at least 0
     */
    WeightedLook(WhiteBoxRecognizer look, double slack) {
        super(look, look);
        this.slack = slack;
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        return inner().backward(probes, (probe, scores) -> weighted(loss.at(probe, scores), scores), rule);
    }

    private float[] weighted(float[] gradient, Scores scores) {
        float[] logits = scores.logits();
        double behind = 0;
        for (int i = 0; i < gradient.length; i++) {
            behind += (double) gradient[i] * logits[i];
        }
        double weight = 1 / (1 + StrictMath.exp(slack - behind));
        float[] weighted = new float[gradient.length];
        for (int i = 0; i < gradient.length; i++) {
            weighted[i] = (float) (weight * gradient[i]);
        }
        return weighted;
    }
}
