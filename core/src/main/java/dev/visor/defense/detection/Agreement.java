package dev.visor.defense.detection;

import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import java.util.Arrays;
import java.util.List;

/**
 * What follows from the answers under all masks. Under each of them somebody of the gallery is named, or nobody: nobody is
 * named below the threshold of an open set, or with a smaller probability than the least one.
 *
 * @param least the least probability of a person under every mask, in [0, 1]; 0 for any
 */
record Agreement(double least) {

    /** Any probability is enough. */
    static final Agreement ANY = new Agreement(0);

    /** Returns the decision: a person whom all masks name, tampered if they name several, and else unknown. */
    Decision decide(Gallery gallery, List<Scores> masked) {
        Scores scores = least(gallery, masked);
        int[] named = masked.stream().mapToInt(this::named).toArray();
        int person = gallery.size();
        boolean all = true;
        for (int one : named) {
            if (one == gallery.size()) {
                all = false;
            } else if (person != gallery.size() && one != person) {
                return new Decision(Verdict.TAMPERED, scores, false);
            } else {
                person = one;
            }
        }
        return all ? new Decision(Verdict.PERSON, scores, true) : new Decision(Verdict.UNKNOWN, scores, false);
    }

    private int named(Scores scores) {
        return scores.isKnown() && scores.confidence() >= least
                ? scores.bestIndex()
                : scores.gallery().size();
    }

    /**
     * Returns the least probability of the person whom all masks name; 0 if they don't name one. This is what
     * {@link #least} is compared with.
     */
    static double support(Gallery gallery, List<Scores> masked) {
        return ANY.decide(gallery, masked).verdict() == Verdict.PERSON
                ? masked.stream().mapToDouble(Scores::confidence).min().orElseThrow()
                : 0;
    }

    /**
     * Returns scores whose best person is the one whom all masks name, if they name one. The logit of each person is the least
     * one of all masks; in a closed set, of the logarithms of the probabilities.
     */
    static Scores least(Gallery gallery, List<Scores> masked) {
        double[] least = new double[gallery.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (Scores scores : masked) {
            float[] logits = scores.logits();
            double norm = gallery.isOpenSet() ? 0 : logSum(logits);
            for (int person = 0; person < least.length; person++) {
                least[person] = Math.min(least[person], logits[person] - norm);
            }
        }
        float[] logits = new float[least.length];
        for (int person = 0; person < least.length; person++) {
            logits[person] = (float) least[person];
        }
        keepOrder(logits, masked);
        return new Scores(gallery, logits);
    }

    private static double logSum(float[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += StrictMath.exp(logit - max);
        }
        return max + StrictMath.log(sum);
    }

    /** Rounding may make the logit of somebody else as high as that of the person who is best under every mask. */
    private static void keepOrder(float[] logits, List<Scores> masked) {
        int best = masked.get(0).bestIndex();
        if (masked.stream().allMatch(scores -> scores.bestIndex() == best)) {
            for (int person = 0; person < best; person++) {
                if (logits[person] >= logits[best]) {
                    logits[person] = Math.nextDown(logits[best]);
                }
            }
        }
    }
}
