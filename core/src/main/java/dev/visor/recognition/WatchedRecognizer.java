package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A recognizer that shows somebody what it is asked. An attack on it can be watched, whatever kind it is of, held up in the
 * {@link Watcher}, and broken off with an exception of it. Thread-safe if the recognizer and the watcher are.
 */
public final class WatchedRecognizer {

    private WatchedRecognizer() {}

    /** Sees what is asked and what is answered. */
    @FunctionalInterface
    public interface Watcher {

        /**
         * Is called before the answers are handed on, on the thread that asked.
         *
         * @param probes what was asked about
         * @param scores the answer about each
         * @param pulledBack whether gradients were asked for too
         */
        void asked(List<Image> probes, List<Scores> scores, boolean pulledBack);
    }

    /** Returns a recognizer whose questions are watched, with its gradients if it has any. */
    public static Recognizer of(Recognizer recognizer, Watcher watcher) {
        return recognizer
                .whiteBox()
                .<Recognizer>map(whiteBox -> of(whiteBox, watcher))
                .orElseGet(() -> new Answers(recognizer, watcher));
    }

    /** Returns a recognizer whose questions are watched. */
    public static WhiteBoxRecognizer of(WhiteBoxRecognizer recognizer, Watcher watcher) {
        return new Gradients(recognizer, watcher);
    }

    private record Answers(Recognizer inner, Watcher watcher) implements Recognizer {

        @Override
        public Gallery gallery() {
            return inner.gallery();
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            List<Scores> scores = inner.identify(probes);
            watcher.asked(probes, scores, false);
            return scores;
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            List<Decision> decisions = inner.decide(probes);
            watcher.asked(probes, decisions.stream().map(Decision::scores).toList(), false);
            return decisions;
        }
    }

    private static final class Gradients extends StraightThroughRecognizer {

        private final Watcher watcher;

        Gradients(WhiteBoxRecognizer inner, Watcher watcher) {
            super(new Answers(inner, watcher), inner);
            this.watcher = watcher;
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            List<Backward> results = inner().backward(probes, loss, rule);
            watcher.asked(probes, results.stream().map(Backward::scores).toList(), true);
            return IntStream.range(0, results.size())
                    .mapToObj(i -> results.get(i).identifiedBy(this, probes.get(i)))
                    .toList();
        }
    }
}
