package dev.visor.experiment.cost;

import dev.visor.attack.AttackConfig;
import dev.visor.attack.Knowledge;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.SurrogateAttackConfig;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.saliency.CleanMaps;
import java.util.ArrayList;
import java.util.List;
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
     * @param size how many faces and attacks there are
     * @param speed of the system
     */
    public static List<StageCost> of(ExperimentConfig config, ExperimentSize size, SystemSpeed speed) {
        List<StageCost> costs = new ArrayList<>();
        double evaluation = size.heldOut() * (1 - config.split().calibration());
        costs.add(exactly("features of the faces", size.training() + size.heldOut()));
        costs.add(exactly("saliency maps of clean faces", speed.bothWays() * CleanMaps.count(size.training())));
        addHardening(config, size.training(), speed.bothWays(), costs);
        if (config.tuning() != null) {
            addTuning(config, config.tuning(), size, speed, costs);
        }
        double passes = config.defenses().values().stream()
                .mapToDouble(ChainConfig::passes)
                .sum();
        double evaluated = evaluation * (1 + config.plainlyWorn().size()) * passes;
        List<CellCost.Part> cells = CellCost.parts(config, size, price(speed));
        costs.addAll(ofAttacks(config, cells));
        evaluated += cells.stream().mapToDouble(CellCost.Part::decisions).sum();
        addCalibration(config, size.heldOut(), costs);
        costs.add(exactly("evaluation", evaluated));
        return costs;
    }

    /** Returns the cost of the attacks of each attacker. */
    static List<StageCost> ofAttacks(ExperimentConfig config, List<CellCost.Part> cells) {
        return config.attackers().keySet().stream()
                .map(name -> {
                    List<CellCost.Part> own = cells.stream()
                            .filter(part -> part.cell().attacker().equals(name))
                            .toList();
                    return new StageCost(
                            "attacks by " + name,
                            Math.round(own.stream()
                                    .mapToDouble(CellCost.Part::attackExpected)
                                    .sum()),
                            Math.round(own.stream()
                                    .mapToDouble(CellCost.Part::attackMost)
                                    .sum()));
                })
                .toList();
    }

    /** Returns what attacks cost in passes of one picture forward. */
    static CellCost.Price price(SystemSpeed speed) {
        return new CellCost.Price() {
            @Override
            public double attack(Attacker attacker, double steps) {
                return StageCost.attack(attacker, steps, speed.bothWays());
            }

            @Override
            public double decision(ChainConfig chain, boolean first) {
                return (first ? 1 : 0) + chain.passes();
            }
        };
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
            ExperimentSize size,
            SystemSpeed speed,
            List<StageCost> costs) {
        long attacks = Math.min(tuning.attacks(), size.trainingPairs());
        Attacker attacker = Objects.requireNonNull(
                config.attackers().get(config.tuningAttacker().orElseThrow()));
        AttackConfig attack = attacker.attack();
        costs.add(new StageCost(
                "attacks for tuning",
                Math.round(attacks * attack(attacker, attack.expectedSteps(), speed.bothWays())),
                Math.round(attacks * attack(attacker, attack.maxSteps(), speed.bothWays()))));
        int clean = (int) Math.min(attacks, size.training());
        double signals = speed.bothWays() * (attacks + clean);
        double tries = (1 + speed.mask())
                * (tuning.grid().tries((int) attacks) + tuning.grid().tries(clean));
        costs.add(new StageCost(
                "grid search", Math.round(signals + tuning.grid().distinct() * tries), Math.round(signals + tries)));
    }

    private static StageCost exactly(String stage, double passes) {
        return new StageCost(stage, Math.round(passes), Math.round(passes));
    }

    private static double attack(Attacker attacker, double steps, double bothWays) {
        boolean gradients = attacker.attack().knowledge() == Knowledge.WHITE_BOX;
        double step = STEP * (gradients ? bothWays : 1) * attacker.attack().passesPerStep();
        // As if surrogates were as fast as the system.
        double before = attacker.attack() instanceof SurrogateAttackConfig transfer
                ? STEP
                        * bothWays
                        * transfer.surrogateGradients()
                        * transfer.surrogates().size()
                : 0;
        return before + step * steps;
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
