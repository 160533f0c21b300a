package dev.visor.attack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How many more questions the searches of a loop are likely to ask, counted in pictures. A search that may end early is
 * supposed to end as often as searches have ended lately; one that has not begun, as often as on the whole. Not
 * thread-safe.
 */
final class Forecast {

    /** What most attacks that end early take. */
    private static final double USUAL = 25;

    /** As many searches that were seen to end count as much as {@link #USUAL}. */
    private static final double PRIOR = 3;

    private final Deque<Sample> recent = new ArrayDeque<>();
    private double spent;
    private double asked;
    private long ended;
    private double mostAtFirst = Double.POSITIVE_INFINITY;
    private boolean endEarly = true;

    /** What was known after some questions. */
    private record Sample(double asked, long ended) {}

    /** Begins with nothing known. */
    Forecast() {
        recent.add(new Sample(0, 0));
    }

    /** Notes what has been asked: each of the searches once. */
    void observe(List<? extends Search<?>> searches) {
        for (Search<?> search : searches) {
            int pictures = search.task().faces().size();
            spent += pictures;
            asked++;
            if (search.isFinished()) {
                ended++;
            } else {
                mostAtFirst = Double.isFinite(mostAtFirst) ? mostAtFirst : 1 + most(search);
                endEarly = search.mayEndEarly();
            }
        }
        recent.add(new Sample(asked, ended));
        while (recent.size() > 2 && second().asked <= asked / 2) {
            recent.remove();
        }
    }

    private Sample second() {
        return recent.stream().skip(1).findFirst().orElseThrow();
    }

    /** Returns how many pictures have been asked about. */
    double spent() {
        return spent;
    }

    /** Returns about how many more pictures will be asked about. */
    double left(List<? extends Search<?>> active, List<AttackTask> waiting) {
        Sample from = recent.element();
        double lately = mean(asked - from.asked, ended - from.ended);
        double onTheWhole = mean(asked, ended);
        double left = 0;
        for (Search<?> search : active) {
            double most = most(search);
            left += search.task().faces().size() * (search.mayEndEarly() ? Math.min(most, lately) : most);
        }
        for (AttackTask task : waiting) {
            left += task.faces().size() * (endEarly ? Math.min(mostAtFirst, onTheWhole) : mostAtFirst);
        }
        return left;
    }

    private static double mean(double questions, double ends) {
        return (questions + PRIOR * USUAL) / (ends + PRIOR);
    }

    private static double most(Search<?> search) {
        return search.mostLeft().isPresent() ? search.mostLeft().getAsLong() : Double.POSITIVE_INFINITY;
    }
}
