package dev.visor.experiment;

import static dev.visor.experiment.SmallSystem.FACES;
import static dev.visor.experiment.SmallSystem.OCCLUSIONS;
import static dev.visor.experiment.SmallSystem.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.ShapeFamily;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Loss;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.GridStrategy;
import dev.visor.experiment.ExperimentConfig.Split;
import dev.visor.experiment.ExperimentConfig.Tuning;
import dev.visor.recognition.PassCounter;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A network with drawn weights: the outcome depends on the seed alone. */
class ExperimentOnNetworkTest {

    private static final ExperimentConfig CONFIG = config();

    private static ExperimentConfig config() {
        List<AccessoryFamily> glasses = List.of(ShapeFamily.GLASSES);
        FalseAlarmRate rate = new FalseAlarmRate(0.3);
        Map<String, ChainConfig> defenses = new LinkedHashMap<>();
        defenses.put("none", ChainConfig.NONE);
        defenses.put("tuned", ChainConfig.TUNED);
        defenses.put(
                "all",
                new ChainConfig(List.of(
                        new TamperDetector.Config(
                                List.of(), List.of(SaliencyMaskConfig.DEFAULT), glasses, glasses, true, rate),
                        new CertifiedMasking.Config(glasses, CoverConfig.UNION, Fills.ZERO, rate),
                        new HardenedHead.Config())));
        Map<String, Attacker> attackers = new LinkedHashMap<>();
        attackers.put("unaware", attacker(Attacker.Knows.SYSTEM));
        attackers.put("adaptive", attacker(Attacker.Knows.DEFENSE));
        Grid grid = new Grid(
                List.of(MapKind.relative(Readings.GRADIENT_TIMES_INPUT)),
                List.of(Threshold.quantile(0.9)),
                List.of(1),
                List.of(0, 40),
                List.of(Fills.ZERO),
                150,
                GridStrategy.EXHAUSTIVE,
                0);
        return new ExperimentConfig(
                new Split(0.5, 0),
                OCCLUSIONS,
                Map.of("eyeglass frame", EyeglassFrame.DEFAULT),
                attackers,
                defenses,
                new Tuning(1, grid),
                ExperimentConfig.Report.DEFAULT);
    }

    private static Attacker attacker(Attacker.Knows knows) {
        return new Attacker(
                knows,
                2,
                Attacker.Goal.IMPERSONATION,
                null,
                null,
                1,
                GradientAttackConfig.PATIENT.withEffort(
                        new GradientAttackConfig.Effort(Loss.MARGIN, 1, 1, false, 0.9, 0.1)));
    }

    private static ExperimentRun run(SmallSystem system) {
        return new ExperimentRun(
                CONFIG,
                FACES,
                system.plain(),
                Map.of(OCCLUSIONS, system.hardened()),
                RUN,
                Set.of("none", "tuned", "all"));
    }

    @Test
    void theSameSeedGivesTheSameOutcomeForAnyNumberOfThreads() {
        ExperimentRun first = run(SmallSystem.shared());
        try (SmallSystem again = SmallSystem.start(1)) {
            assertThat(again.training().summary())
                    .isEqualTo(SmallSystem.shared().training().summary());
            ExperimentRun second = run(again);
            assertThat(second.tuned()).isEqualTo(first.tuned());
            assertThat(second.attacks()).isEqualTo(first.attacks());
            assertThat(second.pictures()).isEqualTo(first.pictures());
            assertThat(second.results()).isEqualTo(first.results());
            assertThat(second.gallery().examples()).isEqualTo(first.gallery().examples());
            assertThat(second.gallery().pictures()).isEqualTo(first.gallery().pictures());
        }
    }

    /** Fifteen evaluation faces pass once for the undefended system, and once both ways for saliency. */
    @Test
    void systemsThatLookAtTheSamePicturesShareAPass() {
        PassCounter counting = new PassCounter();
        Experiment experiment = new Experiment(CONFIG, RUN);
        TestBed bed = experiment.testBed(
                new EnrolledSystem(
                        counting.count(SmallSystem.shared().plain().recognizer()),
                        SmallSystem.shared().plain().cleanMaps(),
                        SmallSystem.shared().plain().trainingIds()),
                Map.of(),
                FACES,
                java.util.Optional.of(SaliencyMaskConfig.DEFAULT));
        DefendedSystem none = experiment.defend("none", bed);
        DefendedSystem tuned = experiment.defend("tuned", bed);
        experiment.clean(List.of(none, none, tuned, tuned), bed);
        // The undefended pictures, and those that either mask has cleansed.
        assertThat(counting.forward()).isEqualTo(15 + 15);
        assertThat(counting.backward()).isEqualTo(15);
        assertThat(none.counter().forward()).isEqualTo(2 * 15);
    }
}
