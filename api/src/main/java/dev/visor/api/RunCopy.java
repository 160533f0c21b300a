package dev.visor.api;

import dev.visor.api.engine.Piece;
import dev.visor.api.engine.PieceResult;
import dev.visor.api.engine.PieceSite;
import dev.visor.attack.AttackTask;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.TestBed;
import dev.visor.face.Face;
import dev.visor.run.MemoryJournal;
import dev.visor.run.RunContext;
import dev.visor.store.file.Folders;
import dev.visor.store.machine.Processor;
import dev.visor.store.run.AttackFiles;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A copy of a run, in which pieces of it are computed. What an attack writes lies in a draft until it is taken. Used by one thread. */
final class RunCopy implements PieceSite {

    private final ExperimentConfig config;
    private final RunContext context;
    private final Experiment stages;
    private final LoadedSystem loaded;
    private final Path draft;
    private final String processor;
    private final MemoryJournal lines = new MemoryJournal();
    private final RunJournal journal = new RunJournal(lines, "the journal of the run");
    private final EvaluationWork work;

    /**
     * Takes what is loaded of a run.
     *
     * @param draft a folder of its own, which need not be there
     */
    RunCopy(
            ExperimentConfig config,
            Experiment stages,
            LoadedSystem loaded,
            TestBed bed,
            RunContext context,
            Path draft)
            throws IOException {
        this.config = config;
        this.context = context;
        this.stages = stages;
        this.loaded = loaded;
        this.draft = draft;
        this.processor = Processor.features(loaded.device());
        this.work = new EvaluationWork(config, stages, bed, loaded.faces(), journal);
    }

    @Override
    public PieceResult mapCleanFaces(int from, int to) throws IOException {
        loaded.computeCleanMaps(from, to, lines);
        return PieceResult.ofLines(lines.take(), processor);
    }

    @Override
    public PieceResult harden(String file) throws IOException {
        Occlusions occlusions = config.hardenedBy().stream()
                .filter(one -> loaded.hardenedFile(one).equals(file))
                .findFirst()
                .orElseThrow(() -> new IOException("the copy of the run trains no head " + file));
        return PieceResult.ofHead(file, loaded.hardenedBytes(occlusions), processor);
    }

    @Override
    public PieceResult attack(String attacker, String accessory, String defense, List<String> tasks)
            throws IOException {
        return attacks(
                chosen(work.plan(attacker), tasks),
                (open, folder) -> work.attack(attacker, accessory, defense, open, folder));
    }

    @Override
    public PieceResult attackForTuning(List<String> tasks) throws IOException {
        return attacks(
                chosen(stages.tuningPlan(loaded.system(), loaded.faces()), tasks),
                (open, folder) ->
                        stages.attackForTuning(open, loaded.system(), (task, examples) -> folder.add(examples)));
    }

    private static List<AttackTask> chosen(List<AttackTask> plan, List<String> ids) throws IOException {
        Map<String, AttackTask> byId = plan.stream().collect(Collectors.toMap(AttackTask::id, Function.identity()));
        if (!byId.keySet().containsAll(ids)) {
            throw new IOException("the copy of the run plans other attacks than the run, which asks for " + ids);
        }
        return ids.stream().map(byId::get).toList();
    }

    /** Makes attacks into a folder. */
    private interface Crafting {
        void craft(List<AttackTask> tasks, AttackFolder into) throws IOException;
    }

    private PieceResult attacks(List<AttackTask> tasks, Crafting crafting) throws IOException {
        List<AttackFiles> made = new ArrayList<>();
        try (AttackFolder folder = AttackFolder.open(draft, AttackFolder.pictures(tasks))) {
            crafting.craft(tasks, folder);
            for (AttackTask task : tasks) {
                for (String id : AttackFolder.ids(task)) {
                    made.add(folder.files(id));
                }
            }
        } finally {
            Folders.delete(draft);
        }
        return PieceResult.ofAttacks(made, processor);
    }

    @Override
    public PieceResult answerGrid(Piece.GridPictures pictures) throws IOException {
        List<AttackTask> plan = chosen(
                stages.tuningPlan(loaded.system(), loaded.faces()),
                pictures.attacks().stream().map(AttackFiles::id).toList());
        Map<String, Face> faces = loaded.faces().faces().stream()
                .filter(face -> pictures.faces().contains(face.id()))
                .collect(Collectors.toMap(Face::id, Function.identity()));
        int[] tried = pictures.tried().stream().mapToInt(Integer::intValue).toArray();
        return withAttacks(pictures.attacks(), plan, "tuning", "tuning", folder -> {
            stages.answerGrid(
                    tried,
                    pictures.faces().stream().map(faces::get).toList(),
                    work.examples(folder),
                    loaded.system(),
                    context.withJournal(lines));
            return PieceResult.ofLines(lines.take(), processor);
        });
    }

    @Override
    public PieceResult clean(String defense) {
        work.clean(List.of(defense));
        return PieceResult.ofLines(lines.take(), processor);
    }

    @Override
    public PieceResult wearers(String defense, String accessory) {
        work.wearers(accessory, List.of(defense));
        return PieceResult.ofLines(lines.take(), processor);
    }

    @Override
    public PieceResult cell(Piece.Cell cell) throws IOException {
        cell.clean().forEach(lines::keep);
        return withAttacks(cell.attacks(), work.plan(cell.attacker()), cell.attacker(), cell.accessory(), folder -> {
            work.cells(cell.attacker(), cell.accessory(), folder, List.of(cell.defense()));
            Map<String, String> made = new HashMap<>(lines.take());
            made.keySet().removeAll(cell.clean().keySet());
            return PieceResult.ofLines(made, processor);
        });
    }

    /** Computes something of attacks in a folder. */
    private interface Counting {
        PieceResult of(AttackFolder attacks) throws IOException;
    }

    /** Puts attacks into a folder for a moment. */
    private PieceResult withAttacks(
            List<AttackFiles> attacks, List<AttackTask> plan, String attacker, String accessory, Counting counting)
            throws IOException {
        try (AttackFolder folder = AttackFolder.open(draft, attacks.size())) {
            for (AttackFiles attack : attacks) {
                folder.adopt(attack);
            }
            folder.finish(attacker, accessory, plan);
            return counting.of(folder);
        } finally {
            Folders.delete(draft);
        }
    }
}
