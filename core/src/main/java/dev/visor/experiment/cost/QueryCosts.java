package dev.visor.experiment.cost;

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
    private final ExperimentSize size;
    private final double evaluation;
    private final List<StageCost> stages = new ArrayList<>();

    private QueryCosts(ExperimentConfig config, ExperimentSize size) {
        this.config = config;
        this.size = size;
        this.evaluation = size.heldOut() * (1 - config.split().calibration());
    }

    /**
     * Returns how many pictures are asked about in each stage that asks at all.
     *
     * @param config the settings, none of which needs gradients of the system
     * @param size how many faces and attacks there are
     * @param enrolled the number of faces that the system is sent to enroll them
     */
    public static List<StageCost> of(ExperimentConfig config, ExperimentSize size, int enrolled) {
        QueryCosts costs = new QueryCosts(config, size);
        int clean = size.heldOut() + size.strangers();
        costs.add("enrollment", enrolled, enrolled);
        costs.add("clean faces", clean, clean);
        costs.addWearers();
        costs.addAttacks();
        costs.addCalibration(size.heldOut());
        return costs.stages.stream().filter(stage -> stage.most() > 0).toList();
    }

    /** Returns what attacks cost in pictures that are asked about. */
    static CellCost.Price price(boolean photographs) {
        return new CellCost.Price() {
            @Override
            public double attack(Attacker attacker, double steps) {
                return steps + (attacker.attack().knowledge() == Knowledge.TRANSFER ? BESIDE_TRANSFER : 0);
            }

            @Override
            public double decision(ChainConfig chain, boolean first) {
                // The crop of a face that was found anew is a new picture, also without a defense.
                return (chain.isEmpty() ? 0 : chain.passes()) + (photographs ? chain.passes() : 0);
            }
        };
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
        double changed = config.defenses().values().stream()
                .filter(chain -> !chain.isEmpty())
                .mapToDouble(ChainConfig::passes)
                .sum();
        List<CellCost.Part> cells = CellCost.parts(config, size, price(size.photographs()));
        stages.addAll(StageCost.ofAttacks(config, cells));
        double evaluated = (evaluation + size.strangers()) * changed
                + cells.stream().mapToDouble(CellCost.Part::decisions).sum();
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
