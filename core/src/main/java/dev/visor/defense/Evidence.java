package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Reading;
import java.util.List;
import java.util.stream.IntStream;

/** What speaks for a picture having been tampered with. Implementations are immutable and thread-safe. */
public sealed interface Evidence permits Evidence.MapDeparture, Evidence.PredictionChange {

    /**
     * Weighs pictures.
     *
     * @param probes aligned pictures, all of one size
     * @param signals of {@link dev.visor.saliency.GuidedBackpropagation#signals}, one per picture
     * @param scores what the recognizer says of the pictures
     * @param recognizer is not changed
     * @return a value in [0, 1] per picture; the higher, the stronger
     */
    List<Double> of(List<Image> probes, List<Backward> signals, List<Scores> scores, WhiteBoxRecognizer recognizer);

    /**
     * How far the saliency map departs from what clean faces show.
     *
     * @param reading how the map is read
     * @param cleanMaps what clean faces show
     */
    record MapDeparture(Reading reading, CleanMaps cleanMaps) implements Evidence {

        @Override
        public List<Double> of(
                List<Image> probes, List<Backward> signals, List<Scores> scores, WhiteBoxRecognizer recognizer) {
            return IntStream.range(0, probes.size())
                    .mapToObj(i -> cleanMaps.departure(
                            reading.read(signals.get(i).gradient(), probes.get(i), recognizer.baseline()), reading))
                    .toList();
        }
    }

    /**
     * How much the answer changes when the picture is cleansed: half the sum of the absolute differences of the
     * probabilities, that is the total variation distance.
     *
     * @param cleansing how it is cleansed
     */
    record PredictionChange(Cleansing cleansing) implements Evidence {

        @Override
        public List<Double> of(
                List<Image> probes, List<Backward> signals, List<Scores> scores, WhiteBoxRecognizer recognizer) {
            List<Scores> after = recognizer.identify(cleansing.cleanse(probes, signals, recognizer).stream()
                    .map(Cleansed::image)
                    .toList());
            return IntStream.range(0, probes.size())
                    .mapToObj(i -> distance(scores.get(i), after.get(i)))
                    .toList();
        }

        private static double distance(Scores before, Scores after) {
            double[] first = before.probabilities();
            double[] second = after.probabilities();
            double sum = 0;
            for (int i = 0; i < first.length; i++) {
                sum += Math.abs(first[i] - second[i]);
            }
            return Math.min(1, sum / 2);
        }
    }
}
