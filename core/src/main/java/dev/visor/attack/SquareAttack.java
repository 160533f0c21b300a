package dev.visor.attack;

import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * The Square Attack (M. Andriushchenko, F. Croce, N. Flammarion, M. Hein, "Square Attack: a query-efficient black-box
 * adversarial attack via random search", ECCV 2020, section 3) in the L-infinity norm, within an accessory: squares of
 * random colors are tried, ever smaller ones, and what brings the goal nearer is kept. It sees scores alone, so nothing
 * that hides a gradient helps against it.
 *
 * <p>Deviations from the paper:
 *
 * <ul>
 *   <li>Only the accessory is changed, by any amount: a change sets each channel to 0 or 1, the corners of what is
 *       allowed, where the paper goes to the corners of a small box around the picture. Of a square only what lies within
 *       the accessory counts.
 *   <li>The share of a square is that of the accessory's bounding box. A square is laid at random over a pixel that is
 *       drawn from the accessory, as a frame is mostly holes, and then moved into the box. Colors that would change
 *       nothing are drawn again.
 *   <li>The vertical stripes that the paper starts from are the first change to be tried, and are kept only if they
 *       bring the goal nearer than the plain accessory, which is yellow.
 *   <li>The margin is followed for impersonation too, where the paper has the cross-entropy. The difference of two logits
 *       is that of two logarithms of probabilities, so probabilities would do.
 *   <li>Every picture is scored as the 8-bit picture that would be saved. With several faces a change is kept if the mean
 *       margin grows, and each face counts as a query of its own.
 *   <li>It stops when the goal is reached with the confidence asked for, where the paper stops when it holds.
 * </ul>
 *
 * <p>The iterations of an example are the number of changes that had been tried, of {@code queries - 2}; all draws come
 * from the run's seed and the task's id, which must differ from the others'.
 *
 * <p>Immutable and thread-safe.
 */
public final class SquareAttack implements Attack<Recognizer> {

    private final SquareConfig config;

    /** Makes an attack. */
    public SquareAttack(SquareConfig config) {
        this.config = config;
    }

    @Override
    public ThreatModel threatModel() {
        return new ThreatModel(
                ThreatModel.Knowledge.QUERY_ONLY,
                config.accessory().name(),
                "any 8-bit color within the region, " + config.queries() + " queries per face");
    }

    @Override
    public void craft(List<AttackTask> tasks, Recognizer victim, RunContext run, Finished finished) {
        tasks.forEach(task -> task.checkEnrolled(victim.gallery()));
        List<SquareSearch> active = new ArrayList<>();
        Deque<AttackTask> waiting = new ArrayDeque<>(tasks);
        try (Progress.Task progress = run.begin("attacks", tasks.size())) {
            while (!waiting.isEmpty() || !active.isEmpty()) {
                run.checkpoint();
                active.addAll(start(waiting, config.batchSize() - active.size(), victim, run.seed()));
                advance(active.stream().filter(search -> !search.isFinished()).toList(), victim);
                for (SquareSearch search : active) {
                    if (search.isFinished()) {
                        finished.accept(search.task(), search.examples());
                    }
                }
                active.removeIf(SquareSearch::isFinished);
                progress.done(tasks.size() - waiting.size() - active.size());
            }
        }
    }

    private List<SquareSearch> start(Deque<AttackTask> waiting, int places, Recognizer victim, Seed seed) {
        List<SquareSearch> started = new ArrayList<>();
        while (started.size() < places && !waiting.isEmpty()) {
            started.add(new SquareSearch(waiting.remove(), config, seed));
        }
        List<List<Scores>> clean = identify(started, SquareSearch::faces, victim);
        List<List<Scores>> plain = identify(started, SquareSearch::pictures, victim);
        for (int i = 0; i < started.size(); i++) {
            started.get(i).started(clean.get(i), plain.get(i));
        }
        return started;
    }

    private static void advance(List<SquareSearch> searches, Recognizer victim) {
        searches.forEach(SquareSearch::change);
        List<List<Scores>> scores = identify(searches, SquareSearch::pictures, victim);
        for (int i = 0; i < searches.size(); i++) {
            searches.get(i).observe(scores.get(i));
        }
    }

    /** Returns the scores of the pictures of each search. */
    private static List<List<Scores>> identify(
            List<SquareSearch> searches, Function<SquareSearch, List<Image>> pictures, Recognizer victim) {
        if (searches.isEmpty()) {
            return List.of();
        }
        List<Scores> all = victim.identify(searches.stream()
                .flatMap(search -> pictures.apply(search).stream())
                .toList());
        List<List<Scores>> parts = new ArrayList<>();
        int from = 0;
        for (SquareSearch search : searches) {
            int to = from + search.task().faces().size();
            parts.add(all.subList(from, to));
            from = to;
        }
        return parts;
    }
}
