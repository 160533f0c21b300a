package dev.visor.api;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.evaluation.AttackRecord;
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
final class AttackRerun implements AutoCloseable {

    private final RunFolder folder;
    private final ExperimentConfig config;
    private final Experiment stages;
    private final TestBed bed;
    private final FaceSet faces;
    private final Map<String, DefendedSystem> systems = new HashMap<>();
    private final Map<Path, Kept> kept = new HashMap<>();
    private final List<AttackFolder> open = new ArrayList<>();

    AttackRerun(RunFolder folder, ExperimentConfig config, Experiment stages, TestBed bed, FaceSet faces) {
        this.folder = folder;
        this.config = config;
        this.stages = stages;
        this.bed = bed;
        this.faces = faces;
    }

    /** An attack that can be drawn. */
    private record Ticket(String attacker, String accessory, String defense, Path attacks, AttackTask task) {}

    /** What a folder has of its attacks. */
    private record Kept(ExampleSource examples, List<String> ids) {}

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
        Kept kept = kept(ticket.attacks);
        List<RerunAttack> compared = new ArrayList<>();
        for (AdversarialExample again : made) {
            int index = kept.ids.indexOf(again.id());
            if (index < 0) {
                throw new IOException(ticket.attacks + ": lacks the attack " + again.id());
            }
            AdversarialExample before = kept.examples.read(index, index + 1).get(0);
            compared.add(RerunAttack.of(ticket.attacker, ticket.accessory, ticket.defense, before, again));
        }
        return compared;
    }

    /** Opens a folder of attacks when it is first needed: its journal may have many lines. */
    private Kept kept(Path attacks) throws IOException {
        Kept known = kept.get(attacks);
        if (known == null) {
            AttackFolder opened = AttackFolder.openToRead(attacks);
            open.add(opened);
            known = new Kept(
                    opened.examples(faces, bed.plain().recognizer().gallery()),
                    AttackFolder.readSummary(attacks).attacks().stream()
                            .map(AttackRecord::id)
                            .toList());
            kept.put(attacks, known);
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        for (AttackFolder attacks : open) {
            attacks.close();
        }
    }
}
