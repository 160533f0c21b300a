package dev.visor.service.studio.message;

import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the page shows it.
 *
 * @param verdict person, unknown or tampered
 * @param person who it is decided for; null unless the verdict is a person
 * @param confidence the probability of the most likely person, in [0, 1]
 * @param certified whether it is proven against the families that the system declares
 * @param top the most likely people, the first one first
 */
public record SeenDecision(
        String verdict, @Nullable String person, double confidence, boolean certified, List<Likely> top) {

    private static final int MOST = 3;

    /** Copies the list. */
    public SeenDecision {
        top = List.copyOf(top);
    }

    /**
     * Who it may be.
     *
     * @param probability in [0, 1]
     */
    public record Likely(String person, double probability) {}

    /** Returns it as the page shows it. */
    public static SeenDecision of(Decision decision) {
        Scores scores = decision.scores();
        double[] probabilities = scores.probabilities();
        List<Likely> top = IntStream.range(0, scores.gallery().size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .limit(MOST)
                .map(i -> new Likely(scores.gallery().people().get(i).name(), probabilities[i]))
                .toList();
        return new SeenDecision(
                decision.verdict().name().toLowerCase(Locale.ROOT),
                decision.verdict() == Verdict.PERSON ? scores.best().name() : null,
                scores.confidence(),
                decision.certified(),
                top);
    }
}
