package dev.visor.benchmark;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/**
 * Does all that a recognizer does but holds everybody for equally likely, so that no attack on it ever reaches its goal.
 * As thread-safe as the recognizer.
 */
final class UnsureRecognizer implements WhiteBoxRecognizer {

    private final WhiteBoxRecognizer recognizer;
    private final Scores unsure;

    UnsureRecognizer(WhiteBoxRecognizer recognizer) {
        this.recognizer = recognizer;
        this.unsure =
                new Scores(recognizer.gallery(), new float[recognizer.gallery().size()]);
    }

    @Override
    public Gallery gallery() {
        return recognizer.gallery();
    }

    @Override
    public Color baseline() {
        return recognizer.baseline();
    }

    @Override
    public boolean exactBackward() {
        return recognizer.exactBackward();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return recognizer.identify(probes).stream().map(scores -> unsure).toList();
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        return recognizer.backward(probes, loss, rule).stream()
                .map(result -> new Backward(unsure, result.gradient()))
                .toList();
    }
}
