package dev.visor.store.evidence;

import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CellRecount;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.SoundnessChecks;
import dev.visor.evaluation.WearersResult;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunJournal;
import dev.visor.store.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the results of a run together again from the other files of its folder: every rate of the matrix is counted from
 * what its journals say of each attack. No network is asked.
 *
 * <p>Taken over as reported: how many faces the hardened head recognizes, how well an open set knows clean faces, and which
 * attacks are shown, which no other file has. Clean
 * faces, people who wear something and the grid search are compared with what the journal and {@code tuning.json} have of them.
 */
final class ResultsRecount {

    private final RunFolder run;
    private final Registry registry;
    private final ExperimentFile file;
    private final ExperimentConfig config;

    ResultsRecount(RunFolder run, Registry registry) throws IOException {
        this.run = run;
        this.registry = registry;
        this.file = run.readExperiment(registry);
        this.config = file.config();
    }

    /**
     * Returns the results as they should be.
     *
     * @param reported the results as they are
     * @throws IOException with one line naming what is missing or damaged
     */
    ExperimentResults of(ExperimentResults reported) throws IOException {
        RunRecord record = run.readRun();
        Experiment experiment = new Experiment(config, RunContext.of(file.seed()));
        List<DefenseResult> defenses = defenses(reported);
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
                run.readTraining(),
                reported.hardened(),
                experiment.attackers(),
                List.copyOf(config.accessories().keySet()),
                attacks(),
                tuning(),
                defenses,
                new SoundnessChecks(experiment.attackers()).of(defenses),
                reported.examples(),
                openSet());
    }

    private List<DefenseResult> defenses(ExperimentResults reported) throws IOException {
        List<DefenseResult> defenses = new ArrayList<>();
        try (RunJournal journal = run.openJournalToRead()) {
            for (Map.Entry<String, ChainConfig> defense : config.defenses().entrySet()) {
                String name = defense.getKey();
                CleanResult clean = recount(journal.clean(name).orElseThrow(() -> lacks("clean faces of " + name)));
                List<Cell> cells = new ArrayList<>();
                for (Map.Entry<String, Attacker> attacker : config.attackers().entrySet()) {
                    for (String accessory : config.accessories().keySet()) {
                        String where = attacker.getKey() + " with " + accessory + " against " + name;
                        Cell cell =
                                journal.cell(name, attacker.getKey(), accessory).orElseThrow(() -> lacks(where));
                        Path folder = folder(attacker, accessory, name);
                        cells.add(
                                recount(cell, clean, folder, attacker.getValue().isStranger(), where));
                    }
                }
                ChainConfig chain = defense.getValue();
                defenses.add(new DefenseResult(
                        name, chain.names(), declaration(name, chain, reported), clean, cells, wearers(journal, name)));
            }
        }
        return defenses;
    }

    /** Results of earlier versions have no declarations. */
    private @Nullable Declaration declaration(String name, ChainConfig chain, ExperimentResults reported) {
        boolean declares = reported.defenses().stream()
                .anyMatch(defense -> defense.name().equals(name) && defense.declaration() != null);
        return declares ? Declaration.of(chain, config.accessories()) : null;
    }

    private List<WearersResult> wearers(RunJournal journal, String defense) throws IOException {
        List<WearersResult> wearers = new ArrayList<>();
        for (String accessory : config.plainlyWorn().keySet()) {
            wearers.add(journal.wearers(defense, accessory)
                    .orElseThrow(() -> lacks("people with " + accessory + " against " + defense)));
        }
        return wearers;
    }

    private Path folder(Map.Entry<String, Attacker> attacker, String accessory, String defense) {
        return attacker.getValue().adapts()
                ? run.attacks(attacker.getKey(), accessory, defense)
                : run.attacks(attacker.getKey(), accessory);
    }

    private Cell recount(Cell cell, CleanResult clean, Path folder, boolean strangers, String where)
            throws IOException {
        try {
            return CellRecount.of(
                    cell, clean, recount(folder).attacks(), file.system().answersUnknown(), strangers);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedFileException(
                    run.path().resolve("journal.jsonl").toString(), where + ": " + e.getMessage(), e);
        }
    }

    private static AttackSummary recount(Path folder) throws IOException {
        try (AttackFolder attacks = AttackFolder.openToRead(folder)) {
            return attacks.recount();
        }
    }

    /** Of clean faces the journal has counts; some of them follow from others. */
    private static CleanResult recount(CleanResult clean) {
        Rate all = clean.recognizedAt().isEmpty()
                ? clean.recognized()
                : clean.recognizedAt().get(0);
        return new CleanResult(
                all,
                clean.tampered(),
                clean.unknown(),
                new Rate(
                        clean.certifiedFaces().size(),
                        Math.max(clean.certifiedFaces().size(), all.trials())),
                clean.certifiedFaces(),
                clean.recognizedAt(),
                clean.realConfidence(),
                clean.forwardPasses(),
                clean.backwardPasses());
    }

    private List<AttackSummary> attacks() throws IOException {
        List<AttackSummary> attacks = new ArrayList<>();
        for (Map.Entry<String, Attacker> attacker : config.attackers().entrySet()) {
            for (String accessory : config.accessories().keySet()) {
                if (!attacker.getValue().adapts()) {
                    attacks.add(recount(run.attacks(attacker.getKey(), accessory)));
                }
            }
        }
        return attacks;
    }

    private ExperimentResults.@Nullable Tuning tuning() throws IOException {
        Optional<TuningResult> tuning = run.readTuning(registry);
        return tuning.isPresent() ? new ExperimentResults.Tuning(recount(run.tuningAttacks()), tuning.get()) : null;
    }

    private @Nullable OpenSetResult openSet() throws IOException {
        if (!file.system().answersUnknown()) {
            return null;
        }
        try (RunJournal journal = run.openJournalToRead()) {
            return journal.openSet().orElseThrow(() -> lacks("the open set"));
        }
    }

    private DamagedFileException lacks(String what) {
        return new DamagedFileException(run.path().resolve("journal.jsonl").toString(), "lacks " + what);
    }
}
