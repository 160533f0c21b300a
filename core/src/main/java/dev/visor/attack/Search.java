package dev.visor.attack;

import dev.visor.attack.AttackLoop.Question;
import dev.visor.attack.alignment.View;
import dev.visor.attack.perception.Worn;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The search for the adversarial pictures of one task: what to ask the victim about next, and the best pictures so far.
 * Not thread-safe.
 *
 * @param <A> what the victim answers about a picture
 */
public abstract class Search<A> {

    private final Start start;
    private final OptionalInt[] firstSuccess;
    private Iterate best = Iterate.none();
    private int round;

    /** Begins with the plain accessory; nothing is kept yet. */
    protected Search(Start start) {
        this.start = start;
        this.firstSuccess = new OptionalInt[start.pictures().size()];
        Arrays.fill(firstSuccess, OptionalInt.empty());
    }

    /** Returns the pictures to ask about next, one per face of the task. */
    protected abstract List<Image> pictures();

    /** Returns what a face of the task wears in the picture that is asked about next; null, by default, for not known. */
    protected @Nullable Worn worn(int face) {
        return null;
    }

    /** Returns whether no step follows from the answers about these pictures; by default nobody knows beforehand. */
    protected boolean isLast() {
        return false;
    }

    /** Returns the next questions; each call begins a round. */
    final List<Question> questions() {
        List<Image> pictures = pictures();
        View view = task().view();
        int current = round++;
        return IntStream.range(0, pictures.size())
                .mapToObj(i -> new Question(
                        pictures.get(i), view, task().goal(), isLast(), task().exampleId(i), current, worn(i)))
                .toList();
    }

    /**
     * Returns the answers whose exact scores {@link #observe} will ask for. The loop asks for those of all tasks together,
     * which is faster. By default there are none.
     */
    protected List<Backward> unconfirmed(List<A> answers) {
        return List.of();
    }

    /** Takes the answers about the current pictures; ends or goes on to the next ones. */
    protected abstract void observe(List<A> answers);

    /** Returns whether there is nothing more to ask. */
    protected abstract boolean isFinished();

    /** Returns how many more questions there can be, each about all pictures; by default nobody knows. */
    protected OptionalLong mostLeft() {
        return OptionalLong.empty();
    }

    /**
     * Returns how many questions such a search asks in the mean, as far as that is known beforehand. Until searches have ended,
     * the remaining time is estimated by it. By default, it is what most gradient attacks take that end early.
     */
    protected double usual() {
        return 25;
    }

    /** Returns whether the search may end before {@link #mostLeft} says, because its goal is reached. */
    protected boolean mayEndEarly() {
        return true;
    }

    /** Returns where the search begins. */
    protected final Start start() {
        return start;
    }

    /** Returns what is searched for. */
    protected final AttackTask task() {
        return start.task();
    }

    /** Returns the pictures with the accessory in the colors of a texture. */
    protected final List<Image> render(float[] texture) {
        return start.task().render(start.accessory(), texture);
    }

    /** Returns the best pictures so far. */
    protected final Iterate best() {
        return best;
    }

    /** Keeps an iterate if it is better than the best one; returns whether it is. */
    protected final boolean keep(Iterate iterate) {
        boolean better = iterate.isBetterThan(best);
        best = better ? iterate : best;
        return better;
    }

    /**
     * Returns whether the goal seems to hold for the first time in one of the pictures.
     *
     * @param seen the scores at hand, perhaps approximate
     */
    protected final boolean seemsToSucceed(List<Scores> seen) {
        return IntStream.range(0, firstSuccess.length).anyMatch(i -> seemsToSucceed(seen, i));
    }

    private boolean seemsToSucceed(List<Scores> seen, int picture) {
        return firstSuccess[picture].isEmpty() && task().goal().holds(seen.get(picture));
    }

    /**
     * Notes for which pictures the goal holds for the first time.
     *
     * @param seen the scores at hand, perhaps approximate
     * @param exact is asked only where the goal seems to hold for the first time
     * @param iteration how many steps led to the pictures
     */
    protected final void noteSuccess(List<Scores> seen, Supplier<List<Scores>> exact, int iteration) {
        for (int i = 0; i < firstSuccess.length; i++) {
            if (seemsToSucceed(seen, i) && task().goal().holds(exact.get().get(i))) {
                firstSuccess[i] = OptionalInt.of(iteration);
            }
        }
    }

    /**
     * Notes for one picture that the goal holds, if it is for the first time.
     *
     * @param picture its index among the pictures
     * @param iteration how many steps led to the picture
     */
    protected final void noteSuccess(int picture, int iteration) {
        if (firstSuccess[picture].isEmpty()) {
            firstSuccess[picture] = OptionalInt.of(iteration);
        }
    }

    /** Returns the best pictures, an example per face. */
    final List<AdversarialExample> examples() {
        List<AdversarialExample> examples = new ArrayList<>();
        for (int i = 0; i < firstSuccess.length; i++) {
            examples.add(new AdversarialExample(
                    task().exampleId(i),
                    task().faces().get(i),
                    task().goal(),
                    start.pictures().get(i),
                    best.pictures().get(i),
                    start.accessory().region(),
                    start.cleanScores().get(i),
                    start.scores().get(i),
                    best.scores().get(i),
                    best.iteration(),
                    best.reached(),
                    firstSuccess[i]));
        }
        return examples;
    }
}
