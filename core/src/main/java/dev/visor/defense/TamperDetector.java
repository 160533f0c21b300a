package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.GuidedBackpropagation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers "tampered" where the evidence is stronger than clean faces ever show, but for a given share of them.
 *
 * <p>Each kind of evidence is put on one scale by the clean faces: 0 is their median, and at 1 it would raise all of the
 * false alarms alone. A picture's suspicion is that of its strongest evidence, and the {@link FalseAlarmRate} sets the
 * limit.
 *
 * <p>Immutable and thread-safe. Costs a pass forward, guided and backward too if any evidence goes by the signal, and one
 * forward for each cleansing.
 */
public final class TamperDetector implements Defense {

    private static final int BATCH = 32;

    private final List<Evidence> evidence;
    private final WhiteBoxRecognizer recognizer;
    private final List<Scale> scales;
    private final double limit;

    private TamperDetector(List<Evidence> evidence, WhiteBoxRecognizer recognizer, List<Scale> scales, double limit) {
        this.evidence = List.copyOf(evidence);
        this.recognizer = recognizer;
        this.scales = List.copyOf(scales);
        this.limit = limit;
    }

    /** Where the evidence of clean faces lies. */
    private record Scale(double median, double spread) {

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

    /**
     * Sets a detector by clean faces.
     *
     * @param evidence what it looks at, at least one kind
     * @param clean aligned pictures of honest faces that the recognizer was not trained on, as many as the rate needs
     * @param recognizer whose answers and maps it looks at; must stay open as long as the detector is used
     * @param falseAlarms the share of clean faces that may be taken for tampered with
     * @param run whom to tell about progress
     */
    public static TamperDetector calibrate(
            List<? extends Evidence> evidence,
            List<Image> clean,
            WhiteBoxRecognizer recognizer,
            FalseAlarmRate falseAlarms,
            RunContext run) {
        check(!evidence.isEmpty(), "kinds of evidence", 0, "at least 1");
        falseAlarms.checkFaces(clean.size());
        List<List<Double>> weighed = new ArrayList<>();
        try (Progress.Task task = run.begin("setting the detector", clean.size())) {
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
        double limit = falseAlarms.limit(
                weighed.stream().map(values -> suspicion(values, scales)).toList());
        return new TamperDetector(List.copyOf(evidence), recognizer, scales, limit);
    }

    /** Returns the values of all kinds of evidence for each picture. */
    private static List<List<Double>> weigh(
            List<Evidence> evidence, List<Image> probes, WhiteBoxRecognizer recognizer) {
        boolean signaled = evidence.stream().anyMatch(Evidence::needsSignals);
        List<Backward> signals = signaled ? GuidedBackpropagation.signals(probes, recognizer) : List.of();
        List<Scores> scores = signaled ? Backward.exactScores(signals) : recognizer.identify(probes);
        List<List<Double>> kinds = evidence.stream()
                .map(kind -> kind.of(probes, signals, scores, recognizer))
                .toList();
        return IntStream.range(0, probes.size())
                .mapToObj(i -> kinds.stream().map(values -> values.get(i)).toList())
                .toList();
    }

    private static double suspicion(List<Double> values, List<Scale> scales) {
        return IntStream.range(0, scales.size())
                .mapToDouble(kind -> scales.get(kind).of(values.get(kind)))
                .max()
                .orElseThrow();
    }

    @Override
    public String name() {
        return "tamper detector";
    }

    @Override
    public Role role() {
        return Role.WATCHES;
    }

    /**
     * Returns how suspicious pictures are; above 1 the detector takes them for tampered with.
     *
     * @param probes aligned pictures, all of one size
     * @return a value per picture
     */
    public List<Double> suspicions(List<Image> probes) {
        return weigh(evidence, probes, recognizer).stream()
                .map(values -> suspicion(values, scales) - limit + 1)
                .toList();
    }

    @Override
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer behind) {
        return new ForwardingRecognizer(behind) {
            @Override
            public List<Scores> identify(List<Image> probes) {
                return inner().identify(probes);
            }

            @Override
            public List<Decision> decide(List<Image> probes) {
                List<Double> suspicions = suspicions(probes);
                List<Decision> decisions = inner().decide(probes);
                return IntStream.range(0, probes.size())
                        .mapToObj(i -> suspicions.get(i) > 1 ? decisions.get(i).as(Verdict.TAMPERED) : decisions.get(i))
                        .toList();
            }

            @Override
            public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
                return inner().backward(probes, loss, rule);
            }
        };
    }

    /** Whoever wants to pass unnoticed needs the same answer from the cleansed pictures. */
    @Override
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer behind) {
        List<WhiteBoxRecognizer> looks = new ArrayList<>(List.of(behind));
        for (Evidence kind : evidence) {
            if (kind instanceof Evidence.PredictionChange change) {
                looks.add(change.cleansing().surrogate(change.witness(recognizer)));
            }
        }
        return new ExpectationOverTransformation(looks);
    }
}
