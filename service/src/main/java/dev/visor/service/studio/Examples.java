package dev.visor.service.studio;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.experiment.ExperimentResults;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Verdict;
import dev.visor.service.studio.message.ExampleRequest;
import dev.visor.service.studio.message.SeenExample;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The attacks of a run, one by one. What the run says of them is read once, and pictures when they are asked for. Thread-safe. */
final class Examples implements AutoCloseable {

    private final String run;
    private final RunFolder folder;
    private final ExperimentResults results;
    private final Map<ExampleRequest, Kept> all = new LinkedHashMap<>();
    private final Map<Path, AttackFolder> open = new HashMap<>();

    /**
     * Reads what a run says of its attacks.
     *
     * @param run what the page calls it
     */
    Examples(String run, RunFolder folder, ExperimentResults results) throws IOException {
        this.run = run;
        this.folder = folder;
        this.results = results;
        for (AttackerSummary attacker : results.attackers()) {
            for (String accessory : results.accessories()) {
                for (DefenseResult attacked : attacked(attacker)) {
                    read(attacker, accessory, attacked);
                }
            }
        }
    }

    /** An attack. */
    private record Kept(SeenExample shown, AttackRecord attack, Path folder) {}

    /** Returns what attacks were made on: adaptive ones on each chain, others on the undefended system. */
    private List<DefenseResult> attacked(AttackerSummary attacker) {
        return attacker.adaptive() ? results.defenses() : List.of(results.undefended());
    }

    private void read(AttackerSummary attacker, String accessory, DefenseResult attacked) throws IOException {
        Path attacks = attacker.adaptive()
                ? folder.attacks(attacker.name(), accessory, attacked.name())
                : folder.attacks(attacker.name(), accessory);
        if (!AttackFolder.isFinished(attacks)) {
            return;
        }
        // Only the chain that an adaptive attacker attacked was shown the picture.
        List<DefenseResult> deciding = attacker.adaptive() ? List.of(attacked) : results.defenses();
        Map<String, Map<String, Answer>> answers = new LinkedHashMap<>();
        deciding.forEach(chain -> answers.put(chain.name(), answers(chain, attacker, accessory)));
        for (AttackRecord record : AttackFolder.readSummary(attacks).attacks()) {
            ExampleRequest key = new ExampleRequest(attacker.name(), accessory, attacked.name(), record.id());
            all.put(key, new Kept(shown(key, record, answers), record, attacks));
        }
    }

    private static Map<String, Answer> answers(DefenseResult chain, AttackerSummary attacker, String accessory) {
        return chain.cell(attacker.name(), accessory).map(Cell::outcomes).orElse(List.of()).stream()
                .collect(Collectors.toMap(Outcome::attack, Outcome::after));
    }

    private SeenExample shown(ExampleRequest key, AttackRecord record, Map<String, Map<String, Answer>> answers) {
        String address = "/api/runs/" + run + "/example.png?attacker=" + encoded(key.attacker()) + "&accessory="
                + encoded(key.accessory()) + "&chain=" + encoded(key.chain()) + "&id=" + encoded(key.id()) + "&kind=";
        List<SeenExample.Decided> decided = new ArrayList<>();
        answers.forEach((chain, own) -> {
            Answer answer = own.get(record.id());
            if (answer != null) {
                decided.add(decided(chain, answer));
            }
        });
        Answer attacked = answers.getOrDefault(key.chain(), Map.of()).get(record.id());
        Identity target = record.target();
        return new SeenExample(
                record.id(),
                key.attacker(),
                key.accessory(),
                key.chain(),
                record.attacker().name(),
                target == null ? null : target.name(),
                attacked != null && reached(attacked, record),
                record.confidence(),
                address + "clean",
                address + "adversarial",
                decided);
    }

    private static SeenExample.Decided decided(String chain, Answer answer) {
        return new SeenExample.Decided(
                chain,
                answer.verdict().name().toLowerCase(Locale.ROOT),
                answer.verdict() == Verdict.PERSON ? answer.person().name() : null,
                answer.certified());
    }

    /** Returns what {@link dev.visor.attack.Goal#holds} says of a decision. */
    private boolean reached(Answer answer, AttackRecord record) {
        Identity target = record.target();
        return switch (answer.verdict()) {
            case PERSON ->
                target == null
                        ? !answer.person().equals(record.attacker())
                        : answer.person().equals(target);
            case UNKNOWN -> target == null && results.openSet() != null;
            case TAMPERED -> false;
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns all attacks, in the order of the experiment. */
    List<SeenExample> all() {
        return all.values().stream().map(Kept::shown).toList();
    }

    private Kept find(ExampleRequest example) {
        Kept found = all.get(example);
        if (found == null) {
            throw StudioException.notFound("attack", example.id());
        }
        return found;
    }

    /** Returns the id of the attacker's face without the accessory. */
    String face(ExampleRequest example) {
        return find(example).attack.face();
    }

    /** Returns the attacked picture. */
    synchronized Image picture(ExampleRequest example) throws IOException {
        Kept found = find(example);
        AttackFolder attacks = open.get(found.folder);
        if (attacks == null) {
            attacks = AttackFolder.openToRead(found.folder);
            open.put(found.folder, attacks);
        }
        return attacks.picture(example.id());
    }

    @Override
    public synchronized void close() throws IOException {
        for (AttackFolder attacks : open.values()) {
            attacks.close();
        }
        open.clear();
    }
}
