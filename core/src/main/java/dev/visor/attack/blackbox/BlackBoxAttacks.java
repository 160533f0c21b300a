package dev.visor.attack.blackbox;

import dev.visor.attack.AttackConfig;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/** Registers the attacks that need no gradients. */
public final class BlackBoxAttacks implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(
                AttackConfig.class,
                Kind.of("square", "score-based: tries squares of random colors", SquareAttackConfig.SETTINGS));
        kinds.add(
                AttackConfig.class,
                Kind.of(
                        "decision-based",
                        "decision-based: evolves the colors by answers without scores",
                        EvolutionaryAttackConfig.SETTINGS));
    }
}
