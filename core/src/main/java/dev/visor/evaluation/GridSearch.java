package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Fill;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Contours;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.Morphology;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.GuidedBackpropagation;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.SaliencyMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tries every combination of a {@link Grid} and tells the goodness score of each, as the article does. The signal of a
 * picture is computed once for all combinations, and each distinct cleansed picture is classified once: many
 * combinations give the same mask.
 *
 * <p>Immutable and thread-safe.
 */
public final class GridSearch {

    private static final int BATCH = 32;

    private final Grid grid;
    private final CleanMaps cleanMaps;

    /**
     * Makes a search.
     *
     * @param grid what is tried
     * @param cleanMaps what clean faces show, for the relative maps of the grid
     */
    public GridSearch(Grid grid, CleanMaps cleanMaps) {
        this.grid = grid;
        this.cleanMaps = cleanMaps;
    }

    /**
     * Searches.
     *
     * @param clean faces without any accessory, at least one
     * @param adversarial pictures with one, at least one; none of them dodging, which has no target
     * @param recognizer the recognizer to protect; is not changed
     * @param run whom to tell about progress
     */
    public TuningResult search(
            List<Face> clean, List<AdversarialExample> adversarial, WhiteBoxRecognizer recognizer, RunContext run) {
        if (clean.isEmpty() || adversarial.isEmpty()) {
            throw new IllegalArgumentException("illegal tuning pictures: " + clean.size() + " clean and "
                    + adversarial.size() + " adversarial, must be at least one of each");
        }
        List<Probe> probes = new ArrayList<>();
        clean.forEach(face -> probes.add(new Probe(face.image(), face.identity(), null)));
        adversarial.forEach(
                example -> probes.add(new Probe(example.image(), example.face().identity(), target(example))));
        List<SaliencyMaskConfig> combinations = grid.combinations();
        double[] cleanReal = new double[combinations.size()];
        double[] adversarialReal = new double[combinations.size()];
        double[] adversarialTarget = new double[combinations.size()];
        int distinct = 0;
        try (Progress.Task task = run.begin("grid search", probes.size())) {
            List<Backward> signals = GuidedBackpropagation.signals(
                    probes.stream().map(Probe::image).toList(), recognizer);
            for (int i = 0; i < probes.size(); i++) {
                run.checkpoint();
                Probe probe = probes.get(i);
                Map<Image, List<Integer>> cleansed = cleansed(probe.image, signals.get(i), combinations, recognizer);
                distinct += cleansed.size();
                Map<Image, Scores> scores = identify(List.copyOf(cleansed.keySet()), recognizer);
                cleansed.forEach((image, users) -> users.forEach(user -> {
                    Scores answer = Objects.requireNonNull(scores.get(image));
                    double real = answer.confidence(probe.real);
                    if (probe.target == null) {
                        cleanReal[user] += real / clean.size();
                    } else {
                        adversarialReal[user] += real / adversarial.size();
                        adversarialTarget[user] += answer.confidence(probe.target) / adversarial.size();
                    }
                }));
                task.done(i + 1);
            }
        }
        List<GridPoint> points = new ArrayList<>();
        for (int i = 0; i < combinations.size(); i++) {
            points.add(new GridPoint(
                    combinations.get(i).at(probes.get(0).image.width()),
                    new GoodnessScore(share(cleanReal[i]), share(adversarialReal[i]), share(adversarialTarget[i]))));
        }
        return new TuningResult(
                points, clean.size(), adversarial.size(), distinct, combinations.size() * probes.size());
    }

    /** A sum of shares can exceed one by rounding. */
    private static double share(double sum) {
        return Math.min(1, sum);
    }

    private static Identity target(AdversarialExample example) {
        if (example.goal() instanceof Impersonation impersonation) {
            return impersonation.target();
        }
        throw new IllegalArgumentException("the attack " + example.id() + " has no target, which tuning needs");
    }

    /** Returns the distinct cleansed pictures of one picture, each with the combinations that lead to it. */
    private Map<Image, List<Integer>> cleansed(
            Image image, Backward signal, List<SaliencyMaskConfig> combinations, WhiteBoxRecognizer recognizer) {
        Map<MapKind, SaliencyMap> maps = new HashMap<>();
        Map<SaliencyMaskConfig, Mask> closed = new HashMap<>();
        Map<SaliencyMaskConfig, Mask> masks = new HashMap<>();
        Map<Mask, Map<Fill, Image>> filled = new HashMap<>();
        Map<Image, List<Integer>> cleansed = new LinkedHashMap<>();
        for (int i = 0; i < combinations.size(); i++) {
            SaliencyMaskConfig config = combinations.get(i).at(image.width());
            SaliencyMap map = maps.computeIfAbsent(
                    config.map(), kind -> new GuidedBackpropagation(kind, cleanMaps).map(signal, image, recognizer));
            Mask closedMask = closed.computeIfAbsent(
                    config.withMinArea(0).withFill(Fill.ZERO),
                    c -> Morphology.close(c.threshold().apply(map), c.iterations()));
            Mask mask = masks.computeIfAbsent(
                    config.withFill(Fill.ZERO), c -> Contours.dropSmaller(closedMask, c.minArea()));
            Image result = filled.computeIfAbsent(mask, m -> new HashMap<>())
                    .computeIfAbsent(config.fill(), fill -> fill.apply(image, mask));
            cleansed.computeIfAbsent(result, r -> new ArrayList<>()).add(i);
        }
        return cleansed;
    }

    private static Map<Image, Scores> identify(List<Image> images, WhiteBoxRecognizer recognizer) {
        Map<Image, Scores> scores = new HashMap<>();
        for (int from = 0; from < images.size(); from += BATCH) {
            List<Image> part = images.subList(from, Math.min(images.size(), from + BATCH));
            List<Scores> answers = recognizer.identify(part);
            for (int i = 0; i < part.size(); i++) {
                scores.put(part.get(i), answers.get(i));
            }
        }
        return scores;
    }

    private record Probe(
            Image image, Identity real, @Nullable Identity target) {}
}
