package dev.visor.experiment;

import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.openset.ComparisonTally;
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
import java.util.function.Consumer;

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
        ComparisonTally tally = new ComparisonTally(
                threshold, gallery.size(), enrolled.size() + strangers.size(), ComparisonTally.MOST);
        int[] right = new int[2];
        each("similarities of enrolled people", enrolled, faces -> {
            List<Scores> scores = recognizer.identify(images(faces));
            for (int i = 0; i < faces.size(); i++) {
                Identity person = faces.get(i).identity();
                tally.addEnrolled(scores.get(i), gallery.indexOf(person));
                right[0] += scores.get(i).best().equals(person) ? 1 : 0;
                right[1] += Decision.of(scores.get(i)).recognizes(person) ? 1 : 0;
            }
        });
        int[] known = new int[1];
        each(
                "similarities of other people",
                strangers,
                faces -> recognizer.identify(images(faces)).forEach(scores -> {
                    tally.addStranger(scores);
                    known[0] += scores.isKnown() ? 1 : 0;
                }));
        Rate accepted = new Rate(known[0], strangers.size());
        Comparisons comparisons = tally.comparisons();
        List<DefendedOpenSet> defended = new ArrayList<>();
        for (int i = 0; i < systems.size(); i++) {
            DefendedSystem system = systems.get(i);
            Rate recognized = defenses.get(i).clean().recognized();
            defended.add(new DefendedOpenSet(
                    system.name(),
                    system.chain().isEmpty() ? accepted : accepted(system),
                    new Rate(recognized.trials() - recognized.hits(), recognized.trials())));
        }
        return new OpenSetResult(
                threshold,
                gallery.size(),
                (int) strangers.stream().map(Face::identity).distinct().count(),
                tally.falseMatches(),
                tally.falseNonMatches(),
                new Rate(right[0], enrolled.size()),
                accepted,
                new Rate(enrolled.size() - right[1], enrolled.size()),
                FALSE_ACCEPT_RATES.stream()
                        .flatMap(far -> comparisons.at(far).map(point -> new OperatingPoint(far, point)).stream())
                        .toList(),
                comparisons.curve(),
                defended);
    }

    /** Returns how many of the other people a defended system takes for somebody. */
    private Rate accepted(DefendedSystem system) {
        int[] accepted = new int[1];
        each(
                "other people behind " + system.name(),
                strangers,
                faces -> accepted[0] += (int) system.look(faces, images(faces)).stream()
                        .filter(look -> look.decision().verdict() == Verdict.PERSON)
                        .count());
        return new Rate(accepted[0], strangers.size());
    }

    private static List<Image> images(List<Face> faces) {
        return faces.stream().map(Face::image).toList();
    }

    /** Works on all faces, part by part. */
    private void each(String label, List<Face> faces, Consumer<List<Face>> work) {
        try (Progress.Task task = run.begin(label, faces.size())) {
            for (int from = 0; from < faces.size(); from += BATCH) {
                run.checkpoint();
                int to = Math.min(faces.size(), from + BATCH);
                work.accept(faces.subList(from, to));
                task.done(to);
            }
        }
    }
}
