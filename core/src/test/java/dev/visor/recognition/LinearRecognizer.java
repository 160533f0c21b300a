package dev.visor.recognition;

import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** One weight per person and value of the picture: quick, and easy to follow by hand. It counts its calls. */
public final class LinearRecognizer implements WhiteBoxRecognizer {

    private static final Color GRAY = new Color(0.5f, 0.5f, 0.5f);
    private final Gallery gallery;
    private final List<float[]> weights;
    private final AtomicInteger identified = new AtomicInteger();
    private final AtomicInteger backwardCalls = new AtomicInteger();

    /**
     * Makes a recognizer.
     *
     * @param people of the gallery
     * @param weights for each person one per value of a picture, CHW
     */
    public LinearRecognizer(List<Identity> people, List<float[]> weights) {
        this.gallery = new Gallery(people);
        this.weights = List.copyOf(weights);
    }

    /** Draws the weights from a normal distribution. */
    public static LinearRecognizer random(List<Identity> people, int width, int height, double deviation) {
        return random(people, width, height, deviation, people.size());
    }

    /** Draws the weights from a normal distribution by a seed. */
    public static LinearRecognizer random(List<Identity> people, int width, int height, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> weights = new ArrayList<>();
        for (int person = 0; person < people.size(); person++) {
            float[] own = new float[Image.CHANNELS * width * height];
            for (int i = 0; i < own.length; i++) {
                own[i] = (float) (deviation * random.nextGaussian());
            }
            weights.add(own);
        }
        return new LinearRecognizer(people, weights);
    }

    /** Returns how many pictures were identified, without those of {@link #backward}. */
    public int identified() {
        return identified.get();
    }

    /** Returns how often {@link #backward} was called. */
    public int backwardCalls() {
        return backwardCalls.get();
    }

    @Override
    public Gallery gallery() {
        return gallery;
    }

    @Override
    public Color baseline() {
        return GRAY;
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        identified.addAndGet(probes.size());
        return probes.stream().map(this::scores).toList();
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        backwardCalls.incrementAndGet();
        List<Backward> results = new ArrayList<>();
        for (int probe = 0; probe < probes.size(); probe++) {
            Scores scores = scores(probes.get(probe));
            float[] signal = loss.at(probe, scores);
            float[] gradient = new float[weights.get(0).length];
            for (int person = 0; person < signal.length; person++) {
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] += signal[person] * weights.get(person)[i];
                }
            }
            results.add(new Backward(scores, gradient));
        }
        return results;
    }

    private Scores scores(Image probe) {
        float[] values = probe.values();
        float[] logits = new float[weights.size()];
        for (int person = 0; person < logits.length; person++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weights.get(person)[i] * (values[i] - 0.5);
            }
            logits[person] = (float) sum;
        }
        return new Scores(gallery, logits);
    }
}
