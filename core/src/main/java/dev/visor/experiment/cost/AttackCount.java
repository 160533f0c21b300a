package dev.visor.experiment.cost;

import dev.visor.evaluation.Rate;
import dev.visor.experiment.AttackPlan;
import dev.visor.experiment.Attacker;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.run.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * In how many pictures an attacker attacks with each accessory on each defense. Pictures that share an accessory count each, as
 * they do in rates. Immutable and thread-safe.
 */
final class AttackCount {

    private final Attacker attacker;
    private final List<Face> own;
    private final Gallery gallery;
    private final Seed seed;

    /**
     * Counts the attacks of an attacker.
     *
     * @param faces the faces to attack with, at least one of them the attacker's
     * @param gallery the possible targets
     * @param seed decides who attacks whom
     */
    AttackCount(Attacker attacker, List<Face> faces, Gallery gallery, Seed seed) {
        this.attacker = attacker;
        this.own = faces.stream().filter(attacker::attacksWith).toList();
        this.gallery = gallery;
        this.seed = seed;
    }

    /** Returns the number of pictures for so many pairs. */
    int pictures(int pairs) {
        return attacker.pictures() == 1
                ? Math.min(pairs, mostPairs())
                : attacker.pictures()
                        * AttackPlan.tasks(attacker.withPairs(pairs), own, gallery, seed)
                                .size();
    }

    /** Returns the number of pairs that there are, at most the largest int. */
    int mostPairs() {
        return most(1);
    }

    /** Returns the number of pictures for all pairs, at most the largest int. */
    int mostPictures() {
        return most(attacker.pictures());
    }

    /** Pairs with the same pictures and the same goal are one attack: of m pictures, m - n + 1 sets of n are attacked in. */
    private int most(int together) {
        Map<Identity, Long> faces = own.stream().collect(Collectors.groupingBy(Face::identity, Collectors.counting()));
        long pictures = faces.entrySet().stream()
                .mapToLong(person -> (person.getValue() - together + 1) * goals(person.getKey()) * together)
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, pictures);
    }

    private long goals(Identity person) {
        if (attacker.goal() == Attacker.Goal.DODGING) {
            return 1;
        }
        if (attacker.target() != null) {
            return person.equals(attacker.target()) ? 0 : 1;
        }
        return gallery.size() - (gallery.contains(person) ? 1 : 0);
    }

    /**
     * Returns the least number of pairs whose attacks make the interval of their success rate narrow enough, or all that there
     * are.
     *
     * @param halfWidth the most that half the width may be, as {@link Rate#trialsFor} takes it
     * @param share of the attacks that succeed, in [0, 1]
     */
    int pairsFor(double halfWidth, double share) {
        int trials = Rate.trialsFor(share, halfWidth);
        int most = mostPairs();
        int high = 1;
        while (high < most && pictures(high) < trials) {
            high = (int) Math.min(most, 2L * high);
        }
        int low = high / 2 + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pictures(middle) < trials) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
