package dev.visor.experiment.cost;

import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The size of experiments whose attackers have as many pairs as they ask for. */
final class SizedExperiment {

    private SizedExperiment() {}

    static ExperimentSize of(
            ExperimentConfig config, int people, int training, int heldOut, int strangers, boolean photographs) {
        Map<String, AttackSize> attacks = new LinkedHashMap<>();
        config.attackers().forEach((name, attacker) -> attacks.put(name, size(attacker)));
        return new ExperimentSize(people, training, heldOut, strangers, photographs, attacks);
    }

    private static AttackSize size(Attacker attacker) {
        int pictures = attacker.pairs() * attacker.pictures();
        return new AttackSize(attacker.pairs(), pictures, attacker.pairs(), pictures);
    }
}
