package dev.visor.api;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.SoundnessChecks;
import dev.visor.evaluation.WearersResult;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.DefendedSystem;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.ExampleGallery;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.TestBed;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunJournal;
import dev.visor.store.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills the matrix of a run: reads what its journal has, computes the rest. Used by one thread. */
final class RunEvaluation implements AutoCloseable {

    private final RunFolder folder;
    private final ExperimentConfig config;
    private final Registry registry;
    private final Experiment stages;
    private final TestBed bed;
    private final RunJournal journal;
    private final EvaluationWork work;
    private final ExampleGallery gallery;

    RunEvaluation(
            RunFolder folder, ExperimentConfig config, Registry registry, Experiment stages, TestBed bed, FaceSet faces)
            throws IOException {
        this.folder = folder;
        this.config = config;
        this.registry = registry;
        this.stages = stages;
        this.bed = bed;
        this.journal = folder.openJournal();
        this.work = new EvaluationWork(config, stages, bed, faces, journal);
        this.gallery = new ExampleGallery(known(bed.plain(), faces));
    }

    /** Returns the faces of enrolled people, those that the system was trained on first. */
    private static List<Face> known(EnrolledSystem system, FaceSet faces) {
        return Stream.of(system.trainingFaces(faces), system.heldOutFaces(faces))
                .flatMap(List::stream)
                .toList();
    }

    /** Makes the attacks of an attacker who does not adapt; none if they are there already. */
    Optional<AttackSummary> attackUndefended(String attacker, String accessory) throws IOException {
        Path path = folder.attacks(attacker, accessory);
        return AttackFolder.isFinished(path)
                ? Optional.empty()
                : Optional.of(attack(attacker, accessory, config.undefended(), path));
    }

    private AttackSummary attack(String attacker, String accessory, String defense, Path path) throws IOException {
        List<AttackTask> plan = work.plan(attacker);
        try (AttackFolder attacks = AttackFolder.open(path, AttackFolder.pictures(plan))) {
            List<AttackTask> open =
                    plan.stream().filter(task -> !attacks.has(task)).toList();
            work.attack(attacker, accessory, defense, open, attacks);
            return attacks.finish(attacker, accessory, plan);
        }
    }

    /** Computes what is missing of the results. */
    ExperimentResults results(ExperimentFile file) throws IOException {
        Map<String, CleanResult> clean = clean();
        Map<String, List<Cell>> cells = new LinkedHashMap<>();
        config.defenses().keySet().forEach(defense -> cells.put(defense, new ArrayList<>()));
        for (Map.Entry<String, Attacker> attacker : config.attackers().entrySet()) {
            for (String accessory : config.accessories().keySet()) {
                if (attacker.getValue().adapts()) {
                    for (String defense : cells.keySet()) {
                        evaluate(attacker.getKey(), accessory, List.of(defense), cells);
                    }
                } else {
                    evaluate(attacker.getKey(), accessory, List.copyOf(cells.keySet()), cells);
                }
            }
        }
        Map<String, List<WearersResult>> wearers = wearers();
        List<DefenseResult> defenses = new ArrayList<>();
        config.defenses()
                .forEach((name, chain) -> defenses.add(new DefenseResult(
                        name,
                        chain.names(),
                        Declaration.of(chain, config.accessories()),
                        Objects.requireNonNull(clean.get(name)),
                        Objects.requireNonNull(cells.get(name)),
                        Objects.requireNonNull(wearers.get(name)))));
        return results(file, defenses);
    }

    private Map<String, CleanResult> clean() throws IOException {
        List<String> open = new ArrayList<>();
        for (String defense : config.defenses().keySet()) {
            if (!journal.hasClean(defense)) {
                open.add(defense);
            }
        }
        work.clean(open);
        Map<String, CleanResult> results = new LinkedHashMap<>();
        for (String defense : config.defenses().keySet()) {
            results.put(defense, journal.clean(defense).orElseThrow());
        }
        return results;
    }

    private Map<String, List<WearersResult>> wearers() throws IOException {
        Map<String, List<WearersResult>> results = new LinkedHashMap<>();
        config.defenses().keySet().forEach(defense -> results.put(defense, new ArrayList<>()));
        for (String accessory : config.plainlyWorn().keySet()) {
            List<String> open = new ArrayList<>();
            for (String defense : results.keySet()) {
                if (!journal.hasWearers(defense, accessory)) {
                    open.add(defense);
                }
            }
            work.wearers(accessory, open);
            for (Map.Entry<String, List<WearersResult>> defense : results.entrySet()) {
                defense.getValue()
                        .add(journal.wearers(defense.getKey(), accessory).orElseThrow());
            }
        }
        return results;
    }

    /** Evaluates attacks on several defenses that all meet the same ones. */
    private void evaluate(String attacker, String accessory, List<String> defenses, Map<String, List<Cell>> cells)
            throws IOException {
        boolean adapts = work.attacker(attacker).adapts();
        Path path = adapts ? folder.attacks(attacker, accessory, defenses.get(0)) : folder.attacks(attacker, accessory);
        List<String> open = new ArrayList<>();
        for (String defense : defenses) {
            if (!journal.hasCell(defense, attacker, accessory)) {
                open.add(defense);
            }
        }
        if (!open.isEmpty() && adapts && !AttackFolder.isFinished(path)) {
            attack(attacker, accessory, defenses.get(0), path);
        }
        try (AttackFolder attacks = AttackFolder.openToRead(path)) {
            work.cells(attacker, accessory, attacks, open);
            ExampleSource examples = work.examples(attacks);
            Map<String, Cell> evaluated = new LinkedHashMap<>();
            for (String defense : defenses) {
                evaluated.put(
                        defense, journal.cell(defense, attacker, accessory).orElseThrow());
            }
            evaluated.forEach((defense, cell) ->
                    Objects.requireNonNull(cells.get(defense)).add(cell));
            show(attacker, accessory, examples, evaluated);
            evaluated.values().forEach(cell -> showCaptures(attacker, accessory, examples, cell));
        }
    }

    /** Shows some attacks, the same ones of all defenses that met them; at least one of each defense that has to be explained. */
    private void show(String attacker, String accessory, ExampleSource attacks, Map<String, Cell> cells) {
        int wanted = ExampleGallery.wanted(config, attacker, accessory);
        boolean alone = config.defenses().size() == 1;
        Map<DefendedSystem, List<Outcome>> shown = new LinkedHashMap<>();
        cells.forEach((defense, cell) -> {
            DefendedSystem system = work.system(defense);
            Accessory worn = Objects.requireNonNull(config.accessories().get(accessory));
            if (wanted > 0
                    ? alone || !system.chain().isEmpty()
                    : ExampleGallery.mustBeExplained(system.chain(), worn, cell.outcomes())) {
                shown.put(system, cell.outcomes());
            }
        });
        List<Integer> chosen =
                shown.isEmpty() ? List.of() : ExampleGallery.chosen(List.copyOf(shown.values()), Math.max(1, wanted));
        shown.forEach((system, outcomes) -> gallery.add(
                attacker,
                accessory,
                system,
                attacks,
                outcomes,
                chosen,
                !work.attacker(attacker).adapts()));
    }

    /** Adds the pictures of simulated captures that a cell names. */
    private void showCaptures(String attacker, String accessory, ExampleSource attacks, Cell cell) {
        if (cell.printed() == null || cell.printed().shown().isEmpty()) {
            return;
        }
        List<Image> pictures = stages.captured(attacker, accessory, attacks, bed);
        for (int i = 0; i < pictures.size(); i++) {
            gallery.add(cell.printed().shown().get(i).picture(), pictures.get(i));
        }
    }

    private ExperimentResults results(ExperimentFile file, List<DefenseResult> defenses) throws IOException {
        RunRecord record = folder.readRun();
        List<AttackSummary> attacks = new ArrayList<>();
        for (Map.Entry<String, Attacker> attacker : config.attackers().entrySet()) {
            for (String accessory : config.accessories().keySet()) {
                if (!attacker.getValue().adapts()) {
                    attacks.add(AttackFolder.readSummary(folder.attacks(attacker.getKey(), accessory)));
                }
            }
        }
        return new ExperimentResults(
                ExperimentResults.VERSION,
                new Provenance(
                        file.title(),
                        file.seed(),
                        file.system().name(),
                        record.weightsSha256(),
                        record.versions(),
                        record.processors(),
                        file.settings(registry)),
                record.data(),
                folder.readTraining(),
                stages.hardened(bed),
                stages.attackers(),
                List.copyOf(config.accessories().keySet()),
                attacks,
                tuning(),
                defenses,
                new SoundnessChecks(stages.attackers()).of(defenses),
                gallery.examples(),
                openSet(defenses));
    }

    private @Nullable OpenSetResult openSet(List<DefenseResult> defenses) throws IOException {
        Optional<OpenSetResult> known = journal.openSet();
        if (known.isPresent() || !bed.plain().recognizer().gallery().isOpenSet()) {
            return known.orElse(null);
        }
        OpenSetResult result = stages.openSet(
                bed,
                defenses.stream().map(defense -> work.system(defense.name())).toList(),
                defenses);
        journal.keep(result);
        return result;
    }

    private ExperimentResults.@Nullable Tuning tuning() throws IOException {
        TuningResult result = folder.readTuning(registry).orElse(null);
        return result == null
                ? null
                : new ExperimentResults.Tuning(AttackFolder.readSummary(folder.tuningAttacks()), result);
    }

    /** Returns the pictures that the results name. */
    Map<String, Image> pictures() {
        return gallery.pictures();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
