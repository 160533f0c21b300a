package dev.visor.experiment.cost;

import dev.visor.attack.AttackConfig;
import dev.visor.attack.Knowledge;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * About how many pictures an experiment asks a black box about. A picture that was asked about before costs nothing: such are
 * those that no defense changes, after the attacks.
 */
public final class QueryCosts {

    /** A transfer attack asks about the clean face and the plain accessory as well; other attacks count these themselves. */
    private static final int BESIDE_TRANSFER = 2;

    private final ExperimentConfig config;
    private final double evaluation;
    private final int people;
    private final int strangers;
    private final boolean photographs;
    private final List<StageCost> stages = new ArrayList<>();

    private QueryCosts(ExperimentConfig config, int people, int heldOut, int strangers, boolean photographs) {
        this.config = config;
        this.evaluation = heldOut * (1 - config.split().calibration());
        this.people = people;
        this.strangers = strangers;
        this.photographs = photographs;
    }

    /**
     * Returns how many pictures are asked about in each stage that asks at all.
     *
     * @param config the settings, none of which needs gradients of the system
     * @param people in the gallery
     * @param enrolled the number of faces that the system is sent to enroll them
     * @param heldOut the number of held-out faces
     * @param strangers the number of faces of people who are never enrolled
     * @param photographs whether faces are cut out of photographs, so that attacks are tried end to end as well
     */
    public static List<StageCost> of(
            ExperimentConfig config, int people, int enrolled, int heldOut, int strangers, boolean photographs) {
        QueryCosts costs = new QueryCosts(config, people, heldOut, strangers, photographs);
        costs.add("enrollment", enrolled, enrolled);
        costs.add("clean faces", heldOut + strangers, heldOut + strangers);
        costs.addWearers();
        costs.addAttacks();
        costs.addCalibration(heldOut);
        return costs.stages.stream().filter(stage -> stage.most() > 0).toList();
    }

    private void add(String stage, double expected, double most) {
        stages.add(new StageCost(stage, Math.round(expected), Math.round(most)));
    }

    private void addWearers() {
        double pictures = evaluation * config.plainlyWorn().size();
        double passes = config.defenses().values().stream()
                .mapToDouble(ChainConfig::passes)
                .sum();
        add("people who wear something", pictures * passes, pictures * passes);
    }

    private void addAttacks() {
        long pairs = Math.round(evaluation * (people - 1));
        double passes = config.defenses().values().stream()
                .mapToDouble(ChainConfig::passes)
                .sum();
        double changed = config.defenses().values().stream()
                .filter(chain -> !chain.isEmpty())
                .mapToDouble(ChainConfig::passes)
                .sum();
        double evaluated = (evaluation + strangers) * changed;
        for (var named : config.attackers().entrySet()) {
            Attacker attacker = named.getValue();
            double pictures =
                    (double) config.accessories().size() * attacker.pictures() * Math.min(attacker.pairs(), pairs);
            double attacked = pictures * (attacker.adapts() ? passes : 1);
            AttackConfig attack = attacker.attack();
            int beside = attack.knowledge() == Knowledge.TRANSFER ? BESIDE_TRANSFER : 0;
            add(
                    "attacks by " + named.getKey(),
                    attacked * (beside + attack.expectedSteps()),
                    attacked * (beside + attack.maxSteps()));
            // The crop of a face that was found anew is a new picture, also without a defense.
            evaluated += pictures * (photographs ? changed + passes : changed);
        }
        add("evaluation", evaluated, evaluated);
    }

    private void addCalibration(int heldOut) {
        double share = config.split().calibration();
        double passes = config.defenses().values().stream()
                .filter(ChainConfig::isCalibrated)
                .mapToDouble(ChainConfig::passes)
                .sum();
        double asked = passes * (share == 0 ? heldOut : heldOut * share);
        add("calibration", asked, asked);
    }
}
