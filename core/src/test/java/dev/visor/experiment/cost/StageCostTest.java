package dev.visor.experiment.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.AttackConfig;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.blackbox.SquareAttackConfig;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.GridStrategy;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.recognition.training.HeadTrainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an experiment is thought to cost. */
class StageCostTest {

    private static final ExperimentConfig CONFIG = ExperimentConfig.DEFAULT;

    private static StageCost cost(ExperimentConfig config, String stage) {
        return StageCost.of(config, SizedExperiment.of(config, 5, 100, 100, 0, false), new SystemSpeed(100, 2.2, 0.5))
                .stream()
                .filter(cost -> cost.stage().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private static ExperimentConfig attacked(Attacker.Knows knows, int pairs, AttackConfig attack) {
        return CONFIG.withAttackers(
                Map.of("one", new Attacker(knows, pairs, Attacker.Goal.IMPERSONATION, null, null, 1, attack)));
    }

    @Test
    void anAttackThatDoesNotStopCostsAllItsIterations() {
        StageCost cost = cost(attacked(Attacker.Knows.SYSTEM, 10, GradientAttackConfig.PERSISTENT), "attacks by one");
        assertThat(cost.expected()).isEqualTo(cost.most()).isEqualTo(Math.round(10 * 600 * 2.2 * 1.15));
        StageCost usual = cost(attacked(Attacker.Knows.SYSTEM, 20, GradientAttackConfig.PATIENT), "attacks by one");
        assertThat(usual.most()).isEqualTo(Math.round(20 * 300 * 2.2 * 1.15));
        assertThat(usual.expected()).isEqualTo(Math.round(20 * 45 * 2.2 * 1.15));
    }

    @Test
    void queriesCostAboutOnePassEach() {
        StageCost cost = cost(attacked(Attacker.Knows.SYSTEM, 10, SquareAttackConfig.DEFAULT), "attacks by one");
        assertThat(cost.most()).isEqualTo(Math.round(10 * 5000 * 1.15));
        assertThat(cost.expected()).isEqualTo(Math.round(10 * 0.87 * 5000 * 1.15));
    }

    @Test
    void everyDrawOfAnAlignmentIsAPass() {
        StageCost cost = cost(attacked(Attacker.Knows.SYSTEM, 10, GradientAttackConfig.JITTERED), "attacks by one");
        assertThat(cost.most()).isEqualTo(Math.round(10 * 300 * 4 * 2.2 * 1.15));
    }

    /** An accessory that several pictures share is tried on each of them. */
    @Test
    void everyPictureOfATaskIsAPass() {
        Attacker shared = new Attacker(
                Attacker.Knows.SYSTEM, 10, Attacker.Goal.IMPERSONATION, null, null, 3, SquareAttackConfig.DEFAULT);
        assertThat(cost(CONFIG.withAttackers(Map.of("one", shared)), "attacks by one")
                        .most())
                .isEqualTo(Math.round(3 * 10 * 5000 * 1.15));
    }

    /** The default defenses are none and a saliency mask. */
    @Test
    void whoAdaptsAttacksEveryDefense() {
        double passes = 1 + CONFIG.defenses().get("saliency mask").passes();
        StageCost cost = cost(attacked(Attacker.Knows.DEFENSE, 10, GradientAttackConfig.PERSISTENT), "attacks by one");
        assertThat(cost.most()).isEqualTo(Math.round(10 * 600 * 2.2 * 1.15 * passes));
    }

    @Test
    void onlyWhatIsAskedForIsAStage() {
        assertThat(StageCost.of(
                        CONFIG, SizedExperiment.of(CONFIG, 5, 100, 100, 0, false), new SystemSpeed(100, 2.2, 0.5)))
                .extracting(StageCost::stage)
                .containsExactly(
                        "features of the faces", "saliency maps of clean faces", "attacks by unaware", "evaluation");
        ExperimentConfig all = CONFIG.withTuning(ExperimentConfig.Tuning.DEFAULT)
                .withDefenses(
                        Map.of("none", ChainConfig.NONE, "head", new ChainConfig(List.of(new HardenedHead.Config()))));
        assertThat(StageCost.of(all, SizedExperiment.of(all, 5, 100, 100, 0, false), new SystemSpeed(100, 2.2, 0.5)))
                .extracting(StageCost::stage)
                .contains("hardened head", "attacks for tuning", "grid search");
        StageCost search = cost(all, "grid search");
        long combinations =
                ExperimentConfig.Tuning.DEFAULT.grid().combinations().size();
        assertThat(search.most()).isEqualTo(Math.round(40 * (2.2 + 1.5 * combinations)));
        assertThat(search.expected()).isEqualTo(search.most());
    }

    /** A network may pass back slower than another. */
    @Test
    void gradientsCostWhatWasMeasured() {
        ExperimentConfig config = attacked(Attacker.Knows.SYSTEM, 10, GradientAttackConfig.PERSISTENT);
        assertThat(StageCost.of(
                        config, SizedExperiment.of(config, 5, 100, 100, 0, false), new SystemSpeed(100, 4, 0.5)))
                .anySatisfy(cost -> {
                    assertThat(cost.stage()).isEqualTo("attacks by one");
                    assertThat(cost.most()).isEqualTo(Math.round(10 * 600 * 4 * 1.15));
                });
    }

    /** Of two hundred pictures, all combinations are tried on a tenth and far fewer on the others. */
    @Test
    void combinationsThatAreGivenUpCostNoMore() {
        Grid all = Grid.DEFAULT;
        Grid halving = new Grid(
                all.maps(),
                all.thresholds(),
                all.iterations(),
                all.minAreas(),
                all.fills(),
                all.referenceWidth(),
                GridStrategy.HALVING,
                0);
        assertThat(all.tries(200)).isEqualTo(200 * 160);
        assertThat(all.distinct()).isEqualTo(1);
        assertThat(halving.tries(200)).isEqualTo(20 * 160 + 60 * 32 + 120 * 8);
    }

    /** With cross-fitting every held-out face calibrates; else the share that is set aside for it. */
    @Test
    void whatIsCalibratedCostsAStage() {
        ChainConfig chain = new ChainConfig(List.of(TamperDetector.Config.DEFAULT));
        ExperimentConfig calibrated = CONFIG.withDefenses(Map.of("none", ChainConfig.NONE, "detector", chain));
        double share = calibrated.split().calibration();
        assertThat(cost(calibrated, "calibration").expected())
                .isEqualTo(Math.round((share == 0 ? 100 : 100 * share) * chain.passes()));
    }

    /** One step of one epoch, one weight: six operations for each face of the batch, and twenty. */
    @Test
    void aHeadCostsItsWeightsInEveryStep() {
        HeadTrainer.Config linear = new HeadTrainer.Config(List.of(), 0, 1, 4, 1e-3, 0);
        assertThat(StageCost.headOperations(linear, 1, 1, 4)).isEqualTo(6 * 4 + 20);
        HeadTrainer.Config deep = new HeadTrainer.Config(List.of(3), 0, 2, 4, 1e-3, 0);
        assertThat(StageCost.headOperations(deep, 5, 7, 9)).isEqualTo(2 * 3 * (5 * 3 + 3 * 7) * (6.0 * 4 + 20));
    }
}
