package dev.visor.experiment.cost;

import dev.visor.experiment.ExperimentConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment costs, and how exact its rates get. Costs count pictures that pass forward through the network, or that a
 * black box is asked about.
 *
 * @param stages in the order of a run
 * @param cells every attacker with every accessory on every defense
 * @param attackers how exact the rates of each attacker get
 * @param passesPerSecond how many pictures pass forward in a second with all threads; null if nothing was measured
 * @param trainingSeconds how long training takes beside the passes
 * @param threads that compute
 */
public record ExperimentCost(
        List<StageCost> stages,
        List<Cell> cells,
        List<Exactness> attackers,
        @Nullable Double passesPerSecond,
        double trainingSeconds,
        int threads) {

    /** Small matrices on one thread; measured. */
    private static final double OPERATIONS_PER_SECOND = 2e10;

    private static final double HOUR = 3600;
    private static final double WIDEST = 0.5;

    /** Copies the lists. */
    public ExperimentCost {
        stages = List.copyOf(stages);
        cells = List.copyOf(cells);
        attackers = List.copyOf(attackers);
    }

    /**
     * What a cell costs.
     *
     * @param cost in pictures
     * @param expectedCoreHours if everything goes as it mostly does; null if nothing was measured
     * @param mostCoreHours at most; null if nothing was measured
     * @param halfWidth half the width of the 95 % interval of the success rate, if half of the attacks succeed
     * @param halfWidthWithoutSuccess the same if none succeeds
     */
    public record Cell(
            CellCost cost,
            @Nullable Double expectedCoreHours,
            @Nullable Double mostCoreHours,
            double halfWidth,
            double halfWidthWithoutSuccess) {}

    /**
     * How exact the success rates of an attacker get: half the width of the 95 % interval in each cell.
     *
     * @param attacker the name
     * @param size in how many pictures the attacker attacks
     * @param halfWidth if half of the attacks succeed
     * @param halfWidthWithoutSuccess if none succeeds
     * @param halfWidthOfTwice if half succeed of twice as many attacks, or of all that there are
     * @param halfWidthOfAll if half succeed of all attacks that there are
     */
    public record Exactness(
            String attacker,
            AttackSize size,
            double halfWidth,
            double halfWidthWithoutSuccess,
            double halfWidthOfTwice,
            double halfWidthOfAll) {

        static Exactness of(String attacker, AttackSize size) {
            return new Exactness(
                    attacker,
                    size,
                    size.halfWidth(WIDEST),
                    size.halfWidth(0),
                    size.twice().halfWidth(WIDEST),
                    size.all().halfWidth(WIDEST));
        }
    }

    /**
     * Returns the cost of an experiment on a network.
     *
     * @param size how many faces and attacks there are
     * @param speed of the system
     * @param trainingOperations how many multiplications and additions training takes beside passes
     * @param threads that compute
     */
    public static ExperimentCost of(
            ExperimentConfig config, ExperimentSize size, SystemSpeed speed, double trainingOperations, int threads) {
        return of(
                StageCost.of(config, size, speed),
                CellCost.of(config, size, speed),
                size,
                speed.passesPerSecond(),
                trainingOperations / OPERATIONS_PER_SECOND,
                threads);
    }

    /**
     * Returns the cost of an experiment on a black box.
     *
     * @param size how many faces and attacks there are
     * @param enrolled the number of faces that the system is sent to enroll them
     * @param speed of a system that answers on this machine; null for one elsewhere
     * @param threads that compute
     */
    public static ExperimentCost ofQueries(
            ExperimentConfig config, ExperimentSize size, int enrolled, @Nullable SystemSpeed speed, int threads) {
        return of(
                QueryCosts.of(config, size, enrolled),
                CellCost.ofQueries(config, size),
                size,
                speed == null ? null : speed.passesPerSecond(),
                0,
                threads);
    }

    private static ExperimentCost of(
            List<StageCost> stages,
            List<CellCost> cells,
            ExperimentSize size,
            @Nullable Double passesPerSecond,
            double trainingSeconds,
            int threads) {
        Double hours = passesPerSecond == null ? null : threads / passesPerSecond / HOUR;
        return new ExperimentCost(
                stages,
                cells.stream()
                        .map(cell -> new Cell(
                                cell,
                                hours == null ? null : Double.valueOf(cell.expected() * hours),
                                hours == null ? null : Double.valueOf(cell.most() * hours),
                                size.attacks(cell.attacker()).halfWidth(WIDEST),
                                size.attacks(cell.attacker()).halfWidth(0)))
                        .toList(),
                size.attacks().entrySet().stream()
                        .map(attacker -> Exactness.of(attacker.getKey(), attacker.getValue()))
                        .toList(),
                passesPerSecond,
                trainingSeconds,
                threads);
    }

    /** Returns how many seconds everything takes if it goes as it mostly does; 0 if nothing was measured. */
    public double expectedSeconds() {
        return seconds(stages.stream().mapToLong(StageCost::expected).sum());
    }

    /** Returns how many seconds everything takes at most; 0 if nothing was measured. */
    public double mostSeconds() {
        return seconds(stages.stream().mapToLong(StageCost::most).sum());
    }

    private double seconds(long passes) {
        return passesPerSecond == null ? 0 : trainingSeconds + passes / passesPerSecond;
    }
}
