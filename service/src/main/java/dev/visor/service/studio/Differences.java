package dev.visor.service.studio;

import dev.visor.attack.AttackTask;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.RandomizedMaskDefense;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.service.studio.message.AttackRequest;
import dev.visor.store.experiment.ExperimentFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What differs where {@code visor run} repeats an attack of the studio. */
final class Differences {

    private Differences() {}

    /**
     * Returns what differs, each as a line without a full stop; none if the same picture results.
     *
     * @param experiment that repeats the attack
     * @param task what was attacked with in the studio
     * @param stopped whether somebody ended the attack
     */
    static List<String> of(ExperimentFile experiment, AttackRequest request, AttackTask task, boolean stopped) {
        ExperimentConfig config = experiment.config();
        ChainConfig chain = Objects.requireNonNull(config.defenses().get(request.chain()), request.chain());
        List<String> all = new ArrayList<>();
        if (AttackExperiment.attacker(experiment).face() == null) {
            all.add("an experiment attacks with evaluation faces alone, so the seed draws one");
        } else if (task.faces().get(0).photograph() != null) {
            all.add("the face is attacked in its photograph, not as it was cut out");
        }
        if (chain.isCalibrated() || chain.needsTuning()) {
            all.add("the defense is calibrated or tuned anew, on other faces or attacks");
        } else if (chain.elements().stream().anyMatch(RandomizedMaskDefense.Config.class::isInstance)) {
            all.add("the masks that the defense draws are others");
        }
        if (stopped) {
            all.add("the attack was stopped; here it goes on to its end");
        }
        return all;
    }
}
