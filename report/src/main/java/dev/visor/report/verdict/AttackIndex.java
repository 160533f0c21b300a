package dev.visor.report.verdict;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.AttackRecord;
import dev.visor.experiment.ExperimentResults;
import dev.visor.face.Identity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attacks of an experiment by their ids: attacks of different attackers with the same id have the same face and the
 * same goal. Results keep no record of the attacks of adaptive attackers, so an id may be unknown.
 */
public final class AttackIndex {

    private final Map<String, AttackRecord> byId = new LinkedHashMap<>();

    /** Indexes the attacks of an experiment. */
    public AttackIndex(ExperimentResults results) {
        results.attacks().forEach(summary -> summary.attacks().forEach(attack -> byId.put(attack.id(), attack)));
    }

    /** Returns an attack; empty if there is no record of it. */
    public Optional<AttackRecord> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the name of the attacker: of the record, or of an answer that is right. */
    public String attacker(String id, Answer... answers) {
        return name(
                find(id).map(AttackRecord::attacker),
                Stream.of(answers).filter(answer -> mark(id, answer) == Mark.REAL),
                "the attacker");
    }

    /** Returns whom the attacker wants to pass for: by the record, or by an answer that is what the attacker wants. */
    public String target(String id, Answer... answers) {
        if (dodges(id)) {
            return "anybody else";
        }
        return name(
                find(id).map(AttackRecord::target),
                Stream.of(answers).filter(answer -> mark(id, answer) == Mark.TARGET),
                "the target");
    }

    private static String name(Optional<Identity> known, Stream<Answer> answers, String unknown) {
        return known.or(() -> answers.findFirst().map(Answer::person))
                .map(Wording::person)
                .orElse(unknown);
    }

    /** Returns what an answer to the picture of an attack is worth. */
    public Mark mark(String id, Answer answer) {
        return switch (answer.verdict()) {
            case TAMPERED -> Mark.TAMPERED;
            case UNKNOWN -> Mark.UNKNOWN;
            case PERSON ->
                find(id).map(attack -> person(attack, answer.person())).orElseGet(() -> Mark.byConfidence(answer));
        };
    }

    /**
     * Returns what somebody is to an attack: who the attacker is, the target, or a third person.
     *
     * @param answers to pictures of the attack, by which people are known if there is no record
     */
    public Mark mark(String id, Identity person, Answer... answers) {
        return find(id).map(attack -> person(attack, person))
                .orElseGet(() -> Stream.of(answers)
                        .filter(answer -> answer.person().equals(person))
                        .map(Mark::byConfidence)
                        .findFirst()
                        .orElse(Mark.OTHER));
    }

    private static Mark person(AttackRecord attack, Identity person) {
        if (person.equals(attack.attacker())) {
            return Mark.REAL;
        }
        return attack.target() == null || person.equals(attack.target()) ? Mark.TARGET : Mark.OTHER;
    }

    /** Returns whether an attacker wants no more than not to be recognized. */
    public boolean dodges(String id) {
        return find(id).filter(attack -> attack.target() == null).isPresent();
    }
}
