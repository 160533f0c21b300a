package dev.visor.experiment;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.defense.Occlusions;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.grid.GridSearch;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** All stages of an experiment in memory, and what each of them found. */
final class ExperimentRun {

    private final ExperimentConfig config;
    private final Experiment experiment;
    private final List<AdversarialExample> tuningAttacks = new ArrayList<>();
    private final TuningResult tuned;
    private final TestBed bed;
    private final List<AttackSummary> attacks = new ArrayList<>();
    private final List<Image> pictures = new ArrayList<>();
    private final Map<DefendedSystem, List<Cell>> cells = new LinkedHashMap<>();
    private final List<DefenseResult> results = new ArrayList<>();
    private final ExampleGallery gallery;

    /**
     * Runs an experiment.
     *
     * @param shown the defenses whose attacks the gallery shows
     */
    ExperimentRun(
            ExperimentConfig config,
            FaceSet faces,
            EnrolledSystem plain,
            Map<Occlusions, EnrolledSystem> hardened,
            RunContext run,
            Set<String> shown) {
        this.config = config;
        this.experiment = new Experiment(config, run);
        experiment.check(faces, false);
        experiment.attackForTuning(
                experiment.tuningPlan(plain, faces), plain, (task, examples) -> tuningAttacks.addAll(examples));
        this.tuned = experiment.tune(plain, ExampleSource.of(tuningAttacks), run, GridSearch.Ahead.NOBODY);
        this.bed = experiment.testBed(
                plain, hardened, faces, Optional.of(tuned.best().config()));
        this.gallery = new ExampleGallery(plain.trainingFaces(faces));
        Map<DefendedSystem, CleanResult> systems = systems();
        systems.keySet().forEach(system -> cells.put(system, new ArrayList<>()));
        for (String attacker : config.attackers().keySet()) {
            for (String accessory : config.accessories().keySet()) {
                attack(attacker, accessory, systems, shown);
            }
        }
        systems.forEach((system, clean) -> results.add(new DefenseResult(
                system.name(),
                system.chain().names(),
                Declaration.of(system.chain(), config.accessories()),
                clean,
                of(system),
                List.of())));
    }

    private Map<DefendedSystem, CleanResult> systems() {
        List<DefendedSystem> systems = config.defenses().keySet().stream()
                .map(name -> experiment.defend(name, bed))
                .toList();
        List<CleanResult> clean = experiment.clean(systems, bed);
        Map<DefendedSystem, CleanResult> results = new LinkedHashMap<>();
        for (int i = 0; i < systems.size(); i++) {
            results.put(systems.get(i), clean.get(i));
        }
        return results;
    }

    private List<Cell> of(DefendedSystem system) {
        return Objects.requireNonNull(cells.get(system));
    }

    private void attack(
            String attacker, String accessory, Map<DefendedSystem, CleanResult> systems, Set<String> shown) {
        if (attacker(attacker).adapts()) {
            systems.forEach((system, clean) -> attack(attacker, accessory, system, Map.of(system, clean), shown));
        } else {
            DefendedSystem undefended = systems.keySet().stream()
                    .filter(system -> system.name().equals(config.undefended()))
                    .findFirst()
                    .orElseThrow();
            attack(attacker, accessory, undefended, systems, shown);
        }
    }

    private void attack(
            String attacker,
            String accessory,
            DefendedSystem attacked,
            Map<DefendedSystem, CleanResult> systems,
            Set<String> shown) {
        List<AdversarialExample> examples = attack(attacker, accessory, attacked);
        examples.forEach(example -> pictures.add(example.image()));
        if (attacked.chain().isEmpty()) {
            attacks.add(AttackSummary.of(attacker, accessory, records(examples)));
        }
        List<Cell> found = experiment.evaluate(attacker, accessory, ExampleSource.of(examples), systems, bed);
        int i = 0;
        for (DefendedSystem system : systems.keySet()) {
            Cell cell = found.get(i++);
            of(system).add(cell);
            if (shown.contains(system.name())) {
                gallery.add(
                        attacker,
                        accessory,
                        system,
                        ExampleSource.of(examples),
                        cell.outcomes(),
                        ExampleGallery.chosen(List.of(cell.outcomes()), examples.size()),
                        !attacker(attacker).adapts());
            }
        }
    }

    /** Returns the attacks of an attacker on a system, in the order in which they end. */
    List<AdversarialExample> attack(String attacker, String accessory, DefendedSystem system) {
        List<AdversarialExample> examples = new ArrayList<>();
        experiment.attack(attacker, accessory, plan(attacker), system, (task, made) -> examples.addAll(made));
        return examples;
    }

    List<AttackTask> plan(String attacker) {
        return experiment.plan(attacker(attacker), bed);
    }

    private Attacker attacker(String name) {
        return Objects.requireNonNull(config.attackers().get(name));
    }

    private static List<AttackRecord> records(List<AdversarialExample> examples) {
        return examples.stream().map(AttackRecord::of).toList();
    }

    Experiment experiment() {
        return experiment;
    }

    List<AdversarialExample> tuningAttacks() {
        return tuningAttacks;
    }

    TuningResult tuned() {
        return tuned;
    }

    TestBed bed() {
        return bed;
    }

    /** Returns the attacks on the undefended system. */
    List<AttackSummary> attacks() {
        return attacks;
    }

    /** Returns the adversarial pictures of all attacks. */
    List<Image> pictures() {
        return pictures;
    }

    List<DefenseResult> results() {
        return results;
    }

    DefenseResult result(String defense) {
        return results.stream()
                .filter(result -> result.name().equals(defense))
                .findFirst()
                .orElseThrow();
    }

    ExampleGallery gallery() {
        return gallery;
    }
}
