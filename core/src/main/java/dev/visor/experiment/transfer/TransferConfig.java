package dev.visor.experiment.transfer;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.attack.Attack;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Knowledge;
import dev.visor.attack.blackbox.ContinuingAttackConfig;
import dev.visor.attack.blackbox.TransferAttack;
import dev.visor.experiment.SurrogateAttackConfig;
import dev.visor.experiment.SystemSource;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the {@link TransferAttack}.
 *
 * @param from the systems that the attacker has; null for all others of an experiment with several that are no black boxes.
 *     The system under test is never its own surrogate
 * @param to the systems that it is tried on; null for all
 * @param then how it is continued by queries; null if it is not
 * @param descent how the surrogates are attacked
 */
public record TransferConfig(
        @Nullable Surrogates from,
        @Nullable List<String> to,
        @Nullable ContinuingAttackConfig then,
        GradientAttackConfig descent)
        implements SurrogateAttackConfig {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<TransferConfig> SETTINGS = Settings.of(
                    TransferConfig.class,
                    Setting.of(
                            "from",
                            Type.optional(Surrogates.TYPE),
                            "systems whose inside the attacker knows: names of \"systems\", or a mapping with systems"),
                    Setting.of(
                            "to",
                            Type.optional(Type.someOf(Type.line())),
                            "names of the systems that it is tried on; without it, all"),
                    Setting.of(
                            "then",
                            Type.optional(Type.kind(ContinuingAttackConfig.class)),
                            "the attack by queries that goes on from there"),
                    Setting.inline(GradientAttackConfig.SETTINGS))
            .withDefault(() -> TransferConfig.DEFAULT);

    /** From all other systems to all, with all the iterations. */
    public static final TransferConfig DEFAULT = new TransferConfig(null, null, null, GradientAttackConfig.PERSISTENT);

    /** Copies the list and checks the names. */
    public TransferConfig {
        to = to == null ? null : List.copyOf(to);
        SETTINGS.check(from, to, then, descent);
    }

    @Override
    public Map<String, SystemSource> surrogates() {
        return from == null ? Map.of() : from.given();
    }

    @Override
    public Attack<Recognizer> build(List<WhiteBoxRecognizer> surrogates) {
        return new TransferAttack(surrogates, descent, then);
    }

    @Override
    public Optional<SurrogateAttackConfig> on(String system, Map<String, SystemSource> systems) {
        checkNames("to", to, systems);
        if (from != null) {
            checkNames("from", from.named(), systems);
        }
        Map<String, SystemSource> others =
                new LinkedHashMap<>(from == null || from.given().isEmpty() ? systems : from.given());
        if (from != null && from.given().isEmpty()) {
            others.keySet().retainAll(from.named());
        }
        if (from == null || from.given().isEmpty()) {
            others.remove(system);
        }
        if (from == null) {
            others.values().removeIf(SystemSource::isBlackBox);
        }
        return others.isEmpty() || to != null && !to.contains(system)
                ? Optional.empty()
                : Optional.of(new TransferConfig(Surrogates.of(others), null, then, descent));
    }

    private static void checkNames(String key, @Nullable List<String> names, Map<String, SystemSource> systems) {
        if (names != null) {
            names.forEach(name ->
                    check(systems.containsKey(name), key, "\"" + name + "\"", "names of systems: " + systems.keySet()));
        }
    }

    @Override
    public SurrogateAttackConfig resolved() {
        return new TransferConfig(from == null ? null : from.resolved(), to, then, descent);
    }

    @Override
    public Knowledge knowledge() {
        return then == null ? Knowledge.TRANSFER : then.knowledge();
    }

    /** Without queries the result is tried once. */
    @Override
    public int maxSteps() {
        return then == null ? 1 : then.maxSteps();
    }

    @Override
    public double expectedSteps() {
        return then == null ? 1 : then.expectedSteps();
    }

    @Override
    public boolean stopsEarly() {
        return then == null || then.stopsEarly();
    }

    @Override
    public int surrogateGradients() {
        return descent.maxSteps() * descent.passesPerStep();
    }
}
