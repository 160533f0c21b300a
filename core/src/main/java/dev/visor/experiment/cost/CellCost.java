package dev.visor.experiment.cost;

import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The expected cost of a cell: of the attacks of an attacker with an accessory on a defense, and of the decisions about them.
 * Attacks of those who don't adapt are made once for all defenses, and are part of the cell of the undefended system.
 *
 * @param attacker the name of the attacker
 * @param accessory the name of the accessory
 * @param defense the name of the defense
 * @param attacks in how many pictures, the trials of the cell's rates
 * @param expected how many pictures pass forward, if everything goes as it mostly does; for a black box, how many are asked about
 * @param most how many there can be
 */
public record CellCost(String attacker, String accessory, String defense, int attacks, long expected, long most) {

    /** What attacks cost. */
    interface Price {

        /**
         * Returns the cost of an attack in one picture on the undefended system.
         *
         * @param steps of the attack
         */
        double attack(Attacker attacker, double steps);

        /** Returns the cost of a decision about one attack; {@code first} if no other defense decided about it before. */
        double decision(ChainConfig chain, boolean first);
    }

    /** The cells of an attacker, whose costs are not rounded. */
    record Part(CellCost cell, double attackExpected, double attackMost, double decisions) {}

    /**
     * Returns the cost of all cells, in passes of one picture forward.
     *
     * @param size how many faces and attacks there are
     * @param speed of the system
     */
    public static List<CellCost> of(ExperimentConfig config, ExperimentSize size, SystemSpeed speed) {
        return parts(config, size, StageCost.price(speed)).stream()
                .map(Part::cell)
                .toList();
    }

    /**
     * Returns the cost of all cells, in pictures that a black box is asked about.
     *
     * @param size how many faces and attacks there are
     */
    public static List<CellCost> ofQueries(ExperimentConfig config, ExperimentSize size) {
        return parts(config, size, QueryCosts.price(size.photographs())).stream()
                .map(Part::cell)
                .toList();
    }

    /** Returns all cells in the order of attackers, accessories and defenses. */
    static List<Part> parts(ExperimentConfig config, ExperimentSize size, Price price) {
        List<Part> parts = new ArrayList<>();
        config.attackers().forEach((name, attacker) -> {
            int attacks = size.attacks(name).pictures();
            double expected = attacks * price.attack(attacker, attacker.attack().expectedSteps());
            double most = attacks * price.attack(attacker, attacker.attack().maxSteps());
            for (String accessory : config.accessories().keySet()) {
                config.defenses().forEach((defense, chain) -> {
                    boolean own = attacker.adapts() || defense.equals(config.undefended());
                    double times = attacker.adapts() ? chain.passes() : own ? 1 : 0;
                    double decisions = attacks * price.decision(chain, own);
                    parts.add(new Part(
                            new CellCost(
                                    name,
                                    accessory,
                                    defense,
                                    attacks,
                                    Math.round(times * expected + decisions),
                                    Math.round(times * most + decisions)),
                            times * expected,
                            times * most,
                            decisions));
                });
            }
        });
        return parts;
    }
}
