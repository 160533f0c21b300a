package dev.visor.experiment.transfer;

import dev.visor.attack.AttackConfig;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/** Registers the attack on surrogates. */
public final class TransferKinds implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(
                AttackConfig.class,
                Kind.of(
                        "transfer",
                        "follows the gradient of other systems, and tries the result; presets as of gradient",
                        TransferConfig.SETTINGS));
    }
}
