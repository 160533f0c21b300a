package dev.visor.defense.detection;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.StraightThroughRecognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last gradients that it pulled back. While an attack changes what lies under a mask, the picture behind the mask
 * stays the same, and so does its gradient: each step would compute them again.
 *
 * <p>Thread-safe if the recognizer is.
 */
final class RememberedLook extends StraightThroughRecognizer {

    /** Attacks that run side by side are fewer, unless somebody asks for larger batches. */
    private static final int KEPT = 64;

    private final Map<Picture, Passed> passed = new LinkedHashMap<>();

    /**
     * Makes a recognizer that remembers nothing yet.
     *
     * @param inner is asked about pictures that are not remembered
     */
    RememberedLook(WhiteBoxRecognizer inner) {
        super(inner, inner);
    }

    private record Picture(Image image, BackwardRule rule) {}

    /** What came back, and the gradient at the logits that was pulled back. */
    private static final class Passed {

        private final float[] signal;
        private final Backward result;

        Passed(float[] signal, Backward result) {
            this.signal = signal;
            this.result = result;
        }
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        Backward[] results = new Backward[probes.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            Passed known = recall(new Picture(probes.get(i), rule));
            if (known != null && Arrays.equals(known.signal, loss.at(i, known.result.scores()))) {
                results[i] = known.result;
            } else {
                open.add(i);
            }
        }
        float[][] signals = new float[open.size()][];
        List<Backward> answers = open.isEmpty()
                ? List.of()
                : inner().backward(
                                open.stream().map(probes::get).toList(),
                                (probe, scores) -> signals[probe] = loss.at(open.get(probe), scores),
                                rule);
        for (int i = 0; i < open.size(); i++) {
            results[open.get(i)] = answers.get(i);
            remember(new Picture(probes.get(open.get(i)), rule), new Passed(signals[i], answers.get(i)));
        }
        return List.of(results);
    }

    private synchronized @Nullable Passed recall(Picture picture) {
        Passed known = passed.remove(picture);
        if (known != null) {
            passed.put(picture, known); // it is the last one to be forgotten now
        }
        return known;
    }

    private synchronized void remember(Picture picture, Passed result) {
        passed.put(picture, result);
        if (passed.size() > KEPT) {
            passed.remove(passed.keySet().iterator().next());
        }
    }
}
