package dev.visor.recognition;

import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * A randomised recognizer as an attacker sees it: several draws of it, made by the caller, whose gradients are averaged
 * (expectation over transformation: A. Athalye, L. Engstrom, A. Ilyas, K. Kwok, "Synthesizing Robust Adversarial
 * Examples", ICML 2018, section 2.1). Any attack can be aimed at it.
 *
 * <p>{@link #backward} pulls the gradient of each draw's own loss, at each draw's own scores, back to the pixels, and
 * averages the results value by value. As differentiation and mean can be swapped, this is the gradient of the mean loss,
 * which estimates that of the expected loss without bias. It is not the gradient of the loss at the mean logits. The
 * scores, here and of {@link #identify}, are the mean logits, so that a margin is the mean margin, and the probabilities
 * are the normalized geometric mean of those of the draws: a cross-entropy of them is at most the mean cross-entropy of
 * the draws.
 *
 * <p>Deviation from the paper: the draws are made once, not anew for each iteration, so that results don't depend on how
 * often the recognizer is asked. What succeeds against them need not succeed against other draws of the victim; that is
 * for the caller to evaluate.
 *
 * <p>Immutable; as thread-safe as the draws are. It costs as much as all draws together.
 */
public final class ExpectationOverTransformation implements WhiteBoxRecognizer {

    private final List<WhiteBoxRecognizer> draws;

    /**
     * Puts draws together.
     *
     * @param draws at least one, all with the same gallery, in the same order, and the same baseline
     */
    public ExpectationOverTransformation(List<? extends WhiteBoxRecognizer> draws) {
        this.draws = List.copyOf(draws);
        if (draws.isEmpty()) {
            throw new IllegalArgumentException("illegal number of draws: 0, must be at least 1");
        }
        for (WhiteBoxRecognizer draw : draws) {
            if (!draw.gallery().people().equals(gallery().people())) {
                throw new IllegalArgumentException("illegal gallery of a draw: "
                        + draw.gallery().people() + ", must be " + gallery().people() + " as of the first");
            }
            if (!draw.baseline().equals(baseline())) {
                throw new IllegalArgumentException("illegal baseline of a draw: " + draw.baseline() + ", must be "
                        + baseline() + " as of the first");
            }
        }
    }

    @Override
    public Gallery gallery() {
        return draws.get(0).gallery();
    }

    @Override
    public Color baseline() {
        return draws.get(0).baseline();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        List<Mean> logits = means(probes);
        for (WhiteBoxRecognizer draw : draws) {
            List<Scores> scores = draw.identify(probes);
            for (int i = 0; i < probes.size(); i++) {
                logits.get(i).add(scores.get(i).logits());
            }
        }
        return logits.stream().map(this::scores).toList();
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        List<Mean> logits = means(probes);
        List<Mean> gradients = means(probes);
        boolean exact = true;
        for (WhiteBoxRecognizer draw : draws) {
            List<Backward> results = draw.backward(probes, loss, rule);
            for (int i = 0; i < probes.size(); i++) {
                exact &= results.get(i).isExact();
                logits.get(i).add(results.get(i).scores().logits());
                gradients.get(i).add(results.get(i).gradient());
            }
        }
        List<Backward> results = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            Scores scores = scores(logits.get(i));
            float[] gradient = gradients.get(i).values();
            results.add(exact ? new Backward(scores, gradient) : new Backward(scores, gradient, probes.get(i), this));
        }
        return results;
    }

    private Scores scores(Mean logits) {
        return new Scores(gallery(), logits.values());
    }

    private static List<Mean> means(List<Image> probes) {
        return probes.stream().map(probe -> new Mean()).toList();
    }
}
