package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import java.util.stream.IntStream;

/** A recognizer that is shown the mirror image of every picture, left to right. As thread-safe as the one that is shown it. */
public final class MirroredRecognizer extends ForwardingRecognizer {

    /**
     * Makes a recognizer.
     *
     * @param inner sees the mirror images; stays open when this one is dropped
     */
    public MirroredRecognizer(WhiteBoxRecognizer inner) {
        super(inner);
    }

    private static List<Image> mirrored(List<Image> probes) {
        return probes.stream().map(Image::mirrored).toList();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return inner().identify(mirrored(probes));
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return inner().decide(mirrored(probes));
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        List<Backward> results = inner().backward(mirrored(probes), loss, rule);
        return IntStream.range(0, results.size())
                .mapToObj(i -> results.get(i)
                        .withGradient(mirrored(
                                results.get(i).gradient(), probes.get(i).width())))
                .toList();
    }

    private static float[] mirrored(float[] gradient, int width) {
        float[] mirrored = new float[gradient.length];
        for (int i = 0; i < gradient.length; i++) {
            int column = i % width;
            mirrored[i - column + width - 1 - column] = gradient[i];
        }
        return mirrored;
    }
}
