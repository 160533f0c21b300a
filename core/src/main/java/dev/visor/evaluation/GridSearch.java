package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Fill;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
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
 * picture is computed once for all combinations, and each distinct mask is classified once with each fill: many
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
                Map<Replacement, List<Integer>> replacements =
                        replacements(probe.image, signals.get(i), combinations, recognizer);
                distinct += replacements.size();
                Map<Replacement, Scores> scores = identify(probe.image, List.copyOf(replacements.keySet()), recognizer);
                replacements.forEach((replacement, users) -> users.forEach(user -> {
                    Scores answer = Objects.requireNonNull(scores.get(replacement));
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

    /** Returns what can become of one picture, each with the combinations that lead to it. */
    private Map<Replacement, List<Integer>> replacements(
            Image image, Backward signal, List<SaliencyMaskConfig> combinations, WhiteBoxRecognizer recognizer) {
        Map<MapKind, SaliencyMap> maps = new HashMap<>();
        Map<Cut, Mask> salient = new HashMap<>();
        Map<SaliencyMaskConfig, Mask> closed = new HashMap<>();
        Map<SaliencyMaskConfig, Mask> masks = new HashMap<>();
        Map<Replacement, List<Integer>> replacements = new LinkedHashMap<>();
        for (int i = 0; i < combinations.size(); i++) {
            SaliencyMaskConfig config = combinations.get(i).at(image.width());
            SaliencyMap map = maps.computeIfAbsent(
                    config.map(), kind -> new GuidedBackpropagation(kind, cleanMaps).map(signal, image, recognizer));
            Mask salientMask =
                    salient.computeIfAbsent(new Cut(config.map(), config.threshold()), cut -> cut.threshold.apply(map));
            Mask closedMask = closed.computeIfAbsent(
                    config.withMinArea(0).withFill(Fill.ZERO), c -> Morphology.close(salientMask, c.iterations()));
            Mask mask = masks.computeIfAbsent(
                    config.withFill(Fill.ZERO), c -> Contours.dropSmaller(closedMask, c.minArea()));
            // Without a mask there is nothing to fill.
            Replacement replacement = new Replacement(mask, mask.area() == 0 ? Fill.ZERO : config.fill());
            replacements.computeIfAbsent(replacement, r -> new ArrayList<>()).add(i);
        }
        return replacements;
    }

    private static Map<Replacement, Scores> identify(
            Image image, List<Replacement> replacements, WhiteBoxRecognizer recognizer) {
        Map<Replacement, Scores> scores = new HashMap<>();
        for (int from = 0; from < replacements.size(); from += BATCH) {
            List<Replacement> part = replacements.subList(from, Math.min(replacements.size(), from + BATCH));
            List<Scores> answers = recognizer.identify(
                    part.stream().map(r -> r.fill.apply(image, r.mask)).toList());
            for (int i = 0; i < part.size(); i++) {
                scores.put(part.get(i), answers.get(i));
            }
        }
        return scores;
    }

    /** A map and where it is cut. */
    private record Cut(MapKind map, Threshold threshold) {}

    /** A mask and what it is filled with. */
    private record Replacement(Mask mask, Fill fill) {}

    private record Probe(
            Image image, Identity real, @Nullable Identity target) {}
}
