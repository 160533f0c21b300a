package dev.visor.defense.detection;

import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What follows from the answers under all masks. Under each of them some people of the gallery are plausible, perhaps none: in
 * an open set those who reach the threshold; in a closed set the most probable person, and those who are less probable by no
 * more than the slack of the mask.
 *
 * @param slacks for each mask how far below the highest logit of a closed set that of a plausible person may be, at least 0
 */
record Agreement(List<Double> slacks) {

    Agreement {
        slacks = List.copyOf(slacks);
    }

    /** Returns the strictest one: in a closed set only the most probable person is plausible. */
    static Agreement strict(int masks) {
        return new Agreement(IntStream.range(0, masks).mapToObj(mask -> 0.0).toList());
    }

    /**
     * Returns the decision: a person who is plausible under all masks, the one with the highest of {@link #least}. If there is
     * none, the picture is tampered with where those masks that name somebody share no person; else it is of nobody known.
     */
    Decision decide(Gallery gallery, List<Scores> masked) {
        Scores scores = least(gallery, masked);
        int[] plausibleUnder = new int[gallery.size()];
        int naming = 0;
        boolean alone = true;
        for (int mask = 0; mask < masked.size(); mask++) {
            int[] people = plausible(mask, masked.get(mask));
            naming += people.length == 0 ? 0 : 1;
            alone &= people.length == 1;
            for (int person : people) {
                plausibleUnder[person]++;
            }
        }
        int most = IntStream.of(plausibleUnder).max().orElseThrow();
        if (most == masked.size()) {
            return new Decision(Verdict.PERSON, scores, alone);
        }
        return new Decision(most == naming ? Verdict.UNKNOWN : Verdict.TAMPERED, scores, false);
    }

    /** Returns the numbers of the people who are plausible under a mask, the most probable one first. */
    int[] plausible(int mask, Scores scores) {
        double[] margins = margins(mask, scores);
        return IntStream.range(0, margins.length)
                .filter(person -> margins[person] >= 0)
                .boxed()
                .sorted((a, b) -> Double.compare(margins[b], margins[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Returns scores whose logits are the least margins of all masks: at least 0 for exactly the people who are plausible under
     * all of them.
     */
    Scores least(Gallery gallery, List<Scores> masked) {
        double[] least = new double[gallery.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int mask = 0; mask < masked.size(); mask++) {
            double[] margins = margins(mask, masked.get(mask));
            Arrays.setAll(least, person -> Math.min(least[person], margins[person]));
        }
        float[] logits = new float[least.length];
        for (int person = 0; person < least.length; person++) {
            logits[person] = (float) least[person];
        }
        return new Scores(gallery, logits);
    }

    /**
     * Returns scores of a gallery with an alarm, which say how far an attacker has come: of people who are plausible under all
     * masks, the {@link #least} margins; of the others, minus the mean over the masks of the logistic loss {@code log(1 + exp(-m))},
     * where m is by how much the person is ahead of what it takes to be plausible.
     */
    Scores pursued(Gallery gallery, List<Scores> masked) {
        float[] logits = least(gallery, masked).logits();
        double[] losses = new double[logits.length];
        for (int mask = 0; mask < masked.size(); mask++) {
            double[] ahead = ahead(masked.get(mask));
            double slack = slack(mask, gallery);
            for (int person = 0; person < losses.length; person++) {
                losses[person] += logisticLoss(ahead[person] + slack) / masked.size();
            }
        }
        for (int person = 0; person < logits.length; person++) {
            logits[person] = logits[person] >= 0 ? logits[person] : (float) -losses[person];
        }
        return new Scores(gallery.withAlarm(), logits);
    }

    /** Returns by how much the logit of each person is above that of nobody, or in a closed set above the highest of the others. */
    private static double[] ahead(Scores scores) {
        double[] ahead = below(scores);
        if (!scores.gallery().isOpenSet()) {
            int best = scores.bestIndex();
            double next = IntStream.range(0, ahead.length)
                    .filter(person -> person != best)
                    .mapToDouble(person -> ahead[person])
                    .max()
                    .orElseThrow();
            ahead[best] = -next;
        }
        return ahead;
    }

    private static double logisticLoss(double margin) {
        return Math.max(-margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
    }

    /** Returns by how much each person is above what it takes to be plausible. */
    private double[] margins(int mask, Scores scores) {
        double[] below = below(scores);
        double slack = slack(mask, scores.gallery());
        Arrays.setAll(below, person -> below[person] + slack);
        return below;
    }

    /** Returns how far below the highest logit that of a plausible person may be; 0 in an open set, whose threshold decides. */
    double slack(int mask, Gallery gallery) {
        return gallery.isOpenSet() ? 0 : slacks.get(mask);
    }

    /** Returns by how much the logit of each person is above that of nobody, or in a closed set above the highest one. */
    static double[] below(Scores scores) {
        float[] logits = scores.logits();
        double zero = scores.gallery().isOpenSet() ? 0 : logits[scores.bestIndex()];
        double[] below = new double[logits.length];
        Arrays.setAll(below, person -> logits[person] - zero);
        return below;
    }
}
