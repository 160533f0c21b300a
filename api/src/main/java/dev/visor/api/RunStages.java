package dev.visor.api;

import dev.visor.api.dispatch.Dispatch;
import dev.visor.api.dispatch.StageDispatcher;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.defense.Occlusions;
import dev.visor.device.Compute;
import dev.visor.evaluation.grid.GridSearch;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.SurrogateAttackConfig;
import dev.visor.experiment.TestBed;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.machine.Processor;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunJournal;
import dev.visor.store.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a run after training, on a folder that is locked: each computes what the folder lacks. Used by one thread.
 */
final class RunStages {

    private final RunFolder folder;
    private final ExperimentConfig config;
    private final ExperimentFile file;
    private final Registry registry;
    private final Compute compute;
    private final LoadedSystem loaded;
    private final RunContext context;
    private final RunListener listener;
    private final LoadedSurrogates surrogates;
    private final Experiment experiment;
    private final @Nullable Dispatch dispatch;

    /**
     * Takes what is loaded of a run.
     *
     * @param dispatch sends pieces to an engine; null if everything is computed here
     */
    RunStages(
            RunFolder folder,
            ExperimentFile file,
            Registry registry,
            Compute compute,
            LoadedSystem loaded,
            LoadedSurrogates surrogates,
            RunContext context,
            RunListener listener,
            @Nullable Dispatch dispatch) {
        this.folder = folder;
        this.config = file.config();
        this.file = file;
        this.registry = registry;
        this.compute = compute;
        this.loaded = loaded;
        this.context = context;
        this.listener = listener;
        this.surrogates = surrogates;
        this.experiment = new Experiment(config, context, surrogates::get);
        this.dispatch = dispatch;
    }

    /** Makes the attacks on the undefended system, and those that the grid search uses. */
    void attack() throws IOException {
        List<String> unaware = config.attackers().entrySet().stream()
                .filter(attacker -> !attacker.getValue().adapts())
                .map(Map.Entry::getKey)
                .toList();
        boolean done = config.accessories().keySet().stream()
                .allMatch(accessory ->
                        unaware.stream().allMatch(name -> AttackFolder.isFinished(folder.attacks(name, accessory))));
        if (!done) {
            compute("attacks", () -> {
                attackElsewhere();
                try (RunEvaluation evaluation = evaluation(Set.of())) {
                    for (String attacker : unaware) {
                        for (String accessory : config.accessories().keySet()) {
                            evaluation.attackUndefended(attacker, accessory).ifPresent(listener::attacked);
                        }
                    }
                }
            });
        }
        if (config.tuning() != null && !AttackFolder.isFinished(folder.tuningAttacks())) {
            compute("attacks for tuning", this::attackForTuning);
        }
    }

    private void attackElsewhere() throws IOException {
        if (dispatch != null) {
            for (Attacker attacker : config.attackers().values()) {
                if (attacker.attack() instanceof SurrogateAttackConfig transfer) {
                    transfer.surrogates().keySet().forEach(surrogates::get); // made once, and sent
                }
            }
            List<AttackTask> tuning = config.tuning() == null ? List.of() : tuningPlan();
            try (StageDispatcher elsewhere = elsewhere(dispatch, Set.of())) {
                elsewhere.attack(tuning);
            }
        }
    }

    private StageDispatcher elsewhere(Dispatch sent, Set<Occlusions> hardened) throws IOException {
        return new StageDispatcher(
                sent.engine(),
                sent.surroundings(file, registry),
                folder,
                config,
                experiment,
                testBed(hardened),
                context);
    }

    private List<AttackTask> tuningPlan() throws IOException {
        return experiment.tuningPlan(loaded.system(), loaded.faces());
    }

    private void attackForTuning() throws IOException {
        List<AttackTask> plan = tuningPlan();
        try (AttackFolder attacks = AttackFolder.open(folder.tuningAttacks(), AttackFolder.pictures(plan))) {
            List<AttackTask> open =
                    plan.stream().filter(task -> !attacks.has(task)).toList();
            experiment.attackForTuning(open, loaded.system(), (task, examples) -> attacks.add(examples));
            attacks.finish(
                    config.tuningAttacker().orElseThrow(),
                    config.accessories().keySet().iterator().next(),
                    plan);
        }
    }

    /** Searches the grid. */
    void search() throws IOException {
        compute("grid search", () -> {
            try (AttackFolder attacks = AttackFolder.openToRead(folder.tuningAttacks());
                    RunJournal journal = folder.openJournal()) {
                RunContext kept = context.withJournal(journal.pieces());
                if (dispatch == null) {
                    search(attacks, kept, GridSearch.Ahead.NOBODY);
                } else {
                    try (StageDispatcher elsewhere = elsewhere(dispatch, Set.of())) {
                        search(attacks, kept, elsewhere.grid(attacks, tuningPlan(), journal.pieces()));
                    }
                }
            }
        });
    }

    private void search(AttackFolder attacks, RunContext kept, GridSearch.Ahead ahead) throws IOException {
        ExampleSource examples =
                attacks.examples(loaded.faces(), loaded.system().recognizer().gallery());
        TuningResult tuning = experiment.tune(loaded.system(), examples, kept, ahead);
        folder.writeTuning(tuning, registry);
        listener.tuned(tuning);
    }

    /** Makes the attacks of those who know the defenses, evaluates all, and writes the results. */
    void evaluate() throws IOException {
        compute("evaluation", () -> {
            if (dispatch != null) {
                hardenElsewhere(dispatch);
                try (StageDispatcher elsewhere = elsewhere(dispatch, config.hardenedBy())) {
                    elsewhere.evaluate();
                }
            }
            try (RunEvaluation evaluation = evaluation(config.hardenedBy())) {
                ExperimentResults results = evaluation.results(file);
                folder.writeResults(results, evaluation.pictures(), registry);
            }
        });
    }

    private void hardenElsewhere(Dispatch sent) throws IOException {
        List<String> open = loaded.unhardened(config.hardenedBy());
        if (!open.isEmpty()) {
            try (StageDispatcher elsewhere = elsewhere(sent, Set.of())) {
                elsewhere.harden(open);
            }
        }
    }

    /**
     * Makes attacks of a finished run again; writes nothing.
     *
     * @param count how many, at least 1; all of them if there are fewer
     * @param draw decides which
     */
    List<RerunAttack> rerun(int count, Random draw) throws IOException {
        TestBed bed = testBed(config.hardenedBy());
        try (AttackRerun rerun = new AttackRerun(folder, config, experiment, bed, loaded.faces())) {
            return rerun.repeat(count, draw);
        }
    }

    /**
     * Returns a copy of the run, in which pieces are computed.
     *
     * @param draft a folder of its own, which need not be there
     */
    RunCopy copy(Path draft) throws IOException {
        Set<Occlusions> trained = loaded.hasHardened(config.hardenedBy()) ? config.hardenedBy() : Set.of();
        return new RunCopy(config, experiment, loaded, testBed(trained), context, draft);
    }

    private RunEvaluation evaluation(Set<Occlusions> hardened) throws IOException {
        return new RunEvaluation(folder, config, registry, experiment, testBed(hardened), loaded.faces());
    }

    private TestBed testBed(Set<Occlusions> hardened) throws IOException {
        return experiment.testBed(
                loaded.system(),
                loaded.hardened(hardened),
                loaded.faces(),
                folder.readTuning(registry).map(tuning -> tuning.best().config()));
    }

    /** Works on a stage; if this processor is none of those that the run knows, it is noted. */
    private void compute(String stage, StageWork work) throws IOException {
        RunRecord record = folder.readRun();
        String processor = Processor.features(compute.device());
        if (!record.processors().contains(processor)) {
            folder.writeRun(record.withProcessor(processor));
            listener.noticed("this processor differs from that which the run began on, so its last digits may, too: "
                    + processor + " here, " + record.processors().get(0) + " there");
        }
        StageWork.timed(stage, folder, work);
    }
}
