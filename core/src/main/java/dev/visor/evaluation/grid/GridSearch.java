package dev.visor.evaluation.grid;

import dev.visor.attack.ExampleSource;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.grid.GridStrategy.Rung;
import dev.visor.face.Face;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

    /** Searches, as {@link #search(List, ExampleSource, WhiteBoxRecognizer, RunContext, Ahead)} does, with all answers computed here. */
    public TuningResult search(
            List<Face> clean, ExampleSource adversarial, WhiteBoxRecognizer recognizer, RunContext run) {
        return search(clean, adversarial, recognizer, run, Ahead.NOBODY);
    }

    /** Is told what a search is about to ask, so that somebody else can put answers into its journal. */
    @FunctionalInterface
    public interface Ahead {

        /** Everything is computed by the search. */
        Ahead NOBODY = (tried, clean, adversarial) -> {};

        /**
         * Is called before each step of the search.
         *
         * @param tried the combinations that are tried, by their place in the grid
         * @param clean the places of the clean faces
         * @param adversarial the places of the adversarial pictures
         */
        void asks(int[] tried, Places clean, Places adversarial);
    }

    /**
     * Places in a list.
     *
     * @param from the first
     * @param to the one behind the last
     */
    public record Places(int from, int to) {}

    /**
     * Searches.
     *
     * @param clean faces without any accessory, at least one
     * @param adversarial pictures with one, at least one; none of them dodging, which has no target
     * @param recognizer the recognizer to protect; is not changed
     * @param run receives progress; its journal keeps the answers to each picture
     * @param ahead is told what is about to be asked; answers that are in the journal then are not computed
     */
    public TuningResult search(
            List<Face> clean, ExampleSource adversarial, WhiteBoxRecognizer recognizer, RunContext run, Ahead ahead) {
        if (clean.isEmpty() || adversarial.size() == 0) {
            throw new IllegalArgumentException("illegal tuning pictures: " + clean.size() + " clean and "
                    + adversarial.size() + " adversarial, must be at least one of each");
        }
        int size = combinations.size();
        GridTally tally = new GridTally(grid, clean.size(), adversarial.size());
        int[] tried = IntStream.range(0, size).toArray();
        GridEffort effort = new GridEffort(grid, clean.size(), adversarial.size());
        PictureGrid pictures = new PictureGrid(combinations, cleanMaps, recognizer);
        int cleanDone = 0;
        int adversarialDone = 0;
        try (Progress.Task task = run.begin("grid search", clean.size() + adversarial.size())) {
            for (Rung rung : grid.strategy().rungs()) {
                tried = tally.best(tried, rung.combinations(size));
                int cleanUntil = rung.pictures(clean.size());
                int adversarialUntil = rung.pictures(adversarial.size());
                ahead.asks(tried, new Places(cleanDone, cleanUntil), new Places(adversarialDone, adversarialUntil));
                Search search = new Search(tried, pictures, tally, run, task, effort);
                search.run(
                        cleanDone,
                        cleanUntil,
                        (from, to) -> clean.subList(from, to).stream()
                                .map(GridProbe::of)
                                .toList());
                search.run(
                        adversarialDone,
                        adversarialUntil,
                        (from, to) -> adversarial.read(from, to).stream()
                                .map(GridProbe::of)
                                .toList());
                cleanDone = cleanUntil;
                adversarialDone = adversarialUntil;
            }
        }
        return tally.result(clean.get(0).image().width());
    }

    /** Returns what the journal calls the answers to a clean face. */
    public static String cleanPiece(String face) {
        return "clean " + face;
    }

    /** Returns what the journal calls the answers to an attack. */
    public static String attackPiece(String attack) {
        return "attack " + attack;
    }

    /**
     * Answers some pictures of a search apart from it, and keeps that in the journal.
     *
     * @param tried the combinations that are tried, by their place in the grid
     * @param clean faces without any accessory, perhaps none
     * @param adversarial pictures with one, perhaps none
     * @param recognizer the recognizer to protect; is not changed
     * @param run its journal keeps the answers
     */
    public void answer(
            int[] tried, List<Face> clean, ExampleSource adversarial, WhiteBoxRecognizer recognizer, RunContext run) {
        PictureGrid pictures = new PictureGrid(combinations, cleanMaps, recognizer);
        List<GridProbe> probes =
                new ArrayList<>(clean.stream().map(GridProbe::of).toList());
        adversarial.read(0, adversarial.size()).forEach(example -> probes.add(GridProbe.of(example)));
        pictures.answer(probes, tried, run, (probe, answers, known) -> {});
    }

    /** Reads some pictures. */
    private interface Probes {
        List<GridProbe> read(int from, int to);
    }

    /** A step of the search, with the combinations that take part in it. */
    private final class Search {

        private final int[] tried;
        private final PictureGrid pictures;
        private final GridTally tally;
        private final RunContext run;
        private final Progress.Task task;
        private final GridEffort effort;

        Search(
                int[] tried,
                PictureGrid pictures,
                GridTally tally,
                RunContext run,
                Progress.Task task,
                GridEffort effort) {
            this.tried = tried;
            this.pictures = pictures;
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

        private void run(List<GridProbe> probes) {
            pictures.answer(probes, tried, run, (probe, answers, known) -> {
                tally.add(answers, probe.target() != null);
                effort.add(tried.length, known);
                task.effort(effort.spent(), effort.left());
                task.done(tally.pictures());
            });
        }
    }
}
