package dev.visor.evaluation.openset;

import dev.visor.evaluation.Rate;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.run.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Takes the scores of one picture after another, and keeps of them the similarities to the person and to others: to all of them, or
 * where these are too many to those of a sample, which is always the same one. For it each picture is compared with as many people,
 * drawn from equal parts of the gallery. Used by one thread.
 */
public final class ComparisonTally {

    /** All comparisons are kept if there are at most so many. */
    public static final int MOST = 1 << 25;

    private final Threshold threshold;
    private final int people;
    private final int each;
    private final SplittableRandom random = new Seed(1).derive("comparisons").random();
    private double[] mated = new double[64];
    private double[] nonMated = new double[64];
    private int matedCount;
    private int nonMatedCount;
    private int falseNonMatches;
    private int falseMatches;

    /**
     * Makes an empty one.
     *
     * @param threshold of the gallery
     * @param people in the gallery
     * @param pictures how many will be added, at least 0
     * @param most how many comparisons are kept at most, but at least one of each picture; usually {@link #MOST}
     */
    public ComparisonTally(Threshold threshold, int people, int pictures, int most) {
        this.threshold = threshold;
        this.people = people;
        this.each = Math.min(people, Math.max(1, most / Math.max(1, pictures)));
    }

    /**
     * Adds a picture of an enrolled person.
     *
     * @param person the number
     */
    public void addEnrolled(Scores scores, int person) {
        mated = grown(mated, matedCount);
        mated[matedCount++] = threshold.cosine(scores.logit(person));
        falseNonMatches += scores.logit(person) >= 0 ? 0 : 1;
        addOthers(scores, person);
    }

    /** Adds a picture of somebody who is not enrolled. */
    public void addStranger(Scores scores) {
        addOthers(scores, -1);
    }

    private void addOthers(Scores scores, int person) {
        for (int part = 0; part < each; part++) {
            int first = (int) ((long) part * people / each);
            int other = each == people ? first : random.nextInt(first, (int) ((part + 1L) * people / each));
            if (other != person) {
                nonMated = grown(nonMated, nonMatedCount);
                // Counted at the logit 0 itself, so that no rounding on the way to a similarity changes a count.
                falseMatches += scores.logit(other) >= 0 ? 1 : 0;
                nonMated[nonMatedCount++] = threshold.cosine(scores.logit(other));
            }
        }
    }

    private static double[] grown(double[] values, int used) {
        return used < values.length ? values : Arrays.copyOf(values, used + used / 2);
    }

    /** Returns all comparisons that are kept. */
    public Comparisons comparisons() {
        return new Comparisons(Arrays.copyOf(mated, matedCount), Arrays.copyOf(nonMated, nonMatedCount));
    }

    /** Returns how many comparisons with other people reach the threshold. */
    public Rate falseMatches() {
        return new Rate(falseMatches, nonMatedCount);
    }

    /** Returns how many comparisons with the same person don't reach the threshold. */
    public Rate falseNonMatches() {
        return new Rate(falseNonMatches, matedCount);
    }
}
