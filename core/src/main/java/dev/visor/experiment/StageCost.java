package dev.visor.experiment;

import dev.visor.attack.GradientAttackConfig;
import dev.visor.recognition.HeadTrainer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stage of an experiment will cost, in passes of one picture forward through the network.
 *
 * @param stage what is done
 * @param expected how many there will be if everything goes as it mostly does
 * @param most how many there can be
 */
public record StageCost(String stage, long expected, long most) {

    /** What a pass forward and backward costs, in passes forward; measured on both networks. */
    private static final double BOTH_WAYS = 2.2;

    /** What most attacks take. */
    private static final int ITERATIONS = 25;

    /** The share of the grid's combinations that give a picture of their own. */
    private static final double DISTINCT = 0.5;

    /**
     * Returns the cost of each stage.
     *
     * @param config the settings
     * @param people in the gallery
     * @param training the number of training faces
     * @param heldOut the number of held-out faces
     */
    public static List<StageCost> of(ExperimentConfig config, int people, int training, int heldOut) {
        List<StageCost> costs = new ArrayList<>();
        costs.add(exactly("features of the faces", training + heldOut));
        costs.add(exactly("saliency maps of clean faces", BOTH_WAYS * training));
        long attacks = Math.min(config.attacks(), (long) heldOut * (people - 1));
        long tuning = Math.min(config.tuningAttacks(), (long) training * (people - 1));
        costs.add(attacks("attacks", config, attacks));
        if (tuning > 0) {
            costs.add(attacks("attacks to tune on", config, tuning));
            long pictures = tuning + Math.min(tuning, training);
            int combinations = config.grid().combinations().size();
            costs.add(new StageCost(
                    "grid search",
                    Math.round(pictures * (BOTH_WAYS + DISTINCT * combinations)),
                    Math.round(pictures * (BOTH_WAYS + combinations))));
        }
        int defenses = config.defenses().size() + (tuning > 0 ? 1 : 0);
        costs.add(exactly("evaluation", (heldOut + attacks) * (BOTH_WAYS + defenses)));
        return costs;
    }

    private static StageCost exactly(String stage, double passes) {
        return new StageCost(stage, Math.round(passes), Math.round(passes));
    }

    private static StageCost attacks(String stage, ExperimentConfig config, long count) {
        GradientAttackConfig.Effort effort = config.attack().effort();
        long most = effort.restarts() * (effort.maxIterations() + 1L);
        long expected = effort.stopEarly() ? Math.min(ITERATIONS, most) : most;
        double start = 1 + config.attack().startColors().size();
        return new StageCost(
                stage,
                Math.round(count * (start + BOTH_WAYS * expected)),
                Math.round(count * (start + BOTH_WAYS * most)));
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
