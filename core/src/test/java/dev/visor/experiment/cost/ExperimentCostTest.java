package dev.visor.experiment.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.HatBand;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.blackbox.SquareAttackConfig;
import dev.visor.defense.Rejection;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.SmallSystem;
import dev.visor.run.RunContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What an experiment costs, cell by cell. */
class ExperimentCostTest {

    private static final ExperimentConfig CONFIG = config();
    private static final Experiment EXPERIMENT = new Experiment(CONFIG, RunContext.of(4));
    private static final SystemSpeed SPEED = new SystemSpeed(50, 2.2, 0.5);

    private static ExperimentConfig config() {
        Map<String, Attacker> attackers = new LinkedHashMap<>();
        attackers.put("unaware", attacker(Attacker.Knows.SYSTEM, 7));
        attackers.put("adaptive", attacker(Attacker.Knows.DEFENSE, 3));
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put("none", ChainConfig.NONE);
        defenses.put("sure", new ChainConfig(List.of(new Rejection(0.5))));
        return ExperimentConfig.DEFAULT
                .withSplit(new ExperimentConfig.Split(0.5, 0))
                .withAccessories(Map.of("eyeglass frame", EyeglassFrame.DEFAULT, "hat band", HatBand.DEFAULT))
                .withAttackers(attackers)
                .withDefenses(defenses);
    }

    private static Attacker attacker(Attacker.Knows knows, int pairs) {
        return new Attacker(knows, pairs, Attacker.Goal.IMPERSONATION, null, null, 1, GradientAttackConfig.PERSISTENT);
    }

    private static ExperimentSize size(ExperimentConfig config) {
        return ExperimentSize.of(EXPERIMENT, config, SmallSystem.FACES);
    }

    /** Fifteen held-out faces of three people have thirty pairs. */
    @Test
    void countsFacesAndPairs() {
        assertThat(size(CONFIG).attacks().get("unaware")).isEqualTo(new AttackSize(7, 7, 30, 30));
        assertThat(size(CONFIG).people()).isEqualTo(3);
        assertThat(size(CONFIG).training()).isEqualTo(15);
        ExperimentConfig many = CONFIG.withAttackers(Map.of("one", attacker(Attacker.Knows.SYSTEM, 999)));
        assertThat(size(many).attacks().get("one")).isEqualTo(new AttackSize(999, 30, 30, 30));
    }

    /** Attacks of those who don't adapt are made once; others on each defense. A decision is a pass of each defense. */
    @Test
    void theCellsSumUpToTheStages() {
        ExperimentCost cost = ExperimentCost.of(CONFIG, size(CONFIG), SPEED, 0, 2);
        assertThat(cost.cells()).hasSize(2 * 2 * 2);
        double attack = 600 * 2.2 * 1.15;
        assertThat(cost.cells().stream().filter(cell -> cell.cost().accessory().equals("hat band")))
                .extracting(
                        cell -> cell.cost().attacker(),
                        cell -> cell.cost().defense(),
                        cell -> cell.cost().most())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("unaware", "none", Math.round(7 * (attack + 2))),
                        org.assertj.core.api.Assertions.tuple("unaware", "sure", 7L),
                        org.assertj.core.api.Assertions.tuple("adaptive", "none", Math.round(3 * (attack + 2))),
                        org.assertj.core.api.Assertions.tuple("adaptive", "sure", Math.round(3 * (attack + 2))));
        long clean = 15 * 2;
        LongStream stages = cost.stages().stream()
                .filter(stage ->
                        stage.stage().startsWith("attacks by") || stage.stage().equals("evaluation"))
                .mapToLong(StageCost::most);
        assertThat((double) cost.cells().stream()
                                .mapToLong(cell -> cell.cost().most())
                                .sum()
                        + clean)
                .isCloseTo(stages.sum(), within(10.0));
    }

    /** Two threads that take an hour take two core hours. */
    @Test
    void coreHoursCountEveryThread() {
        ExperimentCost cost = ExperimentCost.of(CONFIG, size(CONFIG), SPEED, 0, 2);
        assertThat(cost.cells())
                .allSatisfy(cell -> assertThat(cell.mostCoreHours())
                        .isCloseTo(cell.cost().most() / 50.0 * 2 / 3600, within(1e-12)));
        ExperimentConfig queries = CONFIG.withAttackers(Map.of(
                "one",
                new Attacker(
                        Attacker.Knows.SYSTEM,
                        5,
                        Attacker.Goal.IMPERSONATION,
                        null,
                        null,
                        1,
                        SquareAttackConfig.DEFAULT)));
        ExperimentCost asked = ExperimentCost.ofQueries(queries, size(queries), 15, null, 2);
        assertThat(asked.cells()).allMatch(cell -> cell.mostCoreHours() == null);
        assertThat(asked.cells().get(0).cost().most()).isEqualTo(5 * 5000);
    }

    @Test
    void showsWhatMoreAttacksNarrowTheIntervalTo() {
        ExperimentCost.Exactness unaware =
                ExperimentCost.of(CONFIG, size(CONFIG), SPEED, 0, 2).attackers().get(0);
        assertThat(unaware)
                .isEqualTo(new ExperimentCost.Exactness(
                        "unaware",
                        new AttackSize(7, 7, 30, 30),
                        Rate.halfWidth(0.5, 7),
                        Rate.halfWidth(0, 7),
                        Rate.halfWidth(0.5, 14),
                        Rate.halfWidth(0.5, 30)));
    }

    @Test
    void everyAttackerGetsAsManyPairsAsTheIntervalNeedsOrAllThatThereAre() {
        ExperimentConfig narrowed = ExperimentSize.narrowed(EXPERIMENT, CONFIG, SmallSystem.FACES, 0.2, 0.5);
        assertThat(narrowed.attackers().values())
                .extracting(Attacker::pairs)
                .containsExactly(Rate.trialsFor(0.5, 0.2), Rate.trialsFor(0.5, 0.2));
        assertThat(ExperimentSize.narrowed(EXPERIMENT, CONFIG, SmallSystem.FACES, 0.01, 0.5)
                        .attackers()
                        .values())
                .extracting(Attacker::pairs)
                .containsExactly(30, 30);
    }
}
