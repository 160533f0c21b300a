package dev.visor.store.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.attack.AttackConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.SurrogateAttackConfig;
import dev.visor.experiment.SystemSource;
import dev.visor.run.IllegalSettingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Finds the surrogates of attackers, and leaves out attackers who have none. */
final class Surrogacy {

    private Surrogacy() {}

    /**
     * Checks the surrogates of an experiment with a single system.
     *
     * @throws IllegalSettingException if an attacker has none, or the system under test itself
     */
    static void single(SystemSource system, ExperimentConfig config) {
        each(config, (name, attack) -> {
            check(
                    !attack.surrogates().isEmpty(),
                    "attackers." + name,
                    "without surrogates",
                    "given \"from\", a mapping with systems by name, as the experiment has a single system");
            check(
                    !attack.surrogates().containsValue(system),
                    "attackers." + name,
                    attack.surrogates().keySet(),
                    "made on others than the system under test; the kind gradient attacks that itself");
            return Optional.of(attack);
        });
        on(Map.of("system", system), config);
    }

    /**
     * Returns what each of several systems is tested with.
     *
     * @throws IllegalSettingException if an attacker names a system that is not there, or a system has no attacker
     */
    static Map<String, ExperimentConfig> on(Map<String, SystemSource> systems, ExperimentConfig config) {
        Map<String, ExperimentConfig> configs = new LinkedHashMap<>();
        for (String system : systems.keySet()) {
            Map<String, Attacker> attackers = each(config, (name, attack) -> {
                try {
                    return attack.on(system, systems);
                } catch (IllegalSettingException e) {
                    check(false, "attackers." + name, e.setting() + " " + e.value(), e.range());
                    throw e;
                }
            });
            check(!attackers.isEmpty(), "systems", system, "attacked by somebody: no attacker is tried on it");
            ExperimentConfig own = config.withAttackers(attackers);
            surrogates(own);
            configs.put(system, own);
        }
        return configs;
    }

    /** Returns the same experiment with surrogates resolved. */
    static ExperimentConfig resolved(ExperimentConfig config) {
        return config.withAttackers(each(config, (name, attack) -> Optional.of(attack.resolved())));
    }

    /**
     * Returns the surrogates of all attackers by name.
     *
     * @throws IllegalSettingException if a name means two systems
     */
    static Map<String, SystemSource> surrogates(ExperimentConfig config) {
        Map<String, SystemSource> all = new LinkedHashMap<>();
        each(config, (name, attack) -> {
            attack.surrogates()
                    .forEach((surrogate, source) -> check(
                            source.equals(all.computeIfAbsent(surrogate, any -> source)),
                            "attackers." + name,
                            "\"" + surrogate + "\"",
                            "the same surrogate as that of another attacker, or have another name"));
            return Optional.of(attack);
        });
        return all;
    }

    /** Returns the attackers, those with surrogates changed or left out. */
    private static Map<String, Attacker> each(
            ExperimentConfig config,
            BiFunction<String, SurrogateAttackConfig, Optional<? extends AttackConfig>> change) {
        Map<String, Attacker> attackers = new LinkedHashMap<>();
        config.attackers().forEach((name, attacker) -> {
            Optional<? extends AttackConfig> attack = attacker.attack() instanceof SurrogateAttackConfig surrogates
                    ? change.apply(name, surrogates)
                    : Optional.of(attacker.attack());
            attack.ifPresent(own -> attackers.put(name, attacker.withAttack(own)));
        });
        return attackers;
    }
}
