package dev.visor.api.engine;

import dev.visor.run.Count;
import dev.visor.store.run.AttackFiles;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A piece of a run that can be computed apart from all others. It names what it needs, so that it can be sent; the same piece gives
 * the same result wherever it is computed. Immutable.
 */
public sealed interface Piece extends Serializable {

    /** Returns what the piece is, in a few words. */
    String label();

    /**
     * Computes the piece.
     *
     * @throws IOException with one line if the copy of the run lacks something
     */
    PieceResult compute(PieceSite site) throws IOException;

    /**
     * Parts of what the saliency maps of training faces look like.
     *
     * @param from the first part
     * @param to the part behind the last
     */
    record CleanMaps(int from, int to) implements Piece {

        @Override
        public PieceResult compute(PieceSite site) throws IOException {
            return site.mapCleanFaces(from, to);
        }

        @Override
        public String label() {
            String parts = to == from + 1 ? "part " + to : "parts " + (from + 1) + " to " + to;
            return parts + " of the saliency maps of clean faces";
        }
    }

    /**
     * A head that is trained with occlusions.
     *
     * @param file the name of the file that the run keeps it in
     */
    record HardenedHead(String file) implements Piece {

        @Override
        public PieceResult compute(PieceSite site) throws IOException {
            return site.harden(file);
        }

        @Override
        public String label() {
            return "the head " + file;
        }
    }

    /**
     * Attacks on a chain of defenses.
     *
     * @param attacker one of the experiment's attackers
     * @param accessory one of its accessories
     * @param defense the chain that is attacked; the undefended one unless the attacker adapts
     * @param tasks the ids of the attacks
     */
    record Attacks(String attacker, String accessory, String defense, List<String> tasks) implements Piece {

        /** Copies the list. */
        public Attacks {
            tasks = List.copyOf(tasks);
        }

        @Override
        public PieceResult compute(PieceSite site) throws IOException {
            return site.attack(attacker, accessory, defense, tasks);
        }

        @Override
        public String label() {
            return Count.of(tasks.size(), "attack") + " by " + attacker + ", " + accessory + ", on " + defense;
        }
    }

    /**
     * Attacks with training faces, for the grid search.
     *
     * @param tasks the ids of the attacks
     */
    record TuningAttacks(List<String> tasks) implements Piece {

        /** Copies the list. */
        public TuningAttacks {
            tasks = List.copyOf(tasks);
        }

        @Override
        public PieceResult compute(PieceSite site) throws IOException {
            return site.attackForTuning(tasks);
        }

        @Override
        public String label() {
            return Count.of(tasks.size(), "attack") + " for tuning";
        }
    }

    /**
     * Pictures that the grid search tries combinations on.
     *
     * @param tried the combinations, by their place in the grid
     * @param faces the ids of clean faces
     * @param attacks with training faces
     */
    record GridPictures(List<Integer> tried, List<String> faces, List<AttackFiles> attacks) implements Piece {

        /** Copies the lists. */
        public GridPictures {
            tried = List.copyOf(tried);
            faces = List.copyOf(faces);
            attacks = List.copyOf(attacks);
        }

        @Override
        public PieceResult compute(PieceSite site) throws IOException {
            return site.answerGrid(this);
        }

        @Override
        public String label() {
            return Count.of(faces.size(), "face") + " and " + Count.of(attacks.size(), "attack")
                    + " of the grid search";
        }
    }

    /**
     * What a chain of defenses decides about clean faces.
     *
     * @param defense one of the experiment's chains
     */
    record CleanFaces(String defense) implements Piece {

        @Override
        public PieceResult compute(PieceSite site) throws IOException {
            return site.clean(defense);
        }

        @Override
        public String label() {
            return "clean faces, " + defense;
        }
    }

    /**
     * What a chain of defenses decides about honest people who wear something.
     *
     * @param defense one of the experiment's chains
     * @param accessory one of the things that they wear
     */
    record Wearers(String defense, String accessory) implements Piece {

        @Override
        public PieceResult compute(PieceSite site) throws IOException {
            return site.wearers(defense, accessory);
        }

        @Override
        public String label() {
            return "people who wear " + accessory + ", " + defense;
        }
    }

    /**
     * A cell of the matrix: what a chain of defenses decides about attacks.
     *
     * @param defense one of the experiment's chains
     * @param attacker one of its attackers
     * @param accessory one of its accessories
     * @param clean the lines of the run's journal on what the chain decides about clean faces
     * @param attacks all of them, in their order
     */
    record Cell(String defense, String attacker, String accessory, Map<String, String> clean, List<AttackFiles> attacks)
            implements Piece {

        /** Copies the collections. */
        public Cell {
            clean = Map.copyOf(clean);
            attacks = List.copyOf(attacks);
        }

        @Override
        public PieceResult compute(PieceSite site) throws IOException {
            return site.cell(this);
        }

        @Override
        public String label() {
            return "attacks by " + attacker + ", " + accessory + ", decided about by " + defense;
        }
    }
}
