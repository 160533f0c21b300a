package dev.visor.attack;

import dev.visor.attack.constraint.Constraint;
import dev.visor.attack.constraint.PrintableColors;
import dev.visor.attack.penalty.NonPrintability;
import dev.visor.attack.penalty.TexturePenalty;
import dev.visor.attack.penalty.TotalVariation;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/** Registers the attacks that come with Visor, and their steps. */
public final class Attacks implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(
                AttackConfig.class,
                Kind.of("gradient", "white-box: follows the gradient", GradientAttackConfig.SETTINGS));
        kinds.add(StepRule.class, Kind.of("momentum", "gradient descent with momentum", MomentumStep.SETTINGS));
        kinds.add(Loss.class, Kind.single("cross-entropy", "the cross-entropy of the goal", Loss.CROSS_ENTROPY));
        kinds.add(Loss.class, Kind.single("margin", "the margin of the goal", Loss.MARGIN));
        kinds.add(
                TexturePenalty.class,
                Kind.of("total-variation", "roughness, which cameras do not resolve", TotalVariation.SETTINGS));
        kinds.add(
                TexturePenalty.class,
                Kind.of(
                        "non-printability",
                        "colors far from those that a printer can print",
                        NonPrintability.SETTINGS));
        kinds.add(Constraint.class, Kind.single("unit-range", "every color", Constraint.UNIT_RANGE));
        kinds.add(Constraint.class, Kind.of("printable", "colors that a printer can show", PrintableColors.SETTINGS));
    }
}
