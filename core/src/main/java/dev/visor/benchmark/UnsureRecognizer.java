package dev.visor.benchmark;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/**
 * Does all that a recognizer does but holds everybody for equally likely, so that no attack on it ever reaches its goal.
 * As thread-safe as the recognizer.
 */
final class UnsureRecognizer extends ForwardingRecognizer {

    private final Scores unsure;

    UnsureRecognizer(WhiteBoxRecognizer recognizer) {
        super(recognizer);
        this.unsure =
                new Scores(recognizer.gallery(), new float[recognizer.gallery().size()]);
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return inner().identify(probes).stream().map(scores -> unsure).toList();
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return identify(probes).stream().map(Decision::of).toList();
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        return inner().backward(probes, loss, rule).stream()
                .map(result -> new Backward(unsure, result.gradient()))
                .toList();
    }
}
