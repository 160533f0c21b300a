package dev.visor.attack;

import dev.visor.attack.AttackLoop.Question;
import dev.visor.attack.alignment.AlignmentJitter;
import dev.visor.attack.alignment.View;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a victim answers to the questions of a gradient attack, at the pictures themselves: through the alignment, and with
 * {@link AlignmentJitter} as a mean over draws. Scores are then the mean logits of the draws, and the exact scores are those
 * of what is seen without jitter. Immutable and thread-safe.
 *
 * @param jitter null for none
 * @param seed of the run; decides the draws
 */
record ExpectedAnswers(
        Loss loss, WhiteBoxRecognizer victim, @Nullable AlignmentJitter jitter, Seed seed) {

    private static final float[] NO_GRADIENT = {};

    /** What the victim is shown for a question. */
    private record Sight(Question question, View view, Image seen) {}

    /** Returns the gradients that next steps need, or the scores alone of pictures that no step follows. */
    List<Backward> of(List<Question> questions, boolean last) {
        if (questions.isEmpty()) {
            return List.of();
        }
        int draws = jitter == null ? 1 : jitter.draws();
        List<Sight> sights = IntStream.range(0, draws * questions.size())
                .parallel()
                .mapToObj(i -> sight(questions.get(i / draws), i % draws))
                .toList();
        List<Image> seen = sights.stream().map(Sight::seen).toList();
        LogitGradient gradient =
                (probe, scores) -> loss.gradient(sights.get(probe).question.goal(), scores);
        List<Backward> answers = last
                ? victim.identify(seen).stream()
                        .map(scores -> new Backward(scores, NO_GRADIENT))
                        .toList()
                : victim.backward(seen, gradient, BackwardRule.EXACT);
        List<Backward> pulled = IntStream.range(0, sights.size())
                .parallel()
                .mapToObj(i -> pulledBack(sights.get(i), answers.get(i), last))
                .toList();
        if (jitter == null) {
            return pulled;
        }
        return IntStream.range(0, questions.size())
                .mapToObj(i -> mean(questions.get(i), pulled.subList(i * draws, (i + 1) * draws)))
                .toList();
    }

    private Sight sight(Question question, int draw) {
        View view = question.view();
        if (jitter != null) {
            view = view.moved(jitter.draw(
                    view.eyes(), seed.derive("alignment jitter of " + question.name(), question.round(), draw)));
        }
        return new Sight(question, view, view.of(question.picture()));
    }

    private static Backward pulledBack(Sight sight, Backward answer, boolean last) {
        return last || sight.view.isWhole()
                ? answer
                : answer.withGradient(sight.view.pullBack(answer.gradient(), sight.question.picture()));
    }

    private Backward mean(Question question, List<Backward> draws) {
        Scores scores = Scores.mean(draws.stream().map(Backward::scores).toList());
        Image seen = question.view().of(question.picture());
        return new Backward(scores, Backward.meanGradient(draws), seen, victim);
    }
}
