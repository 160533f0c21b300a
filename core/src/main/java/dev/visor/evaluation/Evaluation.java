package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.ExampleSource;
import dev.visor.defense.Cleansed;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.SaliencyMaskDefense;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.GuidedBackpropagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures a recognizer on clean faces and adversarial examples, before and after each of some defenses, at every
 * confidence threshold. Each picture is read once, and its signal computed once for all defenses; no pictures are kept,
 * so that the memory does not grow with the number of attacks.
 *
 * <p>Immutable and thread-safe.
 */
public final class Evaluation {

    /** The confidence threshold of the article. */
    public static final double ARTICLE_THRESHOLD = 0.8;

    private static final int BATCH = 32;

    private static final List<Double> THRESHOLDS = thresholds();

    private final List<Face> clean;
    private final ExampleSource adversarial;
    private final WhiteBoxRecognizer recognizer;

    /**
     * Makes an evaluation.
     *
     * @param clean faces without any accessory, at least one
     * @param adversarial pictures with one, at least one
     * @param recognizer the undefended recognizer; is not changed
     */
    public Evaluation(List<Face> clean, ExampleSource adversarial, WhiteBoxRecognizer recognizer) {
        if (clean.isEmpty() || adversarial.size() == 0) {
            throw new IllegalArgumentException("illegal pictures to evaluate on: " + clean.size() + " clean and "
                    + adversarial.size() + " adversarial, must be at least one of each");
        }
        this.clean = List.copyOf(clean);
        this.adversarial = adversarial;
        this.recognizer = recognizer;
    }

    private static List<Double> thresholds() {
        List<Double> thresholds =
                new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> i / 20.0).toList());
        thresholds.addAll(List.of(0.97, 0.98, 0.99, 0.995, 0.999));
        return thresholds;
    }

    /**
     * Evaluates defenses.
     *
     * @param defenses their parameters by name
     * @param cleanMaps what clean faces show
     * @param run receives the progress
     * @return how each did, in the same order
     */
    public List<DefenseEvaluation> evaluate(
            Map<String, SaliencyMaskConfig> defenses, CleanMaps cleanMaps, RunContext run) {
        Tally before = new Tally();
        List<Defended> defended = new ArrayList<>();
        defenses.forEach((name, config) -> defended.add(new Defended(name, config, cleanMaps)));
        try (Progress.Task task = run.begin("evaluating the defenses", clean.size() + adversarial.size())) {
            for (int from = 0; from < clean.size(); from += BATCH) {
                run.checkpoint();
                List<Face> faces = clean.subList(from, Math.min(clean.size(), from + BATCH));
                evaluateClean(faces, before, defended);
                task.done(from + faces.size());
            }
            for (int from = 0; from < adversarial.size(); from += BATCH) {
                run.checkpoint();
                List<AdversarialExample> examples = adversarial.read(from, Math.min(adversarial.size(), from + BATCH));
                evaluateAdversarial(examples, before, defended);
                task.done(clean.size() + from + examples.size());
            }
        }
        return defended.stream().map(defense -> defense.result(before)).toList();
    }

    private void evaluateClean(List<Face> faces, Tally before, List<Defended> defended) {
        List<Image> images = faces.stream().map(Face::image).toList();
        List<Backward> signals = GuidedBackpropagation.signals(images, recognizer);
        List<Scores> undefended = Backward.exactScores(signals);
        for (int i = 0; i < faces.size(); i++) {
            before.addClean(faces.get(i).identity(), undefended.get(i));
        }
        for (Defended defense : defended) {
            List<Scores> scores = recognizer.identify(images(defense.cleanse(images, signals)));
            for (int i = 0; i < faces.size(); i++) {
                defense.after.addClean(faces.get(i).identity(), scores.get(i));
            }
        }
    }

    private void evaluateAdversarial(List<AdversarialExample> examples, Tally before, List<Defended> defended) {
        List<Image> images = examples.stream().map(AdversarialExample::image).toList();
        List<Backward> signals = GuidedBackpropagation.signals(images, recognizer);
        List<Scores> undefended = Backward.exactScores(signals);
        for (int i = 0; i < examples.size(); i++) {
            before.addAdversarial(examples.get(i), undefended.get(i));
        }
        for (Defended defense : defended) {
            List<Cleansed> cleansed = defense.cleanse(images, signals);
            List<Scores> scores = recognizer.identify(images(cleansed));
            for (int i = 0; i < examples.size(); i++) {
                defense.addAdversarial(examples.get(i), cleansed.get(i).mask(), scores.get(i));
            }
        }
    }

    private static List<Image> images(List<Cleansed> cleansed) {
        return cleansed.stream().map(Cleansed::image).toList();
    }

    /** What is known of one defense so far. */
    private final class Defended {

        private final String name;
        private final SaliencyMaskConfig config;
        private final SaliencyMaskDefense defense;
        private final Tally after = new Tally();
        private final List<Masked> masked = new ArrayList<>();

        Defended(String name, SaliencyMaskConfig config, CleanMaps cleanMaps) {
            this.name = name;
            this.config = config;
            this.defense = new SaliencyMaskDefense(config, cleanMaps);
        }

        List<Cleansed> cleanse(List<Image> images, List<Backward> signals) {
            return IntStream.range(0, images.size())
                    .mapToObj(i -> defense.cleanse(images.get(i), signals.get(i), recognizer))
                    .toList();
        }

        void addAdversarial(AdversarialExample example, Mask mask, Scores scores) {
            after.addAdversarial(example, scores);
            masked.add(new Masked(
                    example.id(),
                    mask.share(),
                    (double) mask.intersection(example.region()).area()
                            / example.region().area()));
        }

        DefenseEvaluation result(Tally before) {
            return new DefenseEvaluation(
                    name,
                    config.at(clean.get(0).image().width()),
                    THRESHOLDS.stream().map(before::rates).toList(),
                    THRESHOLDS.stream().map(after::rates).toList(),
                    THRESHOLDS.stream()
                            .map(threshold -> before.defenseSuccess(after, threshold))
                            .toList(),
                    after.goodness(),
                    before.goodness(),
                    IntStream.range(0, masked.size())
                            .mapToObj(i -> new Outcome(
                                    masked.get(i).attack,
                                    before.answer(i),
                                    after.answer(i),
                                    masked.get(i).share,
                                    masked.get(i).frameShare))
                            .toList());
        }
    }

    /** How much of a picture a defense masked. */
    private record Masked(String attack, double share, double frameShare) {}
}
