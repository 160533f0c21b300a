package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Counts the passes of pictures through recognizers. Thread-safe if these are. */
public final class PassCounter {

    private final AtomicLong forward = new AtomicLong();
    private final AtomicLong backward = new AtomicLong();

    /** Returns how many pictures went forward alone. */
    public long forward() {
        return forward.get();
    }

    /** Returns how many pictures went forward and backward. */
    public long backward() {
        return backward.get();
    }

    /** Returns a recognizer whose passes are counted, with its gradients if it has any. */
    public Recognizer count(Recognizer recognizer) {
        return recognizer.whiteBox().<Recognizer>map(this::count).orElseGet(() -> new Answers(recognizer));
    }

    /** Returns a recognizer whose passes are counted. */
    public WhiteBoxRecognizer count(WhiteBoxRecognizer recognizer) {
        return new Gradients(recognizer);
    }

    private final class Answers implements Recognizer {

        private final Recognizer inner;

        Answers(Recognizer inner) {
            this.inner = inner;
        }

        @Override
        public Gallery gallery() {
            return inner.gallery();
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            forward.addAndGet(probes.size());
            return inner.identify(probes);
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            forward.addAndGet(probes.size());
            return inner.decide(probes);
        }
    }

    private final class Gradients extends StraightThroughRecognizer {

        Gradients(WhiteBoxRecognizer inner) {
            super(new Answers(inner), inner);
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            backward.addAndGet(probes.size());
            List<Backward> results = inner().backward(probes, loss, rule);
            return IntStream.range(0, results.size())
                    .mapToObj(i -> results.get(i).identifiedBy(this, probes.get(i)))
                    .toList();
        }
    }
}
