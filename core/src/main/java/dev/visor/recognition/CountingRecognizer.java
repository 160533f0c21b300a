package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Counts the passes of pictures through a recognizer. Thread-safe if the recognizer is. */
public final class CountingRecognizer extends ForwardingRecognizer {

    private final AtomicLong forward;
    private final AtomicLong backward;

    /** Makes a recognizer that counts from 0. */
    public CountingRecognizer(WhiteBoxRecognizer recognizer) {
        this(recognizer, new AtomicLong(), new AtomicLong());
    }

    private CountingRecognizer(WhiteBoxRecognizer recognizer, AtomicLong forward, AtomicLong backward) {
        super(recognizer);
        this.forward = forward;
        this.backward = backward;
    }

    /** Returns one for another recognizer whose passes are counted together with those of this one. */
    public CountingRecognizer beside(WhiteBoxRecognizer other) {
        return new CountingRecognizer(other, forward, backward);
    }

    /** Returns how many pictures went forward alone. */
    public long forward() {
        return forward.get();
    }

    /** Returns how many pictures went forward and backward. */
    public long backward() {
        return backward.get();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        forward.addAndGet(probes.size());
        return inner().identify(probes);
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        forward.addAndGet(probes.size());
        return inner().decide(probes);
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
