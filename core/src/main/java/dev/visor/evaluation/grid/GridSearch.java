package dev.visor.evaluation.grid;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.evaluation.grid.GridStrategy.Rung;
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
import java.util.Arrays;
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
 * Tries every combination of a {@link Grid} and computes the goodness score of each, as the article does. The signal of a
 * picture is computed once for all combinations, and each distinct mask is classified once with each fill: many
 * combinations give the same mask. With {@link GridStrategy#HALVING} combinations that fall behind are given up early.
 *
 * <p>Immutable and thread-safe.
 */
public final class GridSearch {

    private static final int BATCH = 32;

    private final Grid grid;
    private final List<SaliencyMaskConfig> combinations;
    private final CleanMaps cleanMaps;

    /**
     * Makes a search.
     *
     * @param grid what is tried
     * @param cleanMaps what clean faces show, for the relative maps of the grid
     */
    public GridSearch(Grid grid, CleanMaps cleanMaps) {
        this.grid = grid;
        this.combinations = grid.combinations();
        this.cleanMaps = cleanMaps;
    }

    /**
     * Searches.
     *
     * @param clean faces without any accessory, at least one
     * @param adversarial pictures with one, at least one; none of them dodging, which has no target
     * @param recognizer the recognizer to protect; is not changed
     * @param run receives progress; its journal keeps the answers to each picture
     */
    public TuningResult search(
            List<Face> clean, ExampleSource adversarial, WhiteBoxRecognizer recognizer, RunContext run) {
        if (clean.isEmpty() || adversarial.size() == 0) {
            throw new IllegalArgumentException("illegal tuning pictures: " + clean.size() + " clean and "
                    + adversarial.size() + " adversarial, must be at least one of each");
        }
        int size = combinations.size();
        GridTally tally = new GridTally(grid, clean.size(), adversarial.size());
        int[] tried = IntStream.range(0, size).toArray();
        GridEffort effort = new GridEffort(grid, clean.size(), adversarial.size());
        int cleanDone = 0;
        int adversarialDone = 0;
        try (Progress.Task task = run.begin("grid search", clean.size() + adversarial.size())) {
            for (Rung rung : grid.strategy().rungs()) {
                tried = tally.best(tried, rung.combinations(size));
                Search search = new Search(tried, recognizer, tally, run, task, effort);
                int cleanUntil = rung.pictures(clean.size());
                search.run(
                        cleanDone,
                        cleanUntil,
                        (from, to) ->
                                clean.subList(from, to).stream().map(Probe::of).toList());
                int adversarialUntil = rung.pictures(adversarial.size());
                search.run(
                        adversarialDone,
                        adversarialUntil,
                        (from, to) -> adversarial.read(from, to).stream()
                                .map(Probe::of)
                                .toList());
                cleanDone = cleanUntil;
                adversarialDone = adversarialUntil;
            }
        }
        return tally.result(clean.get(0).image().width());
    }

    /** Reads some pictures. */
    private interface Probes {
        List<Probe> read(int from, int to);
    }

    /** A step of the search, with the combinations that take part in it. */
    private final class Search {

        private final int[] tried;
        private final WhiteBoxRecognizer recognizer;
        private final GridTally tally;
        private final RunContext run;
        private final Progress.Task task;
        private final GridEffort effort;

        Search(
                int[] tried,
                WhiteBoxRecognizer recognizer,
                GridTally tally,
                RunContext run,
                Progress.Task task,
                GridEffort effort) {
            this.tried = tried;
            this.recognizer = recognizer;
            this.tally = tally;
            this.run = run;
            this.task = task;
            this.effort = effort;
        }

        void run(int from, int to, Probes probes) {
            for (int start = from; start < to; start += BATCH) {
                run(probes.read(start, Math.min(to, start + BATCH)));
            }
        }

        private void run(List<Probe> probes) {
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
                GridAnswers answers;
                if (known.get(i).isPresent()) {
                    answers = GridAnswers.parse(known.get(i).get());
                } else {
                    answers = answers(probe, signals.next());
                    run.journal().keep(probe.id, answers.text());
                }
                tally.add(answers, probe.target != null);
                effort.add(tried.length, known.get(i).isPresent());
                task.effort(effort.spent(), effort.left());
                task.done(tally.pictures());
            }
        }

        /** Returns the answers to one picture under each combination. */
        private GridAnswers answers(Probe probe, Backward signal) {
            Map<Replacement, List<Integer>> replacements = replacements(probe.image, signal, tried, recognizer);
            Map<Replacement, Scores> scores = identify(probe.image, List.copyOf(replacements.keySet()), recognizer);
            int size = combinations.size();
            double[] real = new double[size];
            double[] target = new double[size];
            Arrays.fill(real, Double.NaN);
            replacements.forEach((replacement, users) -> {
                Scores answer = Objects.requireNonNull(scores.get(replacement));
                for (int user : users) {
                    real[user] = answer.confidence(probe.real);
                    target[user] = probe.target == null ? 0 : answer.confidence(probe.target);
                }
            });
            return new GridAnswers(replacements.size(), real, target);
        }
    }

    private static Identity target(AdversarialExample example) {
        if (example.goal() instanceof Impersonation impersonation) {
            return impersonation.target();
        }
        throw new IllegalArgumentException("the attack " + example.id() + " has no target, which tuning needs");
    }

    /** Returns what can become of one picture, each with the combinations that lead to it. */
    private Map<Replacement, List<Integer>> replacements(
            Image image, Backward signal, int[] tried, WhiteBoxRecognizer recognizer) {
        Map<MapKind, SaliencyMap> maps = new HashMap<>();
        Map<Cut, Mask> salient = new HashMap<>();
        Map<SaliencyMaskConfig, Mask> closed = new HashMap<>();
        Map<SaliencyMaskConfig, Mask> masks = new HashMap<>();
        Map<Replacement, List<Integer>> replacements = new LinkedHashMap<>();
        for (int i : tried) {
            SaliencyMaskConfig config = combinations.get(i).at(image.width());
            SaliencyMap map = maps.computeIfAbsent(
                    config.map(), kind -> new GuidedBackpropagation(kind, cleanMaps).map(signal, image, recognizer));
            Mask salientMask =
                    salient.computeIfAbsent(new Cut(config.map(), config.threshold()), cut -> cut.threshold.apply(map));
            Mask closedMask = closed.computeIfAbsent(
                    config.withMinArea(0).withFill(Fills.ZERO), c -> Morphology.close(salientMask, c.iterations()));
            Mask mask = masks.computeIfAbsent(
                    config.withFill(Fills.ZERO), c -> Contours.dropSmaller(closedMask, c.minArea()));
            // Without a mask there is nothing to fill.
            Replacement replacement = new Replacement(mask, mask.area() == 0 ? Fills.ZERO : config.fill());
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
