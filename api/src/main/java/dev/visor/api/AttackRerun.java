package dev.visor.api;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.DefendedSystem;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.TestBed;
import dev.visor.face.FaceSet;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes attacks of a finished run again and compares them; writes nothing. Used by one thread. */
final class AttackRerun {

    private final RunFolder folder;
    private final ExperimentConfig config;
    private final Experiment stages;
    private final TestBed bed;
    private final FaceSet faces;
    private final Map<String, DefendedSystem> systems = new HashMap<>();

    AttackRerun(RunFolder folder, ExperimentConfig config, Experiment stages, TestBed bed, FaceSet faces) {
        this.folder = folder;
        this.config = config;
        this.stages = stages;
        this.bed = bed;
        this.faces = faces;
    }

    /** An attack that can be drawn. */
    private record Ticket(String attacker, String accessory, String defense, Path attacks, AttackTask task) {}

    /**
     * Repeats attacks.
     *
     * @param count how many, at least 1; all of them if there are fewer
     * @param draw decides which
     */
    List<RerunAttack> repeat(int count, Random draw) throws IOException {
        List<Ticket> tickets = tickets();
        Collections.shuffle(tickets, draw);
        List<RerunAttack> repeated = new ArrayList<>();
        for (Ticket ticket : tickets.subList(0, Math.min(count, tickets.size()))) {
            repeated.addAll(repeat(ticket));
        }
        return repeated;
    }

    private List<Ticket> tickets() {
        List<Ticket> tickets = new ArrayList<>();
        for (Map.Entry<String, Attacker> attacker : config.attackers().entrySet()) {
            String name = attacker.getKey();
            List<AttackTask> plan = stages.plan(attacker.getValue(), bed);
            for (String accessory : config.accessories().keySet()) {
                List<String> attacked = attacker.getValue().adapts()
                        ? List.copyOf(config.defenses().keySet())
                        : List.of(config.undefended());
                for (String defense : attacked) {
                    Path attacks = attacker.getValue().adapts()
                            ? folder.attacks(name, accessory, defense)
                            : folder.attacks(name, accessory);
                    plan.forEach(task -> tickets.add(new Ticket(name, accessory, defense, attacks, task)));
                }
            }
        }
        return tickets;
    }

    private List<RerunAttack> repeat(Ticket ticket) throws IOException {
        List<AdversarialExample> made = new ArrayList<>();
        DefendedSystem system = systems.computeIfAbsent(ticket.defense, name -> stages.defend(name, bed));
        stages.attack(
                ticket.attacker,
                ticket.accessory,
                List.of(ticket.task),
                system,
                (task, examples) -> made.addAll(examples));
        List<RerunAttack> compared = new ArrayList<>();
        try (AttackFolder attacks = AttackFolder.openToRead(ticket.attacks)) {
            ExampleSource kept =
                    attacks.examples(faces, bed.plain().recognizer().gallery());
            List<String> ids = AttackFolder.readSummary(ticket.attacks).attacks().stream()
                    .map(attack -> attack.id())
                    .toList();
            for (AdversarialExample again : made) {
                int index = ids.indexOf(again.id());
                if (index < 0) {
                    throw new IOException(ticket.attacks + ": lacks the attack " + again.id());
                }
                compared.add(RerunAttack.of(
                        ticket.attacker,
                        ticket.accessory,
                        ticket.defense,
                        kept.read(index, index + 1).get(0),
                        again));
            }
        }
        return compared;
    }
}
