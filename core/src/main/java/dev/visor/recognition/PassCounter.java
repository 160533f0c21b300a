package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

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
        return WatchedRecognizer.of(recognizer, this::asked);
    }

    /** Returns a recognizer whose passes are counted. */
    public WhiteBoxRecognizer count(WhiteBoxRecognizer recognizer) {
        return WatchedRecognizer.of(recognizer, this::asked);
    }

    private void asked(List<Image> probes, List<Scores> scores, boolean pulledBack) {
        (pulledBack ? backward : forward).addAndGet(probes.size());
    }
}
