package dev.visor.defense;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A recognizer behind a defense. Its gradient takes the mask for given and the replaced pixels for constant: it is that
 * of the cleansed picture where the mask is not, and zero where it is.
 */
final class ProtectedRecognizer implements WhiteBoxRecognizer {

    private final Defense defense;
    private final WhiteBoxRecognizer recognizer;

    ProtectedRecognizer(Defense defense, WhiteBoxRecognizer recognizer) {
        this.defense = defense;
        this.recognizer = recognizer;
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
        return recognizer.identify(images(defense.cleanse(probes, recognizer)));
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        List<Cleansed> cleansed = defense.cleanse(probes, recognizer);
        List<Backward> inner = recognizer.backward(images(cleansed), loss, rule);
        List<Backward> results = new ArrayList<>();
        for (int i = 0; i < inner.size(); i++) {
            results.add(new Backward(
                    inner.get(i).scores(),
                    outside(cleansed.get(i).mask(), inner.get(i).gradient())));
        }
        return results;
    }

    private static List<Image> images(List<Cleansed> cleansed) {
        return cleansed.stream().map(Cleansed::image).toList();
    }

    private static float[] outside(Mask mask, float[] gradient) {
        int plane = mask.width() * mask.height();
        for (int i = 0; i < gradient.length; i++) {
            if (mask.contains(i % plane)) {
                gradient[i] = 0;
            }
        }
        return gradient;
    }
}
