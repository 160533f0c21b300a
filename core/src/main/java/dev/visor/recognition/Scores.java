package dev.visor.recognition;

import dev.visor.face.Identity;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How likely a recognizer holds each person of its gallery for the one in a picture: logits, and their softmax. Where a
 * picture can be rejected ({@link Gallery#canReject}), as in an open set, nobody of the gallery takes part in the softmax with
 * the logit 0, so that the probabilities of all people and of nobody sum up to one.
 *
 * <p>Immutable and thread-safe.
 */
public final class Scores {

    private final Gallery gallery;
    private final float[] logits;

    private final int best;

    /** Of each person, and then of nobody; null until somebody asks, as many people take long. */
    private volatile double @Nullable [] probabilities;

    /**
     * Makes the scores of one picture.
     *
     * @param gallery who the logits belong to
     * @param logits one finite value per person
     */
    public Scores(Gallery gallery, float[] logits) {
        if (logits.length != gallery.size()) {
            throw new IllegalArgumentException(
                    "illegal number of logits: " + logits.length + ", must be " + gallery.size());
        }
        this.gallery = gallery;
        this.logits = logits.clone();
        this.best = best(this.logits);
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new IllegalArgumentException("illegal logit: " + logits[i] + ", must be finite");
            }
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Computes them at the first call; threads that ask at the same time compute the same. */
    private double[] softmax() {
        double[] known = probabilities;
        if (known == null) {
            known = softmax(logits, gallery.canReject());
            probabilities = known;
        }
        return known;
    }

    /**
     * Returns the scores whose logits are the means of those of others.
     *
     * @param all at least one, all of the same people
     */
    public static Scores mean(List<Scores> all) {
        Mean logits = new Mean();
        all.forEach(one -> logits.add(one.logits));
        return new Scores(all.get(0).gallery, logits.values());
    }

    private static double[] softmax(float[] logits, boolean nobody) {
        double max = nobody ? 0 : Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = nobody ? StrictMath.exp(-max) : 0;
        double[] probabilities = new double[logits.length + 1];
        probabilities[logits.length] = sum;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = StrictMath.exp(logits[i] - max);
            sum += probabilities[i];
        }
        for (int i = 0; i <= logits.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /** Returns the people that the scores are about. */
    public Gallery gallery() {
        return gallery;
    }

    /** Returns the number of the most likely person, the first of several. */
    public int bestIndex() {
        return best;
    }

    /** Returns the most likely person. */
    public Identity best() {
        return gallery.people().get(bestIndex());
    }

    /**
     * Returns whether the most likely person is recognized: where a picture can be rejected, if the logit is at least 0, else
     * always.
     */
    public boolean isKnown() {
        return !gallery.canReject() || logits[bestIndex()] >= 0;
    }

    /** Returns the number of the person who is recognized, or the size of the gallery if nobody is. */
    public int answerIndex() {
        return isKnown() ? bestIndex() : gallery.size();
    }

    /** Returns the probability that it is nobody of the gallery, in [0, 1]; 0 where no picture can be rejected. */
    public double unknownProbability() {
        return softmax()[logits.length];
    }

    /**
     * Returns the probability of an answer, in [0, 1].
     *
     * @param answer the number of a person, or the size of the gallery for nobody
     */
    public double probability(int answer) {
        return softmax()[answer];
    }

    /** Returns the probability of the most likely person, in [0, 1]. */
    public double confidence() {
        return softmax()[best];
    }

    /** Returns the probability of a person, in [0, 1]. */
    public double confidence(Identity person) {
        return softmax()[gallery.indexOf(person)];
    }

    /**
     * Returns the probability of the right answer about somebody, in [0, 1]: of the person, or of nobody if the person is not
     * enrolled in an open set.
     *
     * @throws IllegalArgumentException if the person is not enrolled in a closed set, which has no right answer
     */
    public double rightConfidence(Identity who) {
        return gallery.isStranger(who) ? unknownProbability() : confidence(who);
    }

    /** Returns a copy of the logits, one per person. */
    public float[] logits() {
        return logits.clone();
    }

    /**
     * Returns the logit of a person.
     *
     * @param person the number
     */
    public float logit(int person) {
        return logits[person];
    }

    /** Returns a copy of the probabilities, one per person. */
    public double[] probabilities() {
        return Arrays.copyOf(softmax(), logits.length);
    }

    @Override
    public String toString() {
        return "Scores[" + best() + " " + confidence() + "]";
    }
}
