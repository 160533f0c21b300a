package dev.visor.attack;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scores of the pictures of an iterate: those that came with its gradient, and the exact ones, which are the same
 * for most victims and are asked for at most once for the others.
 */
final class IterateScores {

    private final List<Image> pictures;
    private final Recognizer victim;
    private final List<Scores> seen;
    private @Nullable List<Scores> exact;

    IterateScores(List<Image> pictures, List<Backward> results, WhiteBoxRecognizer victim) {
        this.pictures = pictures;
        this.victim = victim;
        this.seen = results.stream().map(Backward::scores).toList();
        this.exact = victim.exactBackward() ? seen : null;
    }

    List<Scores> seen() {
        return seen;
    }

    List<Scores> exact() {
        if (exact == null) {
            exact = victim.identify(pictures);
        }
        return exact;
    }
}
