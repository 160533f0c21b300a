package dev.visor.service.studio;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.experiment.ExperimentResults;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Verdict;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The attacks of a run, one by one. */
final class Examples {

    private final String run;
    private final RunFolder folder;
    private final ExperimentResults results;

    /**
     * Looks at the attacks of a run.
     *
     * @param run what the page calls it
     */
    Examples(String run, RunFolder folder, ExperimentResults results) {
        this.run = run;
        this.folder = folder;
        this.results = results;
    }

    /** Where attacks are: those of an attacker with an accessory on a chain. */
    private record Place(AttackerSummary attacker, String accessory, String chain) {}

    /** Returns all attacks, in the order of the experiment. */
    List<SeenExample> all() throws IOException {
        List<SeenExample> all = new ArrayList<>();
        for (Place place : places()) {
            Path attacks = attacks(place);
            if (AttackFolder.isFinished(attacks)) {
                for (AttackRecord record : AttackFolder.readSummary(attacks).attacks()) {
                    all.add(example(place, record));
                }
            }
        }
        return all;
    }

    /** Returns what attacks were made on: adaptive ones on each chain, others on the undefended system. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (AttackerSummary attacker : results.attackers()) {
            List<String> chains = attacker.adaptive()
                    ? results.defenses().stream().map(DefenseResult::name).toList()
                    : List.of(results.undefended().name());
            for (String accessory : results.accessories()) {
                chains.forEach(chain -> places.add(new Place(attacker, accessory, chain)));
            }
        }
        return places;
    }

    private Path attacks(Place place) {
        return place.attacker.adaptive()
                ? folder.attacks(place.attacker.name(), place.accessory, place.chain)
                : folder.attacks(place.attacker.name(), place.accessory);
    }

    private SeenExample example(Place place, AttackRecord record) {
        String address = "/api/runs/" + run + "/example.png?attacker=" + encoded(place.attacker.name()) + "&accessory="
                + encoded(place.accessory) + "&chain=" + encoded(place.chain) + "&id=" + encoded(record.id())
                + "&kind=";
        List<SeenExample.Decided> decided = new ArrayList<>();
        boolean success = false;
        for (DefenseResult defense : results.defenses()) {
            boolean attacked = defense.name().equals(place.chain);
            Optional<Answer> answer =
                    place.attacker.adaptive() && !attacked ? Optional.empty() : answer(defense, place, record);
            if (answer.isPresent()) {
                decided.add(decided(defense.name(), answer.get()));
                success |= attacked && reached(answer.get(), record);
            }
        }
        Identity target = record.target();
        return new SeenExample(
                record.id(),
                place.attacker.name(),
                place.accessory,
                place.chain,
                record.attacker().name(),
                target == null ? null : target.name(),
                success,
                record.confidence(),
                address + "clean",
                address + "adversarial",
                decided);
    }

    private static Optional<Answer> answer(DefenseResult defense, Place place, AttackRecord record) {
        return defense.cell(place.attacker.name(), place.accessory).stream()
                .flatMap(cell -> cell.outcomes().stream())
                .filter(outcome -> outcome.attack().equals(record.id()))
                .map(Outcome::after)
                .findFirst();
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

    /** Returns the record of an attack and its picture. */
    Found find(String attacker, String accessory, String chain, String id) throws IOException {
        for (Place place : places()) {
            if (place.attacker.name().equals(attacker)
                    && place.accessory.equals(accessory)
                    && place.chain.equals(chain)
                    && AttackFolder.isFinished(attacks(place))) {
                Optional<AttackRecord> record = AttackFolder.readSummary(attacks(place)).attacks().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst();
                if (record.isPresent()) {
                    try (AttackFolder kept = AttackFolder.openToRead(attacks(place))) {
                        return new Found(record.get(), kept.picture(id));
                    }
                }
            }
        }
        throw StudioException.notFound("attack", id);
    }

    /** An attack with its adversarial picture. */
    record Found(AttackRecord attack, Image picture) {}
}
