package dev.visor.evaluation;

import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of each picture what a table says, and sends a signal back to the upper left pixel alone. */
final class TableRecognizer implements WhiteBoxRecognizer {

    private final Gallery gallery;
    private final Map<Image, float[]> table = new HashMap<>();

    TableRecognizer(List<Identity> people) {
        gallery = new Gallery(people);
    }

    /** Sets the probabilities of a picture. */
    void put(Image image, double... probabilities) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(probabilities[i]);
        }
        table.put(image, logits);
    }

    @Override
    public Gallery gallery() {
        return gallery;
    }

    @Override
    public Color baseline() {
        return new Color(0, 0, 0);
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return probes.stream().map(this::scores).toList();
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        return probes.stream()
                .map(probe -> new Backward(scores(probe), upperLeft(probe)))
                .toList();
    }

    private Scores scores(Image probe) {
        float[] logits = table.get(probe);
        if (logits == null) {
            throw new IllegalStateException("not in the table: " + Arrays.toString(probe.values()));
        }
        return new Scores(gallery, logits);
    }

    private static float[] upperLeft(Image probe) {
        float[] signal = new float[probe.values().length];
        signal[0] = 1;
        return signal;
    }
}
