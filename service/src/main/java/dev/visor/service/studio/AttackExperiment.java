package dev.visor.service.studio;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.Pose;
import dev.visor.accessory.PosedAccessory;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.Identity;
import dev.visor.service.studio.message.AttackRequest;
import dev.visor.store.experiment.ExperimentFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The experiment that repeats an attack of the studio: a run's own, with that attacker, accessory and defense alone. */
final class AttackExperiment {

    private static final String ATTACKER = "studio";
    private static final int LONGEST = 40;

    private AttackExperiment() {}

    /**
     * Returns the experiment.
     *
     * @param run the experiment of the run
     * @param accessory as it is meant to be worn
     * @param attacker who attacks; null if that is nobody of the data set
     * @param face the id of the face that is attacked with; null if no file can name it
     * @param target whom the attacker wants to pass for; null for dodging
     * @throws IllegalArgumentException with one line if the attack can't be made
     */
    static ExperimentFile of(
            ExperimentFile run,
            AttackRequest request,
            Accessory accessory,
            @Nullable Identity attacker,
            @Nullable String face,
            @Nullable Identity target) {
        ExperimentConfig config = run.config();
        ChainConfig chain = config.defenses().get(request.chain());
        if (chain == null) {
            throw StudioException.notFound("defense", request.chain());
        }
        Map<String, Attacker> attackers = new LinkedHashMap<>(
                Map.of(ATTACKER, attacker(chain, request, attacker, target).withFace(face)));
        if (chain.needsTuning()) {
            // The grid search of a tuned chain rests on attacks of somebody who does not know it.
            config.tuningAttacker()
                    .ifPresent(name -> attackers.put(name, config.attackers().get(name)));
        }
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put(config.undefended(), config.defenses().get(config.undefended()));
        defenses.put(request.chain(), chain);
        return new ExperimentFile(
                run.givenTitle(),
                run.seed(),
                run.faces(),
                run.system(),
                run.systems(),
                new ExperimentConfig(
                        config.split(),
                        config.occlusions(),
                        worn(request, accessory),
                        null,
                        attackers,
                        defenses,
                        null,
                        chain.needsTuning() ? config.tuning() : null,
                        config.report()));
    }

    /** Returns the accessory as it is worn, by a name of its own if a preset would have another shape. */
    private static Map<String, Accessory> worn(AttackRequest request, Accessory accessory) {
        if (request.pose().equals(Pose.NEUTRAL)) {
            return Map.of(request.accessory(), accessory);
        }
        String name = "posed " + request.accessory();
        return Map.of(
                name.substring(0, Math.min(name.length(), LONGEST)).strip(),
                new PosedAccessory(accessory, request.pose()));
    }

    private static Attacker attacker(
            ChainConfig chain, AttackRequest request, @Nullable Identity attacker, @Nullable Identity target) {
        GradientAttackConfig preset = GradientAttackConfig.presets().get(request.preset());
        if (preset == null) {
            throw StudioException.notFound("preset", request.preset());
        }
        return new Attacker(
                chain.isEmpty() ? Attacker.Knows.SYSTEM : Attacker.Knows.DEFENSE,
                1,
                target == null ? Attacker.Goal.DODGING : Attacker.Goal.IMPERSONATION,
                attacker,
                target,
                1,
                preset.withMaxIterations(request.iterations()));
    }

    /** Returns the accessory of such an experiment. */
    static Accessory accessory(ExperimentFile experiment) {
        return experiment.config().accessories().values().iterator().next();
    }

    /** Returns the attacker of such an experiment. */
    static Attacker attacker(ExperimentFile experiment) {
        return Objects.requireNonNull(experiment.config().attackers().get(ATTACKER), ATTACKER);
    }
}
