package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Image;
import dev.visor.run.RunContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackSettingsTest {

    private static final Identity ANN = Attackers.PEOPLE.get(0);
    private static final Identity BEA = Attackers.PEOPLE.get(1);

    @Test
    void thePresetsAreThePapersAndTheArticles() {
        assertThat(GradientAttackConfig.SHARIF_DIGITAL.startColors()).hasSize(5);
        assertThat(GradientAttackConfig.SHARIF_DIGITAL.effort().impersonationConfidence())
                .isEqualTo(0.95);
        for (GradientAttackConfig preset : List.of(
                GradientAttackConfig.SHARIF_DIGITAL, GradientAttackConfig.ARTICLE, GradientAttackConfig.PATIENT)) {
            assertThat(preset.step()).isInstanceOfSatisfying(MomentumStep.class, step -> {
                assertThat(step.size()).isEqualTo(20);
                assertThat(step.momentum()).isEqualTo(0.4);
            });
            assertThat(preset.effort().maxIterations()).isEqualTo(300);
        }
        assertThat(GradientAttackConfig.ARTICLE.effort().impersonationConfidence())
                .isEqualTo(0.9);
        assertThat(GradientAttackConfig.ARTICLE.startColors()).containsExactly(GradientAttackConfig.YELLOW);
        assertThat(GradientAttackConfig.ARTICLE.withMaxIterations(7).effort().maxIterations())
                .isEqualTo(7);
    }

    @Test
    void isWhiteBox() {
        AttackConfig config = GradientAttackConfig.PERSISTENT;
        assertThat(config.knowledge()).isEqualTo(Knowledge.WHITE_BOX);
        assertThat(config.maxSteps()).isEqualTo(600);
        assertThat(config.build()).isInstanceOf(GradientAttack.class);
    }

    @Test
    void thePersistentOneDoesNotGiveUp() {
        GradientAttackConfig.Effort effort = GradientAttackConfig.PERSISTENT.effort();
        assertThat(effort).isEqualTo(new GradientAttackConfig.Effort(Loss.MARGIN, 300, 2, false, 0.9, 0.1));
        assertThat(GradientAttackConfig.presets()).containsEntry("PERSISTENT", GradientAttackConfig.PERSISTENT);
        assertThat(GradientAttackConfig.presets().keySet()).startsWith("PATIENT");
        assertThat(GradientAttackConfig.PERSISTENT.withMaxIterations(7).effort())
                .isEqualTo(new GradientAttackConfig.Effort(Loss.MARGIN, 7, 2, false, 0.9, 0.1));
        assertThatThrownBy(() -> new GradientAttackConfig.Effort(Loss.MARGIN, 1, 0, true, 0.9, 0.1))
                .hasMessage("illegal restarts: 0, must be at least 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.5 | 1 | 0.4 | 0  | 1 | 0.9 | 0.1 | 1 | illegal size: 0.5, must be in [1, 255]",
                "256 | 1 | 0.4 | 0  | 1 | 0.9 | 0.1 | 1 | illegal size: 256.0, must be in [1, 255]",
                "NaN | 1 | 0.4 | 0  | 1 | 0.9 | 0.1 | 1 | illegal size: NaN, must be in [1, 255]",
                "20  | 0 | 0.4 | 0  | 1 | 0.9 | 0.1 | 1 | illegal exponent: 0.0, must be in (0, 1]",
                "20  | 1 | 1   | 0  | 1 | 0.9 | 0.1 | 1 | illegal momentum: 1.0, must be in [0, 1)",
                "20  | 1 | 0.4 | -1 | 1 | 0.9 | 0.1 | 1 | illegal patience: -1, must be at least 0",
                "20  | 1 | 0.4 | 0  | 0 | 0.9 | 0.1 | 1 | illegal max iterations: 0, must be at least 1",
                "20  | 1 | 0.4 | 0  | 1 | 0   | 0.1 | 1 | illegal impersonation confidence: 0.0, must be in (0, 1]",
                "20  | 1 | 0.4 | 0  | 1 | 0.9 | 1   | 1 | illegal dodging confidence: 1.0, must be in [0, 1)",
                "20  | 1 | 0.4 | 0  | 1 | 0.9 | 0.1 | 0 | illegal batch size: 0, must be at least 1"
            })
    void refusesSettingsOutOfRange(
            double step,
            double exponent,
            double momentum,
            int patience,
            int iterations,
            double impersonation,
            double dodging,
            int batchSize,
            String message) {
        assertThatThrownBy(() -> new GradientAttackConfig(
                        Attackers.YELLOW,
                        new MomentumStep(step, exponent, momentum, patience),
                        new GradientAttackConfig.Effort(iterations, impersonation, dodging),
                        batchSize))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void theSmallestStepStillMoves() {
        GradientAttackConfig config = new GradientAttackConfig(
                Attackers.YELLOW, new MomentumStep(1, 1, 0, 0), new GradientAttackConfig.Effort(5, 1, 0), 1);
        AdversarialExample example = new GradientAttack(config)
                .craft(Attackers.tasks(1, Attackers.SIZE), EyeglassFrame.DEFAULT, Attackers.victim(), RunContext.of(1))
                .get(0);
        assertThat(example.iterations()).isPositive();
        assertThat(example.image()).isNotEqualTo(example.start());
    }

    @Test
    void refusesToStartFromNoColor() {
        assertThatThrownBy(() -> new GradientAttackConfig(
                        List.of(), GradientAttackConfig.ARTICLE.step(), GradientAttackConfig.ARTICLE.effort(), 1))
                .hasMessage("illegal start colors: [], must be at least one");
    }

    @Test
    void refusesGoalsThatMakeNoSense() {
        List<Face> ann = Attackers.faces(ANN, 1, 60);
        assertThatThrownBy(() -> new AttackTask("a", ann, new Impersonation(ANN)))
                .hasMessage("illegal target: Ann is the attacker, must be another person of the gallery");
        assertThatThrownBy(() -> new AttackTask("a", ann, new Dodging(BEA)))
                .hasMessage("illegal goal: the attacker is Ann and can't dodge being recognized as Bea");
        assertThatThrownBy(() -> new AttackTask("a", List.of(), new Dodging(ANN)))
                .hasMessage("the attack a has no faces, must have at least one");
    }

    @Test
    void refusesFacesThatCanNotShareAFrame() {
        Face first = Attackers.faces(ANN, 1, 60).get(0);
        Image image = first.image();
        Landmarks elsewhere = new Landmarks(new Point(10, 20), new Point(30, 20));
        for (Face other : List.of(
                Attackers.faces(BEA, 1, 60).get(0),
                Attackers.faces(ANN, 1, 61).get(0),
                new Face("elsewhere", ANN, image, elsewhere))) {
            assertThatThrownBy(() ->
                            new AttackTask("a", List.of(first, other), new Impersonation(Attackers.PEOPLE.get(2))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the faces Ann/0 and " + other.id() + " can't share an accessory");
        }
    }
}
