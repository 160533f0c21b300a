package dev.visor.api.dispatch;

import dev.visor.api.engine.Piece;
import dev.visor.api.engine.RunEngine;
import dev.visor.attack.AttackTask;
import dev.visor.run.Journal;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.run.AttackFiles;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pieces that an engine computes: what a stage lacks is cut into pieces, and what comes back is kept as if it had been computed here.
 * What the stage then computes by itself is what is left.
 *
 * <p>Used by one thread.
 */
final class RunPieces {

    /** So many attacks fill the batches of a network; more would be lost together. */
    private static final int MOST_ATTACKS = 32;

    /** With so few, batches are already hardly smaller than with more. */
    private static final int FEWEST_ATTACKS = 4;

    /** So many pieces for each place let an engine even out what some take longer. */
    private static final int PIECES_EACH = 4;

    private final RunEngine engine;
    private final RunFolder folder;
    private final Path surroundings;
    private final Path kit;
    private final RunContext run;
    private final List<OpenAttacks> attacks = new ArrayList<>();
    private final List<Piece> others = new ArrayList<>();
    private final Set<String> processors = new HashSet<>(); // which the run is known to know

    /**
     * Begins without pieces.
     *
     * @param surroundings the archive of what the experiment names
     * @param kit the archive of what the run has written
     */
    RunPieces(RunEngine engine, RunFolder folder, Path surroundings, Path kit, RunContext run) {
        this.engine = engine;
        this.folder = folder;
        this.surroundings = surroundings;
        this.kit = kit;
        this.run = run;
    }

    /** Makes pieces of attacks. */
    interface Cutting {
        Piece of(List<String> tasks);
    }

    /**
     * Where the attacks of a piece go.
     *
     * @param pictures how many the folder will have in all
     */
    private record Target(Path folder, int pictures) {}

    /** Attacks that a folder lacks. */
    private record OpenAttacks(Target target, List<String> tasks, Cutting cutting) {}

    /** Adds those attacks of a plan that a folder lacks. */
    void addAttacks(Path path, List<AttackTask> plan, Cutting cutting) throws IOException {
        if (!AttackFolder.isFinished(path)) {
            Target target = new Target(path, AttackFolder.pictures(plan));
            try (AttackFolder kept = AttackFolder.open(path, target.pictures)) {
                List<String> open = plan.stream()
                        .filter(task -> !kept.has(task))
                        .map(AttackTask::id)
                        .toList();
                attacks.add(new OpenAttacks(target, open, cutting));
            }
        }
    }

    /** Adds a piece whose result goes to the journal, or among the heads. */
    void add(Piece piece) {
        others.add(piece);
    }

    /** Returns how much of so much work makes a piece, if the work is spread evenly. */
    int even(int all) {
        return (int) Math.ceil((double) all / (PIECES_EACH * engine.parallelism()));
    }

    /** Returns pieces of all attacks, and where those of each go. */
    private Map<Piece, Target> cut() {
        int all = attacks.stream().mapToInt(open -> open.tasks.size()).sum();
        int size = Math.max(FEWEST_ATTACKS, Math.min(MOST_ATTACKS, even(all)));
        Map<Piece, Target> pieces = new LinkedHashMap<>();
        for (OpenAttacks open : attacks) {
            for (int from = 0; from < open.tasks.size(); from += size) {
                List<String> part = open.tasks.subList(from, Math.min(open.tasks.size(), from + size));
                pieces.put(open.cutting.of(part), open.target);
            }
        }
        return pieces;
    }

    /**
     * Has all pieces computed that were added, and keeps what comes back.
     *
     * @param label what they are together
     * @param journal takes lines
     */
    void compute(String label, Journal journal) throws IOException {
        Map<Piece, Target> targets = cut();
        List<Piece> pieces = new ArrayList<>(targets.keySet());
        pieces.addAll(others);
        attacks.clear();
        others.clear();
        if (pieces.isEmpty()) {
            return;
        }
        Map<Path, AttackFolder> open = new HashMap<>();
        try (Progress.Task progress = run.begin(label, pieces.size())) {
            int[] done = {0};
            engine.compute(surroundings, kit, pieces, (piece, result) -> {
                noteProcessor(result.processor());
                result.lines().forEach(journal::keep);
                for (Map.Entry<String, byte[]> head : result.heads().entrySet()) {
                    folder.checksums().write(folder.hardened().path().resolve(head.getKey()), head.getValue());
                }
                if (!result.attacks().isEmpty()) {
                    adopt(result.attacks(), Objects.requireNonNull(targets.get(piece)), open);
                }
                progress.done(++done[0]);
                run.checkpoint();
            });
        } finally {
            for (AttackFolder kept : open.values()) {
                kept.close();
            }
        }
    }

    private static void adopt(List<AttackFiles> made, Target target, Map<Path, AttackFolder> open) throws IOException {
        AttackFolder folder = open.get(target.folder);
        if (folder == null) {
            folder = AttackFolder.open(target.folder, target.pictures);
            open.put(target.folder, folder);
        }
        for (AttackFiles attack : made) {
            folder.adopt(attack);
        }
    }

    private void noteProcessor(String processor) throws IOException {
        if (processors.add(processor)) {
            RunRecord record = folder.readRun();
            if (!record.processors().contains(processor)) {
                folder.writeRun(record.withProcessor(processor));
            }
        }
    }

    /** Returns the finished attacks of a folder, in the order of their plan. */
    static List<AttackFiles> read(Path attacks, List<AttackTask> plan) throws IOException {
        List<AttackFiles> all = new ArrayList<>();
        try (AttackFolder kept = AttackFolder.openToRead(attacks)) {
            for (AttackTask task : plan) {
                for (String id : AttackFolder.ids(task)) {
                    all.add(kept.files(id));
                }
            }
        }
        return all;
    }
}
