package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a backward pass gives for one picture: the scores that came with it, and the signal at its pixels.
 *
 * <p>Gradients may be computed in fewer bits than answers are. The scores that come with such a gradient approximate
 * those of {@link Recognizer#identify}; {@link #exactScores} gives the latter.
 *
 * <p>Thread-safe. Nothing that can be observed changes; exact scores are computed when they are first asked for.
 */
public final class Backward {

    private final Scores scores;
    private final float[] gradient;
    private final @Nullable Pending pending;

    /**
     * Makes the result of one picture whose scores are exact.
     *
     * @param scores what {@link Recognizer#identify} gives for the picture
     * @param gradient the signal at each value of the picture, CHW
     */
    public Backward(Scores scores, float[] gradient) {
        this(scores, gradient.clone(), null);
    }

    /**
     * Makes the result of one picture whose scores are approximate.
     *
     * @param scores those that came with the gradient
     * @param gradient the signal at each value of the picture, CHW
     * @param probe the picture
     * @param recognizer identifies the picture when the exact scores are asked for
     */
    public Backward(Scores scores, float[] gradient, Image probe, Recognizer recognizer) {
        this(scores, gradient.clone(), new Pending(probe, recognizer));
    }

    private Backward(Scores scores, float[] gradient, @Nullable Pending pending) {
        this.scores = scores;
        this.gradient = gradient;
        this.pending = pending;
    }

    /** A picture that is identified once its exact scores are needed. */
    private static final class Pending {

        private final Image probe;
        private final Recognizer recognizer;
        private volatile @Nullable Scores exact;

        Pending(Image probe, Recognizer recognizer) {
            this.probe = probe;
            this.recognizer = recognizer;
        }
    }

    /** Returns the scores that came with the gradient, perhaps approximate. */
    public Scores scores() {
        return scores;
    }

    /** Returns a copy of the signal at each value of the picture, per unit of the range [0, 1], CHW. */
    public float[] gradient() {
        return gradient.clone();
    }

    /**
     * Returns the mean of the signals of several results.
     *
     * @param results at least one, all of pictures of one size
     */
    public static float[] meanGradient(List<Backward> results) {
        Mean mean = new Mean();
        results.forEach(result -> mean.add(result.gradient));
        return mean.values();
    }

    /**
     * Returns the scores that {@link Recognizer#identify} gives for the picture. At no cost if those of the gradient are
     * exact; else the picture is identified once, and perhaps again by a thread that asks at the same time.
     */
    public Scores exactScores() {
        return exactScores(List.of(this)).get(0);
    }

    /**
     * Returns the exact scores of several pictures. Those that are not known yet are identified together.
     *
     * @return the scores of each result, in the same order
     */
    public static List<Scores> exactScores(List<Backward> results) {
        Map<Recognizer, List<Pending>> open = new IdentityHashMap<>();
        for (Backward result : results) {
            Pending pending = result.pending;
            if (pending != null && pending.exact == null) {
                open.computeIfAbsent(pending.recognizer, any -> new ArrayList<>())
                        .add(pending);
            }
        }
        open.forEach((recognizer, each) -> {
            List<Scores> answers = recognizer.identify(
                    each.stream().map(pending -> pending.probe).toList());
            for (int i = 0; i < each.size(); i++) {
                each.get(i).exact = answers.get(i);
            }
        });
        return results.stream()
                .map(result -> result.pending == null ? result.scores : Objects.requireNonNull(result.pending.exact))
                .toList();
    }

    /**
     * Returns the same scores with another gradient, such as one that was pulled back further.
     *
     * @param newGradient the signal at each value of a picture, CHW
     */
    public Backward withGradient(float[] newGradient) {
        return new Backward(scores, newGradient.clone(), pending);
    }

    /** Returns whether the scores that came with the gradient are exact. */
    public boolean isExact() {
        return pending == null;
    }

    /** Returns the same result, whose exact scores another recognizer gives. */
    Backward identifiedBy(Recognizer recognizer, Image probe) {
        return isExact() ? this : new Backward(scores, gradient, new Pending(probe, recognizer));
    }
}
