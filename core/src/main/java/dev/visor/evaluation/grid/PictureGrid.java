package dev.visor.evaluation.grid;

import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.image.Contours;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.Morphology;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
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

/** Answers to pictures under the combinations of a grid. Immutable and thread-safe. */
final class PictureGrid {

    private static final int BATCH = 32;

    private final List<SaliencyMaskConfig> combinations;
    private final CleanMaps cleanMaps;
    private final WhiteBoxRecognizer recognizer;

    PictureGrid(List<SaliencyMaskConfig> combinations, CleanMaps cleanMaps, WhiteBoxRecognizer recognizer) {
        this.combinations = combinations;
        this.cleanMaps = cleanMaps;
        this.recognizer = recognizer;
    }

    /** Takes the answers to each picture. */
    interface Answered {

        /**
         * Takes the answers to a picture.
         *
         * @param known whether the journal had them
         */
        void accept(GridProbe probe, GridAnswers answers, boolean known);
    }

    /**
     * Answers pictures, as far as the journal lacks the answers, and keeps these there.
     *
     * @param tried the combinations that are tried
     */
    void answer(List<GridProbe> probes, int[] tried, RunContext run, Answered answered) {
        List<Optional<String>> known =
                probes.stream().map(probe -> run.journal().find(probe.id())).toList();
        List<Image> open = IntStream.range(0, probes.size())
                .filter(i -> known.get(i).isEmpty())
                .mapToObj(i -> probes.get(i).image())
                .toList();
        Iterator<Backward> signals =
                GuidedBackpropagation.signals(open, recognizer).iterator();
        for (int i = 0; i < probes.size(); i++) {
            run.checkpoint();
            GridProbe probe = probes.get(i);
            GridAnswers answers;
            if (known.get(i).isPresent()) {
                answers = GridAnswers.parse(known.get(i).get());
            } else {
                answers = answers(probe, signals.next(), tried);
                run.journal().keep(probe.id(), answers.text());
            }
            answered.accept(probe, answers, known.get(i).isPresent());
        }
    }

    /** Returns the answers to one picture under each combination. */
    private GridAnswers answers(GridProbe probe, Backward signal, int[] tried) {
        Map<Replacement, List<Integer>> replacements = replacements(probe.image(), signal, tried);
        Map<Replacement, Scores> scores = identify(probe.image(), List.copyOf(replacements.keySet()));
        int size = combinations.size();
        double[] real = new double[size];
        double[] target = new double[size];
        Arrays.fill(real, Double.NaN);
        replacements.forEach((replacement, users) -> {
            Scores answer = Objects.requireNonNull(scores.get(replacement));
            for (int user : users) {
                real[user] = answer.confidence(probe.real());
                target[user] = probe.target() == null ? 0 : answer.confidence(probe.target());
            }
        });
        return new GridAnswers(replacements.size(), real, target);
    }

    /** Returns what can become of one picture, each with the combinations that lead to it. */
    private Map<Replacement, List<Integer>> replacements(Image image, Backward signal, int[] tried) {
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

    private Map<Replacement, Scores> identify(Image image, List<Replacement> replacements) {
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
}
