package dev.visor.attack;

import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.constraint.Constraint;
import dev.visor.image.Image;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The three steps of the gradient attack, each replaced by another one. */
class AttackStepsTest {

    private static final AttackTask TASK = Attackers.tasks(1, SIZE).get(0);
    private static final GradientAttackConfig CONFIG = Attackers.config(0, 30, 1, 1);

    private static AdversarialExample craft(GradientAttack attack, LinearRecognizer victim) {
        return attack.craft(List.of(TASK), EyeglassFrame.DEFAULT, victim, RunContext.of(1))
                .get(0);
    }

    private static GradientAttack attack(StepRule step, Constraint constraint) {
        return new GradientAttack(
                new GradientAttackConfig(CONFIG.startColors(), step, constraint, CONFIG.effort(), CONFIG.batchSize()));
    }

    @Test
    void aConstraintHoldsForEveryTexture() {
        List<float[]> allowed = new ArrayList<>();
        Constraint dark = (from, to) -> {
            for (int i = 0; i < to.length; i++) {
                to[i] = Math.max(0, Math.min(0.25f, to[i]));
            }
            allowed.add(to);
        };
        AdversarialExample example = craft(attack(CONFIG.step(), dark), Attackers.victim());
        assertThat(allowed).as("the start and 30 steps").hasSize(31);
        assertThat(example.iterations()).isPositive();
        Image shown = EyeglassFrame.DEFAULT
                .wear(TASK.faces().get(0).landmarks(), SIZE, SIZE)
                .render(TASK.faces().get(0).image(), allowed.get(example.iterations()));
        assertThat(example.image()).isEqualTo(shown);
    }

    /** Three steps by the sign of the gradient. */
    private static final class SignSteps implements StepRule.Steps {

        private final List<Double> losses = new ArrayList<>();

        @Override
        public float[] next(float[] texture, float[] gradient, double loss, float[] best) {
            losses.add(loss);
            float[] next = texture.clone();
            for (int i = 0; i < next.length; i++) {
                next[i] -= 0.1f * Math.signum(gradient[i]);
            }
            return next;
        }

        @Override
        public boolean isExhausted() {
            return losses.size() == 3;
        }
    }

    @Test
    void aStepRuleMovesTheTextureAndEndsTheDescent() {
        SignSteps steps = new SignSteps();
        LinearRecognizer victim = Attackers.victim();
        AdversarialExample example = craft(attack((values, stopsEarly) -> steps, Constraint.UNIT_RANGE), victim);
        assertThat(victim.backwardCalls()).isEqualTo(3);
        assertThat(steps.losses).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(TASK.goal().confidence(example.scores()))
                .isGreaterThan(TASK.goal().confidence(example.startScores()));
    }

    /** Lowers the first person's logit, whatever the goal is. */
    private static final class FirstLogit implements Loss {

        @Override
        public double objective(Goal goal, Scores scores) {
            return -scores.logits()[0];
        }

        @Override
        public float[] gradient(Goal goal, Scores scores) {
            float[] gradient = new float[scores.logits().length];
            gradient[0] = 1;
            return gradient;
        }

        @Override
        public double value(double objective) {
            return Math.exp(-objective);
        }
    }

    @Test
    void aLossDecidesWhatIsDescendedOn() {
        GradientAttackConfig config =
                CONFIG.withEffort(new GradientAttackConfig.Effort(new FirstLogit(), 30, 1, false, 1, 0));
        AdversarialExample lowered = craft(new GradientAttack(config), Attackers.victim());
        AdversarialExample usual = craft(new GradientAttack(CONFIG), Attackers.victim());
        assertThat(lowered.scores().logits()[0])
                .isLessThan(lowered.startScores().logits()[0] - 1);
        assertThat(lowered.scores().logits()[0]).isLessThan(usual.scores().logits()[0]);
    }
}
