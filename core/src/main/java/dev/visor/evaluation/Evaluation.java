package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Cleansed;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.SaliencyMaskDefense;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Tells how a recognizer does on clean faces and adversarial examples, before and after a defense, at every confidence
 * threshold.
 *
 * <p>Immutable and thread-safe.
 */
public final class Evaluation {

    /** The confidence threshold of the article. */
    public static final double ARTICLE_THRESHOLD = 0.8;

    private static final int BATCH = 32;

    private static final List<Double> THRESHOLDS = thresholds();

    private final List<Face> clean;
    private final List<AdversarialExample> adversarial;
    private final WhiteBoxRecognizer recognizer;
    private final List<Scores> cleanBefore;
    private final List<Scores> adversarialBefore;

    /**
     * Scores the pictures without any defense.
     *
     * @param clean faces without any accessory, at least one
     * @param adversarial pictures with one, at least one
     * @param recognizer the undefended recognizer; is not changed
     */
    public Evaluation(List<Face> clean, List<AdversarialExample> adversarial, WhiteBoxRecognizer recognizer) {
        if (clean.isEmpty() || adversarial.isEmpty()) {
            throw new IllegalArgumentException("illegal pictures to evaluate on: " + clean.size() + " clean and "
                    + adversarial.size() + " adversarial, must be at least one of each");
        }
        this.clean = List.copyOf(clean);
        this.adversarial = List.copyOf(adversarial);
        this.recognizer = recognizer;
        this.cleanBefore = recognizer.identify(clean.stream().map(Face::image).toList());
        this.adversarialBefore = recognizer.identify(
                adversarial.stream().map(AdversarialExample::image).toList());
    }

    private static List<Double> thresholds() {
        List<Double> thresholds =
                new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> i / 20.0).toList());
        thresholds.addAll(List.of(0.97, 0.98, 0.99, 0.995, 0.999));
        return thresholds;
    }

    /**
     * Evaluates a defense.
     *
     * @param name what to call it
     * @param config its parameters
     * @param cleanMaps what clean faces show
     * @param run whom to tell about progress
     */
    public DefenseEvaluation evaluate(String name, SaliencyMaskConfig config, CleanMaps cleanMaps, RunContext run) {
        SaliencyMaskDefense defense = new SaliencyMaskDefense(config, cleanMaps);
        List<Image> cleanImages = clean.stream().map(Face::image).toList();
        List<Image> adversarialImages =
                adversarial.stream().map(AdversarialExample::image).toList();
        List<Cleansed> cleansed = new ArrayList<>();
        List<Scores> cleanAfter = new ArrayList<>();
        List<Scores> adversarialAfter = new ArrayList<>();
        try (Progress.Task task = run.begin("evaluating " + name, cleanImages.size() + adversarialImages.size())) {
            forEachBatch(cleanImages, part -> {
                run.checkpoint();
                cleanAfter.addAll(identify(defense.cleanse(part, recognizer)));
                task.done(cleanAfter.size());
            });
            forEachBatch(adversarialImages, part -> {
                run.checkpoint();
                List<Cleansed> some = defense.cleanse(part, recognizer);
                cleansed.addAll(some);
                adversarialAfter.addAll(identify(some));
                task.done(cleanAfter.size() + adversarialAfter.size());
            });
        }
        return new DefenseEvaluation(
                name,
                config.at(cleanImages.get(0).width()),
                THRESHOLDS.stream()
                        .map(t -> rates(t, cleanBefore, adversarialBefore))
                        .toList(),
                THRESHOLDS.stream()
                        .map(t -> rates(t, cleanAfter, adversarialAfter))
                        .toList(),
                THRESHOLDS.stream()
                        .map(t -> defenseSuccess(t, adversarialAfter))
                        .toList(),
                goodness(cleanAfter, adversarialAfter),
                goodness(cleanBefore, adversarialBefore),
                outcomes(cleansed, adversarialAfter));
    }

    private List<Scores> identify(List<Cleansed> cleansed) {
        return recognizer.identify(cleansed.stream().map(Cleansed::image).toList());
    }

    private static void forEachBatch(List<Image> images, Consumer<List<Image>> work) {
        for (int from = 0; from < images.size(); from += BATCH) {
            work.accept(images.subList(from, Math.min(images.size(), from + BATCH)));
        }
    }

    private Rates rates(double threshold, List<Scores> cleanScores, List<Scores> adversarialScores) {
        return new Rates(
                threshold,
                count(
                        clean.size(),
                        i -> recognized(cleanScores.get(i), clean.get(i).identity(), threshold)),
                count(adversarial.size(), i -> recognized(adversarialScores.get(i), real(i), threshold)),
                count(adversarial.size(), i -> succeeded(adversarialScores.get(i), i, threshold)));
    }

    private Rate defenseSuccess(double threshold, List<Scores> after) {
        return count(
                adversarial.size(),
                i -> succeeded(adversarialBefore.get(i), i, threshold) && recognized(after.get(i), real(i), threshold));
    }

    private static Rate count(int trials, IntPredicate hit) {
        return new Rate((int) IntStream.range(0, trials).filter(hit).count(), trials);
    }

    private static boolean recognized(Scores scores, Identity person, double threshold) {
        return scores.best().equals(person) && scores.confidence() >= threshold;
    }

    private boolean succeeded(Scores scores, int attack, double threshold) {
        return adversarial.get(attack).goal().holds(scores) && scores.confidence() >= threshold;
    }

    private Identity real(int attack) {
        return adversarial.get(attack).face().identity();
    }

    private GoodnessScore goodness(List<Scores> cleanScores, List<Scores> adversarialScores) {
        return new GoodnessScore(
                mean(
                        clean.size(),
                        i -> cleanScores.get(i).confidence(clean.get(i).identity())),
                mean(adversarial.size(), i -> adversarialScores.get(i).confidence(real(i))),
                mean(adversarial.size(), i -> adversarial.get(i).goal().confidence(adversarialScores.get(i))));
    }

    private static double mean(int count, IntToDoubleFunction value) {
        return Math.min(
                1, IntStream.range(0, count).mapToDouble(value).average().orElse(0));
    }

    private List<Outcome> outcomes(List<Cleansed> cleansed, List<Scores> after) {
        return IntStream.range(0, adversarial.size())
                .mapToObj(i -> new Outcome(
                        adversarial.get(i).id(),
                        answer(adversarialBefore.get(i), adversarial.get(i)),
                        answer(after.get(i), adversarial.get(i)),
                        cleansed.get(i).mask().share(),
                        (double) cleansed.get(i)
                                        .mask()
                                        .intersection(adversarial.get(i).region())
                                        .area()
                                / adversarial.get(i).region().area()))
                .toList();
    }

    /** Returns what a recognizer answered to a picture of an attack. */
    public static Answer answer(Scores scores, AdversarialExample example) {
        Goal goal = example.goal();
        return new Answer(
                scores.best(),
                scores.confidence(),
                scores.confidence(example.face().identity()),
                goal instanceof Impersonation impersonation ? scores.confidence(impersonation.target()) : 0);
    }
}
