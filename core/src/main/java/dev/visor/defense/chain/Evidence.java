package dev.visor.defense.chain;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Cleansing;
import dev.visor.defense.mask.SignalCleansing;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Reading;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What speaks for a picture having been tampered with. Implementations are immutable and thread-safe. */
public sealed interface Evidence permits Evidence.MapDeparture, Evidence.PredictionChange {

    /**
     * Weighs pictures.
     *
     * @param probes aligned pictures, all of one size
     * @param signals of {@link dev.visor.saliency.GuidedBackpropagation#signals}, one per picture; none if nothing
     *     {@link #needsSignals}
     * @param scores what the recognizer says of the pictures
     * @param recognizer is not changed
     * @return a value per picture, at least 0; the higher, the stronger
     */
    List<Double> of(List<Image> probes, List<Backward> signals, List<Scores> scores, Recognizer recognizer);

    /** Returns whether pictures must come with their signals. */
    boolean needsSignals();

    /**
     * How far the saliency map departs from what clean faces show.
     *
     * @param reading how the map is read
     * @param cleanMaps what clean faces show
     */
    record MapDeparture(Reading reading, CleanMaps cleanMaps) implements Evidence {

        @Override
        public boolean needsSignals() {
            return true;
        }

        @Override
        public List<Double> of(List<Image> probes, List<Backward> signals, List<Scores> scores, Recognizer recognizer) {
            Color baseline = WhiteBoxRecognizer.of(recognizer, "a saliency map").baseline();
            return IntStream.range(0, probes.size())
                    .mapToObj(i -> cleanMaps.departure(
                            reading.read(signals.get(i).gradient(), probes.get(i), baseline), reading))
                    .toList();
        }
    }

    /**
     * What the answer loses when the picture is cleansed: the natural logarithm of one over the probability that is left
     * of it. An attack's answer loses what the accessory alone spoke for, often all but a millionth. That of a clean face
     * keeps some of its probability even where another one overtakes it.
     *
     * @param cleansing how it is cleansed
     * @param hardened who is asked about the cleansed picture: a recognizer of the same people that knows occluded faces
     *     better; null to ask the one that the picture is presented to
     */
    record PredictionChange(Cleansing cleansing, @Nullable WhiteBoxRecognizer hardened) implements Evidence {

        /** Nothing speaks stronger than this, which is a probability of 1e-13. */
        private static final double MOST = 30;

        @Override
        public boolean needsSignals() {
            return cleansing instanceof SignalCleansing;
        }

        @Override
        public List<Double> of(List<Image> probes, List<Backward> signals, List<Scores> scores, Recognizer recognizer) {
            List<Cleansed> cleansed = needsSignals()
                    ? cleansing.cleanse(probes, signals, WhiteBoxRecognizer.of(recognizer, cleansing.name()))
                    : cleansing.cleanseBefore(recognizer, probes);
            List<Scores> after = (hardened == null ? recognizer : hardened)
                    .identify(cleansed.stream().map(Cleansed::image).toList());
            return IntStream.range(0, probes.size())
                    .mapToObj(i -> loss(scores.get(i), after.get(i)))
                    .toList();
        }

        /** Returns who is asked about the cleansed picture, for an attacker who follows gradients. */
        WhiteBoxRecognizer witness(Recognizer recognizer) {
            return hardened == null ? WhiteBoxRecognizer.of(recognizer, cleansing.name()) : hardened;
        }

        private static double loss(Scores before, Scores after) {
            return Math.min(MOST, -Math.log(after.probabilities()[before.bestIndex()]));
        }
    }
}
