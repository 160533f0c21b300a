package dev.visor.defense.chain;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.defense.Calibration;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.GuidedBackpropagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How suspicious a {@link TamperDetector} finds pictures: kinds of evidence, the scale that clean faces put each of them on,
 * and the limit. Immutable and thread-safe.
 *
 * @param evidence what is looked at
 * @param scales where the evidence of clean faces lies, one for each kind
 * @param limit the suspicion that the false alarm rate allows
 */
record Suspicions(List<Evidence> evidence, List<Scale> scales, double limit) {

    private static final int BATCH = 32;

    private static final String MEDIANS = "medians";
    private static final String SPREADS = "spreads";
    private static final String LIMIT = "limit";

    /** Copies the lists. */
    Suspicions {
        evidence = List.copyOf(evidence);
        scales = List.copyOf(scales);
    }

    /** Where the evidence of clean faces lies. */
    record Scale(double median, double spread) {

        static Scale of(List<Double> clean, FalseAlarmRate falseAlarms) {
            double median = clean.stream()
                    .sorted()
                    .skip((clean.size() - 1) / 2)
                    .findFirst()
                    .orElseThrow();
            return new Scale(median, Math.max(falseAlarms.limit(clean) - median, 1e-9));
        }

        double of(double value) {
            return (value - median) / spread;
        }
    }

    /** Returns what clean faces set, with as many as the rate needs. */
    static Calibration calibrate(
            List<? extends Evidence> evidence,
            List<Image> clean,
            Recognizer recognizer,
            FalseAlarmRate falseAlarms,
            RunContext run) {
        check(!evidence.isEmpty(), "kinds of evidence", 0, "at least 1");
        falseAlarms.checkFaces(clean.size());
        List<List<Double>> weighed = new ArrayList<>();
        try (Progress.Task task = run.begin("calibrating the detector", clean.size())) {
            for (int from = 0; from < clean.size(); from += BATCH) {
                run.checkpoint();
                List<Image> part = clean.subList(from, Math.min(clean.size(), from + BATCH));
                weighed.addAll(weigh(List.copyOf(evidence), part, recognizer));
                task.done(from + part.size());
            }
        }
        List<Scale> scales = IntStream.range(0, evidence.size())
                .mapToObj(kind -> Scale.of(
                        weighed.stream().map(values -> values.get(kind)).toList(), falseAlarms))
                .toList();
        List<Double> strongest =
                weighed.stream().map(values -> strongest(values, scales)).toList();
        double limit = falseAlarms.limit(strongest);
        return Calibration.of(
                clean.size(),
                (int) strongest.stream().filter(value -> value - limit + 1 > 1).count(),
                Map.of(
                        MEDIANS, scales.stream().map(Scale::median).toList(),
                        SPREADS, scales.stream().map(Scale::spread).toList(),
                        LIMIT, List.of(limit)));
    }

    /**
     * Returns what was calibrated.
     *
     * @param evidence the kinds that were calibrated
     * @throws IllegalArgumentException if it is the calibration of others
     */
    static Suspicions of(List<? extends Evidence> evidence, Calibration calibration) {
        List<Double> medians = calibration.values(MEDIANS, evidence.size());
        List<Double> spreads = calibration.values(SPREADS, evidence.size());
        List<Scale> scales = IntStream.range(0, evidence.size())
                .mapToObj(kind -> new Scale(medians.get(kind), spreads.get(kind)))
                .toList();
        return new Suspicions(List.copyOf(evidence), scales, calibration.value(LIMIT));
    }

    /** Returns a value for each picture; above 1 it is taken for tampered with. */
    List<Double> of(List<Image> probes, Recognizer recognizer) {
        return weigh(evidence, probes, recognizer).stream()
                .map(values -> strongest(values, scales) - limit + 1)
                .toList();
    }

    /** Returns the values of all kinds of evidence for each picture. */
    private static List<List<Double>> weigh(List<Evidence> evidence, List<Image> probes, Recognizer recognizer) {
        boolean signaled = evidence.stream().anyMatch(Evidence::needsSignals);
        List<Backward> signals = signaled
                ? GuidedBackpropagation.signals(probes, WhiteBoxRecognizer.of(recognizer, "a saliency map"))
                : List.of();
        List<Scores> scores = signaled ? Backward.exactScores(signals) : recognizer.identify(probes);
        List<List<Double>> kinds = evidence.stream()
                .map(kind -> kind.of(probes, signals, scores, recognizer))
                .toList();
        return IntStream.range(0, probes.size())
                .mapToObj(i -> kinds.stream().map(values -> values.get(i)).toList())
                .toList();
    }

    private static double strongest(List<Double> values, List<Scale> scales) {
        return IntStream.range(0, scales.size())
                .mapToDouble(kind -> scales.get(kind).of(values.get(kind)))
                .max()
                .orElseThrow();
    }
}
