package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.experiment.AttackRecord;
import dev.visor.experiment.ExperimentResults;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attacks of an experiment by their ids. */
final class AttackIndex {

    private final Map<String, AttackRecord> byId = new LinkedHashMap<>();

    /** Who was recognized, from the attacked person's point of view. */
    enum Who {
        /** The person who it really is. */
        REAL,
        /** The person whom the attacker wants to pass for. */
        TARGET,
        /** Anybody else. */
        OTHER
    }

    AttackIndex(ExperimentResults results) {
        if (results.tuningAttacks() != null) {
            results.tuningAttacks().attacks().forEach(attack -> byId.put(attack.id(), attack));
        }
        results.attacks().attacks().forEach(attack -> byId.put(attack.id(), attack));
    }

    /**
     * Returns an attack.
     *
     * @throws IllegalArgumentException if there is none with this id
     */
    AttackRecord get(String id) {
        @Nullable AttackRecord attack = byId.get(id);
        if (attack == null) {
            throw new IllegalArgumentException("illegal results: no attack is called " + id);
        }
        return attack;
    }

    /** Returns who was recognized in a picture of an attack. */
    Who who(String id, Answer answer) {
        AttackRecord attack = get(id);
        if (answer.person().equals(attack.attacker())) {
            return Who.REAL;
        }
        return answer.person().equals(attack.target()) ? Who.TARGET : Who.OTHER;
    }
}
