package dev.visor.attack;

import dev.visor.attack.AttackLoop.Question;
import dev.visor.attack.perception.Perceived;
import dev.visor.attack.perception.Perception;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Seed;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a victim answers to the questions of a gradient attack, with gradients at the texture: as a mean over the draws of a {@link
 * Perception}. Scores are then the mean logits of the draws, and the exact scores are those of what is seen without them.
 * Immutable and thread-safe.
 *
 * @param seed of the run; decides the draws
 */
record ExpectedAnswers(Loss loss, WhiteBoxRecognizer victim, Perception perception, Seed seed) {

    private static final float[] NO_GRADIENT = {};

    /** What the victim is shown for a question. */
    private record Sight(Question question, Perceived perceived) {}

    /** Returns the gradients that next steps need, or the scores alone of pictures that no step follows. */
    List<Backward> of(List<Question> questions, boolean last) {
        if (questions.isEmpty()) {
            return List.of();
        }
        int draws = perception.draws();
        List<Sight> sights = IntStream.range(0, draws * questions.size())
                .parallel()
                .mapToObj(i -> sight(questions.get(i / draws), i % draws))
                .toList();
        List<Image> seen = sights.stream().map(sight -> sight.perceived.image()).toList();
        LogitGradient gradient =
                (probe, scores) -> loss.gradient(sights.get(probe).question.goal(), scores);
        List<Backward> answers = last
                ? victim.identify(seen).stream()
                        .map(scores -> new Backward(scores, NO_GRADIENT))
                        .toList()
                : victim.backward(seen, gradient, BackwardRule.EXACT);
        List<Backward> pulled = IntStream.range(0, sights.size())
                .parallel()
                .mapToObj(i -> last ? answers.get(i) : pulledBack(sights.get(i), answers.get(i)))
                .toList();
        if (perception.equals(Perception.EXACT)) {
            return pulled;
        }
        return IntStream.range(0, questions.size())
                .mapToObj(i -> mean(questions.get(i), pulled.subList(i * draws, (i + 1) * draws)))
                .toList();
    }

    private Sight sight(Question question, int draw) {
        Seed drawn = seed.derive(perception.name() + " of " + question.name(), question.round(), draw);
        return new Sight(question, perception.of(Objects.requireNonNull(question.worn()), drawn));
    }

    private static Backward pulledBack(Sight sight, Backward answer) {
        return answer.withGradient(sight.perceived.pullBack().apply(answer.gradient()));
    }

    private Backward mean(Question question, List<Backward> draws) {
        Scores scores = Scores.mean(draws.stream().map(Backward::scores).toList());
        Image seen = question.view().of(question.picture());
        return new Backward(scores, Backward.meanGradient(draws), seen, victim);
    }
}
