package dev.visor.experiment.cost;

import dev.visor.evaluation.Rate;

/**
 * In how many pictures an attacker attacks with each accessory on each defense: the trials of a cell.
 *
 * @param pairs that are asked for, at least 1
 * @param pictures that are attacked, at least 1; fewer than pairs if there are fewer of these
 * @param mostPairs that there are, at least 1
 * @param mostPictures that are attacked for all pairs
 */
public record AttackSize(int pairs, int pictures, int mostPairs, int mostPictures) {

    /**
     * Returns half the width of the 95 % interval of the success rate in a cell.
     *
     * @param share of the attacks that succeed, in [0, 1]
     */
    public double halfWidth(double share) {
        return Rate.halfWidth(share, pictures);
    }

    /** Returns the size with twice as many pairs, or all that there are. */
    AttackSize twice() {
        return new AttackSize(
                (int) Math.min(mostPairs, 2L * pairs),
                (int) Math.min(mostPictures, 2L * pictures),
                mostPairs,
                mostPictures);
    }

    /** Returns the size with all pairs. */
    AttackSize all() {
        return new AttackSize(mostPairs, mostPictures, mostPairs, mostPictures);
    }
}
