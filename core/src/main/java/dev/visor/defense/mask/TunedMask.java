package dev.visor.defense.mask;

import dev.visor.defense.Defense;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.Role;
import dev.visor.setting.Settings;

/** The settings of the saliency mask that the grid search of the same experiment finds. */
public record TunedMask() implements DefenseConfig {

    /** There is nothing to set. */
    public static final Settings<TunedMask> SETTINGS =
            Settings.of(TunedMask.class).withDefault(TunedMask::new);

    @Override
    public double passes() {
        return 1 + BOTH_WAYS;
    }

    @Override
    public String name() {
        return "tuned saliency mask";
    }

    @Override
    public Role role() {
        return Role.CLEANSES;
    }

    @Override
    public boolean needsTuning() {
        return true;
    }

    @Override
    public Defense build(DefenseContext context) {
        return context.tuned()
                .orElseThrow(() -> new IllegalArgumentException("a tuned saliency mask needs a grid search"))
                .build(context);
    }
}
