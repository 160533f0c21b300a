package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what it last answered to a list of pictures: several defenses that look at the same pictures in turn then share
 * one pass. Used by one thread.
 */
public final class MemoRecognizer extends StraightThroughRecognizer {

    private final Memo<Backward> saliency = new Memo<>();

    /** Makes a recognizer that remembers nothing yet. */
    public MemoRecognizer(WhiteBoxRecognizer recognizer) {
        super(new Answers(recognizer), recognizer);
    }

    /** Returns a recognizer that remembers nothing yet, with gradients if the other one has any. */
    public static Recognizer of(Recognizer recognizer) {
        return recognizer.whiteBox().<Recognizer>map(MemoRecognizer::new).orElseGet(() -> new Answers(recognizer));
    }

    private static final class Memo<T> {

        private @Nullable List<Image> probes;
        private List<T> answers = List.of();

        List<T> of(List<Image> asked, Function<List<Image>, List<T>> recognizer) {
            if (!asked.equals(probes)) {
                answers = recognizer.apply(asked);
                probes = List.copyOf(asked);
            }
            return answers;
        }
    }

    /** Remembers decisions, which have the scores. */
    private static final class Answers implements Recognizer {

        private final Recognizer inner;
        private final Memo<Decision> decisions = new Memo<>();

        Answers(Recognizer inner) {
            this.inner = inner;
        }

        @Override
        public Gallery gallery() {
            return inner.gallery();
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            return decide(probes).stream().map(Decision::scores).toList();
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            return decisions.of(probes, inner::decide);
        }
    }

    /** Remembers guided signals of the most likely person, which are what saliency maps are read from. */
    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        return rule == BackwardRule.GUIDED && loss == LogitGradient.BEST
                ? saliency.of(probes, asked -> inner().backward(asked, loss, rule))
                : inner().backward(probes, loss, rule);
    }
}
