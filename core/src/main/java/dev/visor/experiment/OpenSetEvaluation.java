package dev.visor.experiment;

import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.openset.Comparisons;
import dev.visor.evaluation.openset.DefendedOpenSet;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.evaluation.openset.OperatingPoint;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What an open set answers about clean faces of enrolled people and of others. Used by one thread. */
final class OpenSetEvaluation {

    private static final int BATCH = 32;
    private static final List<Double> FALSE_ACCEPT_RATES = List.of(0.01, 0.001, 0.0001);

    private final List<Face> enrolled;
    private final List<Face> strangers;
    private final RunContext run;

    /**
     * Takes faces that the system was not enrolled with.
     *
     * @param enrolled of enrolled people
     * @param strangers of people who were never enrolled
     */
    OpenSetEvaluation(List<Face> enrolled, List<Face> strangers, RunContext run) {
        this.enrolled = List.copyOf(enrolled);
        this.strangers = List.copyOf(strangers);
        this.run = run;
    }

    /**
     * Evaluates an open set.
     *
     * @param recognizer the undefended one
     * @param threshold of its gallery
     * @param systems the defended systems
     * @param defenses what they decide about the faces of enrolled people, in the same order
     */
    OpenSetResult of(
            Recognizer recognizer, Threshold threshold, List<DefendedSystem> systems, List<DefenseResult> defenses) {
        Gallery gallery = recognizer.gallery();
        List<Scores> own = all("similarities of enrolled people", enrolled, part -> recognizer.identify(images(part)));
        List<Scores> other = all("similarities of other people", strangers, part -> recognizer.identify(images(part)));
        Comparisons comparisons = comparisons(own, other, threshold);
        List<DefendedOpenSet> defended = new ArrayList<>();
        for (int i = 0; i < systems.size(); i++) {
            DefendedSystem system = systems.get(i);
            List<Decision> decisions =
                    system.chain().isEmpty() ? other.stream().map(Decision::of).toList() : decisions(system);
            Rate recognized = defenses.get(i).clean().recognized();
            defended.add(new DefendedOpenSet(
                    system.name(),
                    count(decisions, decision -> decision.verdict() == Verdict.PERSON),
                    new Rate(recognized.trials() - recognized.hits(), recognized.trials())));
        }
        return new OpenSetResult(
                threshold,
                gallery.size(),
                (int) strangers.stream().map(Face::identity).distinct().count(),
                atThreshold(own, other, false),
                atThreshold(own, other, true),
                rate(own, i -> own.get(i).best().equals(identity(i))),
                count(other, Scores::isKnown),
                rate(own, i -> !Decision.of(own.get(i)).recognizes(identity(i))),
                FALSE_ACCEPT_RATES.stream()
                        .flatMap(far -> comparisons.at(far).map(point -> new OperatingPoint(far, point)).stream())
                        .toList(),
                comparisons.curve(),
                defended);
    }

    private List<Decision> decisions(DefendedSystem system) {
        return all(
                "other people behind " + system.name(),
                strangers,
                faces -> system.look(faces, images(faces)).stream()
                        .map(DefendedSystem.Look::decision)
                        .toList());
    }

    private static List<Image> images(List<Face> faces) {
        return faces.stream().map(Face::image).toList();
    }

    private Identity identity(int face) {
        return enrolled.get(face).identity();
    }

    private <T> List<T> all(String label, List<Face> faces, Function<List<Face>, List<T>> question) {
        List<T> answers = new ArrayList<>();
        try (Progress.Task task = run.begin(label, faces.size())) {
            for (int from = 0; from < faces.size(); from += BATCH) {
                run.checkpoint();
                answers.addAll(question.apply(faces.subList(from, Math.min(faces.size(), from + BATCH))));
                task.done(answers.size());
            }
        }
        return answers;
    }

    private Comparisons comparisons(List<Scores> own, List<Scores> other, Threshold threshold) {
        DoubleStream.Builder mated = DoubleStream.builder();
        DoubleStream.Builder nonMated = DoubleStream.builder();
        for (int i = 0; i < own.size(); i++) {
            int person = own.get(i).gallery().indexOf(identity(i));
            float[] logits = own.get(i).logits();
            for (int j = 0; j < logits.length; j++) {
                (j == person ? mated : nonMated).add(threshold.cosine(logits[j]));
            }
        }
        for (Scores scores : other) {
            for (float logit : scores.logits()) {
                nonMated.add(threshold.cosine(logit));
            }
        }
        return new Comparisons(mated.build().toArray(), nonMated.build().toArray());
    }

    /** Counts at the logit 0 itself, so that no rounding on the way to a similarity changes a count. */
    private Rate atThreshold(List<Scores> own, List<Scores> other, boolean mated) {
        int hits = 0;
        int trials = 0;
        for (int i = 0; i < own.size(); i++) {
            int person = own.get(i).gallery().indexOf(identity(i));
            float[] logits = own.get(i).logits();
            for (int j = 0; j < logits.length; j++) {
                if ((j == person) == mated) {
                    trials++;
                    hits += (logits[j] >= 0) == mated ? 0 : 1;
                }
            }
        }
        for (Scores scores : mated ? List.<Scores>of() : other) {
            for (float logit : scores.logits()) {
                trials++;
                hits += logit >= 0 ? 1 : 0;
            }
        }
        return new Rate(hits, trials);
    }

    private static Rate rate(List<Scores> all, IntPredicate hit) {
        return new Rate((int) IntStream.range(0, all.size()).filter(hit).count(), all.size());
    }

    private static <T> Rate count(List<T> all, Predicate<T> hit) {
        return new Rate((int) all.stream().filter(hit).count(), all.size());
    }
}
