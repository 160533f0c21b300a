package dev.visor.api;

import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.WearersResult;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.DefendedSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.TestBed;
import dev.visor.face.FaceSet;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunJournal;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parts of an evaluation, each of which can be computed apart: attacks go to a folder, what is counted to a journal. Defenses are
 * built when they are first needed. Used by one thread.
 */
final class EvaluationWork {

    private final ExperimentConfig config;
    private final Experiment stages;
    private final TestBed bed;
    private final FaceSet faces;
    private final RunJournal journal;
    private final Map<String, DefendedSystem> systems = new HashMap<>();

    EvaluationWork(ExperimentConfig config, Experiment stages, TestBed bed, FaceSet faces, RunJournal journal) {
        this.config = config;
        this.stages = stages;
        this.bed = bed;
        this.faces = faces;
        this.journal = journal;
    }

    /** Returns an attacker by its name. */
    Attacker attacker(String name) {
        return Objects.requireNonNull(config.attackers().get(name), name);
    }

    /** Returns a chain of defenses in front of the system. */
    DefendedSystem system(String defense) {
        return systems.computeIfAbsent(defense, name -> stages.defend(name, bed));
    }

    /** Returns the attacks of an attacker, the same ones with every accessory and on every defense. */
    List<AttackTask> plan(String attacker) {
        return stages.plan(attacker(attacker), bed);
    }

    /** Makes some attacks of a plan. */
    void attack(String attacker, String accessory, String defense, List<AttackTask> tasks, AttackFolder attacks) {
        if (!tasks.isEmpty()) {
            stages.attack(attacker, accessory, tasks, system(defense), (task, examples) -> attacks.add(examples));
        }
    }

    /** Decides about clean faces. */
    void clean(List<String> defenses) {
        if (!defenses.isEmpty()) {
            List<CleanResult> computed =
                    stages.clean(defenses.stream().map(this::system).toList(), bed);
            for (int i = 0; i < defenses.size(); i++) {
                journal.keep(defenses.get(i), computed.get(i));
            }
        }
    }

    /** Decides about honest people who wear something. */
    void wearers(String accessory, List<String> defenses) {
        if (!defenses.isEmpty()) {
            List<WearersResult> computed = stages.wearers(
                    accessory, defenses.stream().map(this::system).toList(), bed);
            for (int i = 0; i < defenses.size(); i++) {
                journal.keep(defenses.get(i), computed.get(i));
            }
        }
    }

    /** Decides about attacks, which are finished; the journal has what each chain decides about clean faces. */
    void cells(String attacker, String accessory, AttackFolder attacks, List<String> defenses) throws IOException {
        Map<DefendedSystem, CleanResult> by = new LinkedHashMap<>();
        for (String defense : defenses) {
            by.put(system(defense), journal.clean(defense).orElseThrow());
        }
        if (!by.isEmpty()) {
            List<Cell> computed = stages.evaluate(attacker, accessory, examples(attacks), by, bed);
            for (int i = 0; i < defenses.size(); i++) {
                journal.keep(defenses.get(i), computed.get(i));
            }
        }
    }

    /** Returns the attacks of a folder in their order. */
    ExampleSource examples(AttackFolder attacks) throws IOException {
        return attacks.examples(faces, bed.plain().recognizer().gallery());
    }
}
