package dev.visor.recognition;

import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * A recognizer of closely cropped faces that is asked about pictures with a margin: it sees their middle, and gradients are 0
 * in the margin. As thread-safe as the recognizer of the middle.
 */
public final class MiddleRecognizer implements WhiteBoxRecognizer {

    private final WhiteBoxRecognizer inner;
    private final int margin;

    /**
     * Makes a recognizer.
     *
     * @param inner sees the middle
     * @param margin of the pictures on each side, in pixels, at least 0
     */
    public MiddleRecognizer(WhiteBoxRecognizer inner, int margin) {
        this.inner = inner;
        this.margin = margin;
    }

    private List<Image> middles(List<Image> probes) {
        return probes.stream()
                .map(probe -> probe.crop(margin, margin, probe.width() - 2 * margin, probe.height() - 2 * margin))
                .toList();
    }

    @Override
    public Gallery gallery() {
        return inner.gallery();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return inner.identify(middles(probes));
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return inner.decide(middles(probes));
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        List<Backward> results = inner.backward(middles(probes), loss, rule);
        List<Backward> whole = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Image probe = probes.get(i);
            whole.add(
                    results.get(i).withGradient(surrounded(results.get(i).gradient(), probe.width(), probe.height())));
        }
        return whole;
    }

    private float[] surrounded(float[] gradient, int width, int height) {
        float[] whole = new float[Image.CHANNELS * width * height];
        int columns = width - 2 * margin;
        int rows = height - 2 * margin;
        for (int row = 0; row < Image.CHANNELS * rows; row++) {
            int to = (row / rows * height + margin + row % rows) * width + margin;
            System.arraycopy(gradient, row * columns, whole, to, columns);
        }
        return whole;
    }

    @Override
    public Color baseline() {
        return inner.baseline();
    }
}
