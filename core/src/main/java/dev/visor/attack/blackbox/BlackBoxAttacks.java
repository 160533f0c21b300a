package dev.visor.attack.blackbox;

import dev.visor.attack.AttackConfig;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/** Registers the attacks that need no gradients. */
public final class BlackBoxAttacks implements Plugin {

    private static final Kind<SquareAttackConfig> SQUARE =
            Kind.of("square", "score-based: tries squares of random colors", SquareAttackConfig.SETTINGS);
    private static final Kind<EvolutionaryAttackConfig> EVOLUTIONARY = Kind.of(
            "decision-based",
            "decision-based: evolves the colors by answers without scores",
            EvolutionaryAttackConfig.SETTINGS);

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(AttackConfig.class, SQUARE);
        kinds.add(AttackConfig.class, EVOLUTIONARY);
        kinds.add(ContinuingAttackConfig.class, SQUARE);
        kinds.add(ContinuingAttackConfig.class, EVOLUTIONARY);
    }
}
