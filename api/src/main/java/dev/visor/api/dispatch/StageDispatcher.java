package dev.visor.api.dispatch;

import dev.visor.api.engine.Piece;
import dev.visor.api.engine.RunEngine;
import dev.visor.attack.AttackTask;
import dev.visor.evaluation.grid.GridSearch;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.TestBed;
import dev.visor.face.Face;
import dev.visor.run.Journal;
import dev.visor.run.MemoryJournal;
import dev.visor.run.RunContext;
import dev.visor.store.kit.RunKit;
import dev.visor.store.run.AttackFiles;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parts of a stage that an engine computes, before the stage computes what is left. Packs once what the run has written. Used by one
 * thread.
 */
public final class StageDispatcher implements AutoCloseable {

    /** Cells are sent together until their attacks have so many bytes. */
    private static final long MOST_BYTES = 64L << 20;

    /** So many pictures of the grid search make a piece: each is tried with up to thousands of combinations. */
    private static final int PICTURES = 4;

    /** Cells with more attacks are left to this process, which reads them as it goes. */
    private static final int MOST_SENT = 2000;

    private final RunEngine engine;
    private final Path surroundings;
    private final RunFolder folder;
    private final ExperimentConfig config;
    private final Experiment stages;
    private final TestBed bed;
    private final RunContext run;
    private final Path kit;
    private final Map<String, List<AttackTask>> plans = new HashMap<>();

    /**
     * Packs what the run has written.
     *
     * @param engine computes the pieces
     * @param surroundings the archive of what the experiment names
     * @param folder of the run, which is locked
     * @param bed of the stage
     * @param run receives the progress
     * @throws IOException with one line naming the file that can't be read or written
     */
    public StageDispatcher(
            RunEngine engine,
            Path surroundings,
            RunFolder folder,
            ExperimentConfig config,
            Experiment stages,
            TestBed bed,
            RunContext run)
            throws IOException {
        this.engine = engine;
        this.surroundings = surroundings;
        this.folder = folder;
        this.config = config;
        this.stages = stages;
        this.bed = bed;
        this.run = run;
        this.kit = Files.createTempFile("visor-run-", ".zip");
        RunKit.pack(folder, kit);
    }

    /** A cell of the matrix that is open, and where its attacks are. */
    private record Open(String attacker, String accessory, String defense, Path attacks) {

        Piece part(List<String> tasks) {
            return new Piece.Attacks(attacker, accessory, defense, tasks);
        }
    }

    /**
     * Makes the attacks on the undefended system, and those that the grid search uses.
     *
     * @param tuning the attacks for the grid search; none without one
     * @throws IOException with one line if the engine can't compute a piece, or something can't be kept
     */
    public void attack(List<AttackTask> tuning) throws IOException {
        RunPieces pieces = pieces();
        for (String attacker : config.attackers().keySet()) {
            for (String accessory : config.accessories().keySet()) {
                if (!adapts(attacker)) {
                    Path attacks = folder.attacks(attacker, accessory);
                    Open open = new Open(attacker, accessory, config.undefended(), attacks);
                    pieces.addAttacks(attacks, plan(attacker), open::part);
                }
            }
        }
        if (!tuning.isEmpty()) {
            pieces.addAttacks(folder.tuningAttacks(), tuning, Piece.TuningAttacks::new);
        }
        pieces.compute("pieces of the attacks", Journal.none());
    }

    /**
     * Returns what computes the answers of a grid search.
     *
     * @param attacks with training faces, all of them
     * @param plan of the attacks
     * @param journal of the search
     */
    public GridSearch.Ahead grid(AttackFolder attacks, List<AttackTask> plan, Journal journal) {
        List<String> ids =
                plan.stream().flatMap(task -> AttackFolder.ids(task).stream()).toList();
        List<String> faces = plan.stream()
                .flatMap(task -> task.faces().stream())
                .distinct()
                .map(Face::id)
                .toList();
        return (tried, clean, adversarial) -> {
            RunPieces pieces = pieces();
            List<Integer> combinations = Arrays.stream(tried).boxed().toList();
            List<String> openFaces = faces.subList(clean.from(), clean.to()).stream()
                    .filter(face -> journal.find(GridSearch.cleanPiece(face)).isEmpty())
                    .toList();
            List<String> openAttacks = ids.subList(adversarial.from(), adversarial.to()).stream()
                    .filter(attack ->
                            journal.find(GridSearch.attackPiece(attack)).isEmpty())
                    .toList();
            try {
                for (List<String> part : parts(openFaces)) {
                    pieces.add(new Piece.GridPictures(combinations, part, List.of()));
                }
                for (List<String> names : parts(openAttacks)) {
                    List<AttackFiles> part = new ArrayList<>();
                    for (String id : names) {
                        part.add(attacks.files(id));
                    }
                    pieces.add(new Piece.GridPictures(combinations, List.of(), part));
                }
                pieces.compute("pieces of the grid search", journal);
            } catch (IOException e) {
                throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
            }
        };
    }

    private static List<List<String>> parts(List<String> pictures) {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += PICTURES) {
            parts.add(pictures.subList(from, Math.min(pictures.size(), from + PICTURES)));
        }
        return parts;
    }

    /**
     * Trains heads with occlusions.
     *
     * @param files the names of their files
     * @throws IOException with one line if the engine can't compute a piece, or something can't be kept
     */
    public void harden(List<String> files) throws IOException {
        RunPieces pieces = pieces();
        files.forEach(file -> pieces.add(new Piece.HardenedHead(file)));
        pieces.compute("heads trained with occlusions", Journal.none());
    }

    /**
     * Makes the attacks of those who know the defenses, and decides about clean faces and about all attacks.
     *
     * @throws IOException with one line if the engine can't compute a piece, or something can't be kept
     */
    public void evaluate() throws IOException {
        try (RunJournal journal = folder.openJournal()) {
            List<Open> cells = open(journal);
            List<Open> adaptive =
                    cells.stream().filter(cell -> adapts(cell.attacker)).toList();
            RunPieces pieces = pieces();
            for (Open cell : adaptive) {
                pieces.addAttacks(cell.attacks, plan(cell.attacker), cell::part);
            }
            addDecisions(pieces, journal);
            pieces.compute("pieces of the evaluation", journal.pieces());
            for (Open cell : adaptive) {
                List<AttackTask> plan = plan(cell.attacker);
                try (AttackFolder attacks = AttackFolder.open(cell.attacks, AttackFolder.pictures(plan))) {
                    attacks.finish(cell.attacker, cell.accessory, plan);
                }
            }
            decide(cells, journal);
        }
    }

    private List<Open> open(RunJournal journal) throws IOException {
        List<Open> open = new ArrayList<>();
        for (String attacker : config.attackers().keySet()) {
            for (String accessory : config.accessories().keySet()) {
                for (String defense : config.defenses().keySet()) {
                    if (!journal.hasCell(defense, attacker, accessory)) {
                        Path attacks = adapts(attacker)
                                ? folder.attacks(attacker, accessory, defense)
                                : folder.attacks(attacker, accessory);
                        open.add(new Open(attacker, accessory, defense, attacks));
                    }
                }
            }
        }
        return open;
    }

    private void addDecisions(RunPieces pieces, RunJournal journal) throws IOException {
        for (String defense : config.defenses().keySet()) {
            if (!journal.hasClean(defense)) {
                pieces.add(new Piece.CleanFaces(defense));
            }
            for (String accessory : config.plainlyWorn().keySet()) {
                if (!journal.hasWearers(defense, accessory)) {
                    pieces.add(new Piece.Wearers(defense, accessory));
                }
            }
        }
    }

    /** Decides about attacks, so many cells at a time as fit into memory. */
    private void decide(List<Open> cells, RunJournal journal) throws IOException {
        RunPieces pieces = pieces();
        long bytes = 0;
        for (Open cell : cells) {
            if (AttackFolder.pictures(plan(cell.attacker)) > MOST_SENT) {
                continue;
            }
            List<AttackFiles> attacks = RunPieces.read(cell.attacks, plan(cell.attacker));
            MemoryJournal clean = new MemoryJournal();
            new RunJournal(clean, cell.defense)
                    .keep(cell.defense, journal.clean(cell.defense).orElseThrow());
            pieces.add(new Piece.Cell(cell.defense, cell.attacker, cell.accessory, clean.take(), attacks));
            bytes += attacks.stream().mapToLong(AttackFiles::bytes).sum();
            if (bytes > MOST_BYTES) {
                pieces.compute("cells of the matrix", journal.pieces());
                bytes = 0;
            }
        }
        pieces.compute("cells of the matrix", journal.pieces());
    }

    private RunPieces pieces() {
        return new RunPieces(engine, folder, surroundings, kit, run);
    }

    private boolean adapts(String attacker) {
        return attacker(attacker).adapts();
    }

    private Attacker attacker(String name) {
        return Objects.requireNonNull(config.attackers().get(name), name);
    }

    private List<AttackTask> plan(String attacker) {
        return plans.computeIfAbsent(attacker, name -> stages.plan(attacker(name), bed));
    }

    @Override
    public void close() throws IOException {
        Files.delete(kit);
    }
}
