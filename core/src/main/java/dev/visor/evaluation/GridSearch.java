package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.ExampleSource;
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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
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
     * @param run whom to tell about progress, and where what each picture came to is kept
     */
    public TuningResult search(
            List<Face> clean, ExampleSource adversarial, WhiteBoxRecognizer recognizer, RunContext run) {
        if (clean.isEmpty() || adversarial.size() == 0) {
            throw new IllegalArgumentException("illegal tuning pictures: " + clean.size() + " clean and "
                    + adversarial.size() + " adversarial, must be at least one of each");
        }
        GridTally tally = new GridTally(grid.combinations(), clean.size(), adversarial.size());
        try (Progress.Task task = run.begin("grid search", clean.size() + adversarial.size())) {
            for (int from = 0; from < clean.size(); from += BATCH) {
                List<Probe> probes = clean.subList(from, Math.min(clean.size(), from + BATCH)).stream()
                        .map(Probe::of)
                        .toList();
                search(probes, recognizer, tally, run, task);
            }
            for (int from = 0; from < adversarial.size(); from += BATCH) {
                List<Probe> probes = adversarial.read(from, Math.min(adversarial.size(), from + BATCH)).stream()
                        .map(Probe::of)
                        .toList();
                search(probes, recognizer, tally, run, task);
            }
        }
        return tally.result(clean.get(0).image().width());
    }

    private void search(
            List<Probe> probes, WhiteBoxRecognizer recognizer, GridTally tally, RunContext run, Progress.Task task) {
        List<Optional<String>> known =
                probes.stream().map(probe -> run.journal().find(probe.id)).toList();
        List<Image> open = IntStream.range(0, probes.size())
                .filter(i -> known.get(i).isEmpty())
                .mapToObj(i -> probes.get(i).image)
                .toList();
        Iterator<Backward> signals =
                GuidedBackpropagation.signals(open, recognizer).iterator();
        for (int i = 0; i < probes.size(); i++) {
            run.checkpoint();
            Probe probe = probes.get(i);
            if (known.get(i).isPresent()) {
                tally.add(GridAnswers.parse(known.get(i).get()), probe.target != null);
            } else {
                GridAnswers answers = answers(probe, signals.next(), recognizer);
                run.journal().keep(probe.id, answers.text());
                tally.add(answers, probe.target != null);
            }
            task.done(tally.pictures());
        }
    }

    /** Returns what one picture comes to with each combination. */
    private GridAnswers answers(Probe probe, Backward signal, WhiteBoxRecognizer recognizer) {
        List<SaliencyMaskConfig> combinations = grid.combinations();
        Map<Replacement, List<Integer>> replacements = replacements(probe.image, signal, combinations, recognizer);
        Map<Replacement, Scores> scores = identify(probe.image, List.copyOf(replacements.keySet()), recognizer);
        double[] real = new double[combinations.size()];
        double[] target = new double[combinations.size()];
        replacements.forEach((replacement, users) -> {
            Scores answer = Objects.requireNonNull(scores.get(replacement));
            for (int user : users) {
                real[user] = answer.confidence(probe.real);
                target[user] = probe.target == null ? 0 : answer.confidence(probe.target);
            }
        });
        return new GridAnswers(replacements.size(), real, target);
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
            String id, Image image, Identity real, @Nullable Identity target) {

        static Probe of(Face face) {
            return new Probe("clean " + face.id(), face.image(), face.identity(), null);
        }

        static Probe of(AdversarialExample example) {
            return new Probe(
                    "attack " + example.id(), example.image(), example.face().identity(), GridSearch.target(example));
        }
    }
}
