package dev.visor.store.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.attack.AttackConfig;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.SurrogateAttackConfig;
import dev.visor.experiment.SystemSource;
import dev.visor.run.IllegalSettingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Finds the surrogates of attackers, and leaves out what can't be tried on a system. */
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
            checkInside(name, attack);
            return Optional.of(attack);
        });
        on(Map.of("system", system), config);
    }

    private static void checkInside(String attacker, SurrogateAttackConfig attack) {
        attack.surrogates()
                .forEach((surrogate, source) -> check(
                        !source.isBlackBox(),
                        "attackers." + attacker,
                        "\"" + surrogate + "\"",
                        "a surrogate whose inside is known, which that of a black box is not"));
    }

    /**
     * Returns what each of several systems is tested with: attackers who have surrogates, and on a black box only attackers and
     * defenses that need no gradients.
     *
     * @throws IllegalSettingException if an attacker names a system that is not there, or a system has no attacker
     */
    static Map<String, ExperimentConfig> on(Map<String, SystemSource> systems, ExperimentConfig config) {
        Map<String, ExperimentConfig> configs = new LinkedHashMap<>();
        systems.forEach((system, source) -> {
            Map<String, Attacker> attackers = each(config, (name, attack) -> {
                try {
                    Optional<SurrogateAttackConfig> own = attack.on(system, systems);
                    own.ifPresent(there -> checkInside(name, there));
                    return own;
                } catch (IllegalSettingException e) {
                    check(false, "attackers." + name, e.setting() + " " + e.value(), e.range());
                    throw e;
                }
            });
            if (source.isBlackBox()) {
                attackers.values().removeIf(attacker -> attacker.attack().needsGradients());
            }
            check(!attackers.isEmpty(), "systems", system, "attacked by somebody: no attacker can be tried on it");
            ExperimentConfig own = source.isBlackBox()
                    ? withoutGradients(config).withAttackers(attackers)
                    : config.withAttackers(attackers);
            surrogates(own);
            configs.put(system, own);
        });
        return configs;
    }

    private static ExperimentConfig withoutGradients(ExperimentConfig config) {
        Map<String, ChainConfig> defenses = new LinkedHashMap<>(config.defenses());
        defenses.values().removeIf(chain -> !chain.needingGradients().isEmpty());
        return config.withTuning(null).withDefenses(defenses);
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
