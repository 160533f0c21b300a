package dev.visor.experiment.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.HatBand;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.blackbox.EvolutionaryAttackConfig;
import dev.visor.attack.blackbox.SquareAttackConfig;
import dev.visor.defense.Rejection;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.transfer.TransferConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often a black box is thought to be asked. */
class QueryCostsTest {

    private static List<StageCost> costs(ExperimentConfig config, int enrolled, int strangers, boolean photographs) {
        return QueryCosts.of(config, SizedExperiment.of(config, 5, enrolled, 100, strangers, photographs), enrolled);
    }

    private static final ExperimentConfig CONFIG =
            ExperimentConfig.DEFAULT.withDefenses(Map.of("none", ChainConfig.NONE));

    private static ExperimentConfig attacked(Attacker.Knows knows, AttackConfig attack) {
        return CONFIG.withAttackers(
                Map.of("one", new Attacker(knows, 10, Attacker.Goal.IMPERSONATION, null, null, 1, attack)));
    }

    /** Decisions about pictures that no defense changes are known from the attacks. */
    @Test
    void aBlackBoxIsAskedAboutEachPictureOnce() {
        assertThat(costs(attacked(Attacker.Knows.SYSTEM, SquareAttackConfig.DEFAULT), 50, 7, false))
                .containsExactly(
                        new StageCost("enrollment", 50, 50),
                        new StageCost("clean faces", 107, 107),
                        new StageCost("attacks by one", Math.round(10 * 5000 * 0.87), 10 * 5000));
    }

    @Test
    void anAdaptiveAttackerAsksBehindEachDefense() {
        ExperimentConfig config = attacked(Attacker.Knows.DEFENSE, EvolutionaryAttackConfig.DEFAULT)
                .withDefenses(Map.of("none", ChainConfig.NONE, "sure", new ChainConfig(List.of(new Rejection(0.5)))));
        double evaluated = 100 * (1 - config.split().calibration());
        assertThat(costs(config, 0, 0, false))
                .extracting(StageCost::stage, StageCost::most)
                .containsExactly(
                        tuple("clean faces", 100L),
                        tuple("attacks by one", 2 * 10 * 5000L),
                        tuple("evaluation", Math.round(evaluated + 10)));
    }

    @Test
    void whatHonestPeopleWearIsAskedAboutBehindEachDefense() {
        ExperimentConfig config = attacked(Attacker.Knows.SYSTEM, SquareAttackConfig.DEFAULT)
                .withDefenses(Map.of("none", ChainConfig.NONE, "sure", new ChainConfig(List.of(new Rejection(0.5)))))
                .withWearers(Map.of("a", EyeglassFrame.SUNGLASSES, "b", HatBand.DEFAULT));
        assertThat(costs(config, 50, 0, false)).contains(new StageCost("people who wear something", 400, 400));
    }

    private static TransferConfig transfer(@Nullable SquareAttackConfig then) {
        return new TransferConfig(null, null, then, GradientAttackConfig.PERSISTENT);
    }

    /** What is asked of surrogates is no query; the system sees the clean face, the plain accessory and the result. */
    @Test
    void aTransferAttackAsksThreeTimesUnlessQueriesFollow() {
        assertThat(costs(attacked(Attacker.Knows.SYSTEM, transfer(null)), 0, 0, false))
                .contains(new StageCost("attacks by one", 30, 30));
        SquareAttackConfig few = new SquareAttackConfig(100, 0.05, 32, 0.9);
        assertThat(costs(attacked(Attacker.Knows.SYSTEM, transfer(few)), 0, 0, false))
                .contains(new StageCost("attacks by one", 870, 1000));
    }

    /** Each is saved whole, and its face is found and decided about anew. */
    @Test
    void attacksInPhotographsAreTriedEndToEndAsWell() {
        assertThat(costs(attacked(Attacker.Knows.SYSTEM, transfer(null)), 0, 0, true))
                .contains(new StageCost("evaluation", 10, 10));
    }
}
