package dev.visor.attack;

import static java.util.Comparator.comparingDouble;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.WornAccessory;
import dev.visor.attack.alignment.View;
import dev.visor.attack.perception.Worn;
import dev.visor.face.Face;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the attacks of many tasks side by side: at each step the victim is asked once about the pictures of all of them.
 * When a task ends, the next one takes its place. An {@link Attack} of your own needs a {@link Search} and this loop.
 *
 * <pre>{@code
 * new AttackLoop<Scores>(
 *                 List.of(GradientAttackConfig.YELLOW),
 *                 Loss.MARGIN,
 *                 32,
 *                 start -> new MySearch(start, run.seed()),
 *                 questions -> victim.identify(Question.pictures(questions)))
 *         .run(tasks, accessory, victim, run, finished);
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @param startColors to choose from by the objective of the loss, at least one
 * @param loss whose objective chooses the start color
 * @param batchSize how many tasks run side by side, at least 1
 * @param begin makes the search for the adversarial pictures of a task
 * @param answers returns what the victim answers to each question
 * @param <A> the answer about a picture
 */
public record AttackLoop<A>(
        List<Color> startColors,
        Loss loss,
        int batchSize,
        Function<Start, Search<A>> begin,
        Function<List<Question>, List<A>> answers) {

    /**
     * Makes all attacks, as {@link Attack#craft} says.
     *
     * @param victim is asked for the scores of clean faces and of the start colors
     */
    public void run(
            List<AttackTask> tasks, Accessory accessory, Recognizer victim, RunContext run, Attack.Finished finished) {
        tasks.forEach(task -> task.checkEnrolled(victim.gallery()));
        Deque<AttackTask> waiting = new ArrayDeque<>(tasks);
        long pictures = pictures(tasks);
        Forecast forecast = new Forecast();
        List<Search<A>> active = new ArrayList<>();
        try (Progress.Task progress = run.begin("attacks", tasks.size())) {
            while (!waiting.isEmpty() || !active.isEmpty()) {
                run.checkpoint();
                List<AttackTask> next = new ArrayList<>();
                while (active.size() + next.size() < batchSize && !waiting.isEmpty()) {
                    next.add(waiting.remove());
                }
                pictures -= pictures(next);
                starts(next, accessory, victim).forEach(start -> active.add(begin.apply(start)));
                List<Search<A>> asking =
                        active.stream().filter(search -> !search.isFinished()).toList();
                advance(asking);
                forecast.observe(asking);
                for (Search<A> search : active) {
                    if (search.isFinished()) {
                        finished.accept(search.task(), search.examples());
                    }
                }
                active.removeIf(Search::isFinished);
                progress.effort(forecast.spent(), forecast.left(active, pictures));
                progress.done(tasks.size() - waiting.size() - active.size());
            }
        }
    }

    private static long pictures(List<AttackTask> tasks) {
        return tasks.stream().mapToLong(task -> task.faces().size()).sum();
    }

    /** Puts the accessory on in each start color, and chooses the best one for each task. */
    private List<Start> starts(List<AttackTask> tasks, Accessory accessory, Recognizer victim) {
        List<Start> candidates = tasks.stream()
                .flatMap(task -> candidates(task, accessory).stream())
                .toList();
        List<List<Scores>> clean = ask(tasks, task -> task.seen(task.pictures()), victim::identify);
        List<List<Scores>> scores = ask(candidates, start -> start.task().seen(start.pictures()), victim::identify);
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Goal goal = tasks.get(i).goal();
            int first = i * startColors.size();
            // The sort is stable: of colors that are equally good the first one comes first.
            List<Integer> order = IntStream.range(first, first + startColors.size())
                    .boxed()
                    .sorted(comparingDouble((Integer candidate) ->
                                    AttackTask.mean(scores.get(candidate), one -> loss.objective(goal, one)))
                            .reversed())
                    .toList();
            Start best = candidates.get(order.get(0));
            List<Color> colors = order.stream()
                    .map(candidate -> startColors.get(candidate - first))
                    .toList();
            starts.add(new Start(
                    best.task(), best.accessory(), colors, best.pictures(), clean.get(i), scores.get(order.get(0))));
        }
        return starts;
    }

    private List<Start> candidates(AttackTask task, Accessory accessory) {
        Face face = task.faces().get(0);
        WornAccessory worn = accessory.wear(
                face.landmarks(), face.image().width(), face.image().height());
        return startColors.stream()
                .map(color -> task.render(worn, worn.plainTexture(color)))
                .map(pictures -> new Start(task, worn, startColors, pictures, List.of(), List.of()))
                .toList();
    }

    private void advance(List<Search<A>> searches) {
        List<List<A>> each = ask(searches, Search::questions, answers);
        Backward.exactScores(IntStream.range(0, searches.size())
                .mapToObj(i -> searches.get(i).unconfirmed(each.get(i)))
                .flatMap(List::stream)
                .toList());
        IntStream.range(0, searches.size()).forEach(i -> searches.get(i).observe(each.get(i)));
    }

    /** Asks the questions of several askers at once, and returns the answers to each. */
    private static <T, Q, A> List<List<A>> ask(
            List<T> askers, Function<T, List<Q>> questions, Function<List<Q>, List<A>> victim) {
        List<List<Q>> each = askers.stream().map(questions).toList();
        List<Q> all = each.stream().flatMap(List::stream).toList();
        List<A> answers = all.isEmpty() ? List.of() : victim.apply(all);
        List<List<A>> parts = new ArrayList<>();
        int from = 0;
        for (List<Q> own : each) {
            parts.add(List.copyOf(answers.subList(from, from + own.size())));
            from += own.size();
        }
        return parts;
    }

    /**
     * What a search asks the victim.
     *
     * @param picture that it asks about
     * @param view what the victim sees of it
     * @param goal of its attack
     * @param last whether no step follows from the answer, so that its scores are enough
     * @param name of the example whose picture it is
     * @param round how many questions the search has asked about the example before
     * @param worn the face and what it wears in the picture; null if the search does not know
     */
    public record Question(
            Image picture,
            View view,
            Goal goal,
            boolean last,
            String name,
            int round,
            @Nullable Worn worn) {

        /** Returns what the victim sees of the pictures of questions, in the same order. */
        public static List<Image> pictures(List<Question> questions) {
            return questions.stream()
                    .map(question -> question.view().of(question.picture()))
                    .toList();
        }
    }

    /**
     * How many more questions the searches of a loop are likely to ask, counted in pictures. A search that may end early is
     * supposed to end as often as searches have ended lately; one that has not begun, as often as on the whole. Not
     * thread-safe.
     */
    private static final class Forecast {

        /** As many searches that were seen to end count as much as {@link Search#usual}. */
        private static final double PRIOR = 3;

        private final Deque<Sample> recent = new ArrayDeque<>();
        private double spent;
        private double asked;
        private long ended;
        private double mostAtFirst = Double.POSITIVE_INFINITY;
        private double usual;
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
                    usual = search.usual();
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

        /**
         * Returns about how many more pictures will be asked about.
         *
         * @param waiting how many pictures the searches have that have not begun
         */
        double left(List<? extends Search<?>> active, long waiting) {
            Sample from = recent.element();
            double lately = mean(asked - from.asked, ended - from.ended);
            double onTheWhole = mean(asked, ended);
            double left = 0;
            for (Search<?> search : active) {
                double most = most(search);
                left += search.task().faces().size() * (search.mayEndEarly() ? Math.min(most, lately) : most);
            }
            return waiting == 0 ? left : left + waiting * (endEarly ? Math.min(mostAtFirst, onTheWhole) : mostAtFirst);
        }

        private double mean(double questions, double ends) {
            return (questions + PRIOR * usual) / (ends + PRIOR);
        }

        private static double most(Search<?> search) {
            return search.mostLeft().isPresent() ? search.mostLeft().getAsLong() : Double.POSITIVE_INFINITY;
        }
    }
}
