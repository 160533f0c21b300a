package dev.visor.cli;

import dev.visor.attack.AttackTask;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.Provenance;
import dev.visor.face.FaceSet;
import dev.visor.gauntlet.Arena;
import dev.visor.gauntlet.Attacker;
import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.CleanResult;
import dev.visor.gauntlet.DefendedSystem;
import dev.visor.gauntlet.DefenseResult;
import dev.visor.gauntlet.Gauntlet;
import dev.visor.gauntlet.GauntletConfig;
import dev.visor.gauntlet.GauntletResults;
import dev.visor.network.Backbone;
import dev.visor.report.GauntletReport;
import dev.visor.store.experiment.GauntletFile;
import dev.visor.store.file.FolderLock;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.CellJournal;
import dev.visor.store.run.GauntletFolder;
import dev.visor.store.run.RecognizerFile;
import dev.visor.store.run.RunRecord;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs what is not there yet of a gauntlet: reads what is finished from its folder, computes the rest, and writes it.
 * Closing it frees the networks.
 */
final class GauntletPipeline implements AutoCloseable {

    private final GauntletFile file;
    private final GauntletConfig config;
    private final GauntletFolder folder;
    private final Foundation foundation;
    private final Gauntlet gauntlet;
    private final Console console;
    private final List<EnrolledSystem> loaded = new ArrayList<>();
    private final Map<String, DefendedSystem> systems = new HashMap<>();

    GauntletPipeline(GauntletFile file, Path out, int threads, Console console) {
        this.file = file;
        this.config = file.config();
        this.folder = new GauntletFolder(out);
        this.foundation = new Foundation(file.data(), file.backbone(), threads, console);
        this.gauntlet = new Gauntlet(config, console.run(file.seed()));
        this.console = console;
    }

    GauntletFolder folder() {
        return folder;
    }

    /** Checks whether the gauntlet can be run on its faces. */
    void check() throws IOException {
        gauntlet.check(foundation.faces());
    }

    /**
     * Runs the gauntlet, or what is left of it.
     *
     * @throws IOException if the folder holds another gauntlet
     */
    GauntletResults run() throws IOException {
        check();
        folder.checkWritable();
        try (FolderLock lock = folder.lock()) {
            if (folder.isBegun()) {
                checkSame();
                console.print("going on with %s%n", folder.path());
            }
            if (!folder.isFinished()) {
                EnrolledSystem plain = plain();
                Arena arena = gauntlet.arena(plain, hardened(plain), faces());
                folder.writeResults(
                        gauntlet.results(provenance(), folder.readRun().data(), arena, defenses(arena)));
            }
            GauntletResults results = folder.readResults();
            folder.writeReport(GauntletReport.render(results));
            return results;
        }
    }

    /** The order counts too, so the files are compared as texts. */
    private void checkSame() throws IOException {
        String there = folder.readGauntlet().toYaml();
        if (!there.equals(file.toYaml())) {
            throw new AnotherFileException(folder.path(), "gauntlet", there, file.toYaml());
        }
    }

    private FaceSet faces() throws IOException {
        return foundation.faces();
    }

    private EnrolledSystem plain() throws IOException {
        LoadedWeights weights = file.backbone().load();
        if (Files.exists(folder.recognizer())) {
            return read(folder.recognizer(), weights);
        }
        Experiment.Training training = gauntlet.train(faces(), foundation.backbone(weights));
        EnrolledSystem system = training.system();
        loaded.add(system);
        folder.writeGauntlet(file);
        folder.writeRun(new RunRecord(weights.sha256(), Versions.all(), foundation.data(system)));
        RecognizerFile.write(folder.recognizer(), system);
        console.training(training.summary());
        return system;
    }

    private Map<Occlusions, EnrolledSystem> hardened(EnrolledSystem plain) throws IOException {
        Map<Occlusions, EnrolledSystem> hardened = new LinkedHashMap<>();
        for (Occlusions occlusions : config.hardenedBy()) {
            hardened.put(occlusions, hardened(plain, occlusions));
        }
        return hardened;
    }

    private EnrolledSystem hardened(EnrolledSystem plain, Occlusions occlusions) throws IOException {
        Path path = folder.hardened().file(occlusions);
        if (Files.exists(path)) {
            return read(path, file.backbone().load());
        }
        EnrolledSystem system = gauntlet.harden(plain, occlusions, faces());
        loaded.add(system);
        RecognizerFile.write(path, system);
        return system;
    }

    private EnrolledSystem read(Path recognizer, LoadedWeights weights) throws IOException {
        EnrolledSystem system = RecognizerFile.read(recognizer, weights, foundation.engine());
        loaded.add(system);
        return system;
    }

    private List<DefenseResult> defenses(Arena arena) throws IOException {
        List<DefenseResult> defenses = new ArrayList<>();
        try (CellJournal journal = folder.openCells()) {
            for (Map.Entry<String, List<DefenseConfig>> defense :
                    config.defenses().entrySet()) {
                String name = defense.getKey();
                CleanResult clean = clean(name, arena, journal);
                List<Cell> cells = new ArrayList<>();
                for (String attacker : config.attackers().keySet()) {
                    for (String accessory : config.accessories().keySet()) {
                        cells.add(cell(name, attacker, accessory, arena, clean, journal));
                    }
                }
                List<String> chain =
                        defense.getValue().stream().map(DefenseConfig::name).toList();
                defenses.add(new DefenseResult(name, chain, clean, cells));
            }
        }
        return defenses;
    }

    private CleanResult clean(String defense, Arena arena, CellJournal journal) throws IOException {
        Optional<CleanResult> finished = journal.clean(defense);
        if (finished.isPresent()) {
            return finished.get();
        }
        CleanResult clean = gauntlet.clean(system(defense, arena), arena);
        journal.keep(defense, clean);
        return clean;
    }

    private Cell cell(
            String defense, String attacker, String accessory, Arena arena, CleanResult clean, CellJournal journal)
            throws IOException {
        Optional<Cell> finished = journal.cell(defense, attacker, accessory);
        if (finished.isPresent()) {
            return finished.get();
        }
        boolean adapts = attacker(attacker).adapts();
        Path path = adapts ? folder.attacks(attacker, accessory, defense) : folder.attacks(attacker, accessory);
        try (AttackFolder attacks = AttackFolder.open(path)) {
            if (!AttackFolder.isFinished(path)) {
                attack(attacker, accessory, system(adapts ? defense : config.undefended(), arena), arena, attacks);
            }
            Cell cell = gauntlet.evaluate(
                    attacker,
                    accessory,
                    attacks.examples(faces(), arena.plain().recognizer().gallery()),
                    system(defense, arena),
                    clean);
            journal.keep(defense, cell);
            return cell;
        }
    }

    private void attack(String attacker, String accessory, DefendedSystem system, Arena arena, AttackFolder attacks)
            throws IOException {
        List<AttackTask> plan = gauntlet.plan(attacker(attacker), arena);
        List<AttackTask> open = plan.stream().filter(task -> !attacks.has(task)).toList();
        gauntlet.attack(attacker, accessory, open, system, (task, examples) -> attacks.add(examples));
        attacks.finish("held-out faces", plan);
    }

    private Attacker attacker(String name) {
        return Objects.requireNonNull(config.attackers().get(name), name);
    }

    /** Builds a defense when it is first needed. */
    private DefendedSystem system(String defense, Arena arena) {
        return systems.computeIfAbsent(defense, name -> gauntlet.defend(name, arena));
    }

    private Provenance provenance() throws IOException {
        RunRecord run = folder.readRun();
        return new Provenance(
                file.title(),
                file.seed(),
                file.backbone().name(),
                run.weightsSha256(),
                run.versions(),
                file.settings());
    }

    @Override
    public void close() {
        loaded.forEach(system -> system.recognizer().close());
        loaded.stream().map(system -> system.recognizer().backbone()).distinct().forEach(Backbone::close);
        foundation.close();
    }
}
