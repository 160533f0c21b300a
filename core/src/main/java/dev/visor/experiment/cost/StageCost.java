package dev.visor.experiment.cost;

import dev.visor.attack.Knowledge;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.SurrogateAttackConfig;
import dev.visor.recognition.training.HeadTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The expected cost of a stage of an experiment, in passes of one picture forward through the network.
 *
 * @param stage what is done
 * @param expected how many there will be if everything goes as it mostly does
 * @param most how many there can be
 */
public record StageCost(String stage, long expected, long most) {

    /** What a step of an attack costs beside its passes: pictures are drawn, and the last batches are not full. */
    private static final double STEP = 1.15;

    /**
     * Returns the cost of each stage.
     *
     * @param config the settings
     * @param people in the gallery
     * @param training the number of training faces
     * @param heldOut the number of held-out faces
     * @param bothWays how many passes take as long as one forward and back, at least 1
     * @param mask how many passes take as long as making and filling the mask of one picture, at least 0
     */
    public static List<StageCost> of(
            ExperimentConfig config, int people, int training, int heldOut, double bothWays, double mask) {
        List<StageCost> costs = new ArrayList<>();
        double evaluation = heldOut * (1 - config.split().calibration());
        costs.add(exactly("features of the faces", training + heldOut));
        costs.add(exactly("saliency maps of clean faces", bothWays * training));
        addHardening(config, training, bothWays, costs);
        if (config.tuning() != null) {
            addTuning(config, config.tuning(), (long) training * (people - 1), training, bothWays, mask, costs);
        }
        long pairs = Math.round(evaluation * (people - 1));
        double passes = config.defenses().values().stream()
                .mapToDouble(ChainConfig::passes)
                .sum();
        double evaluated = evaluation * (1 + config.plainlyWorn().size()) * passes;
        for (Map.Entry<String, Attacker> attacker : config.attackers().entrySet()) {
            long attacks = config.accessories().size()
                    * attacker.getValue().pictures()
                    * Math.min(attacker.getValue().pairs(), pairs);
            double chains = attacker.getValue().adapts() ? passes : 1;
            costs.add(attacks("attacks by " + attacker.getKey(), attacker.getValue(), bothWays, chains * attacks));
            evaluated += attacks * (1 + passes);
        }
        addCalibration(config, heldOut, costs);
        costs.add(exactly("evaluation", evaluated));
        return costs;
    }

    private static void addCalibration(ExperimentConfig config, int heldOut, List<StageCost> costs) {
        double share = config.split().calibration();
        // For cross-fitting, either half calibrates a build of its own.
        double faces = share == 0 ? heldOut : heldOut * share;
        double passes = config.defenses().values().stream()
                .filter(ChainConfig::isCalibrated)
                .mapToDouble(ChainConfig::passes)
                .sum();
        if (passes > 0) {
            costs.add(exactly("calibration", faces * passes));
        }
    }

    private static void addHardening(ExperimentConfig config, int training, double bothWays, List<StageCost> costs) {
        for (Occlusions occlusions : config.hardenedBy()) {
            double maps = occlusions.clean() ? bothWays * training : 0;
            costs.add(exactly("hardened head", occlusions.copies() * training + maps));
        }
    }

    private static void addTuning(
            ExperimentConfig config,
            ExperimentConfig.Tuning tuning,
            long pairs,
            int training,
            double bothWays,
            double mask,
            List<StageCost> costs) {
        long attacks = Math.min(tuning.attacks(), pairs);
        Attacker attacker = config.attackers().get(config.tuningAttacker().orElseThrow());
        costs.add(attacks("attacks for tuning", Objects.requireNonNull(attacker), bothWays, attacks));
        int clean = (int) Math.min(attacks, training);
        double signals = bothWays * (attacks + clean);
        double tries =
                (1 + mask) * (tuning.grid().tries((int) attacks) + tuning.grid().tries(clean));
        costs.add(new StageCost(
                "grid search", Math.round(signals + tuning.grid().distinct() * tries), Math.round(signals + tries)));
    }

    private static StageCost exactly(String stage, double passes) {
        return new StageCost(stage, Math.round(passes), Math.round(passes));
    }

    private static StageCost attacks(String stage, Attacker attacker, double bothWays, double count) {
        boolean gradients = attacker.attack().knowledge() == Knowledge.WHITE_BOX;
        double step = STEP * (gradients ? bothWays : 1) * attacker.attack().passesPerStep();
        double expected = attacker.attack().expectedSteps();
        long most = attacker.attack().maxSteps();
        // As if surrogates were as fast as the system.
        double before = attacker.attack() instanceof SurrogateAttackConfig transfer
                ? STEP
                        * bothWays
                        * transfer.surrogateGradients()
                        * transfer.surrogates().size()
                : 0;
        return new StageCost(
                stage, Math.round(count * (before + step * expected)), Math.round(count * (before + step * most)));
    }

    /**
     * Returns about how many multiplications and additions the training of a head takes.
     *
     * @param features of a face
     * @param people in the gallery
     * @param faces the number of training faces
     */
    public static double headOperations(HeadTrainer.Config head, int features, int people, int faces) {
        double parameters = 0;
        int in = features;
        for (int out : head.hidden()) {
            parameters += (double) in * out;
            in = out;
        }
        parameters += (double) in * people;
        double steps = Math.ceil((double) faces / head.batchSize());
        // Each value costs six operations per face, forwards and backwards, and about twenty in Adam.
        return head.epochs() * steps * parameters * (6.0 * head.batchSize() + 20);
    }
}
