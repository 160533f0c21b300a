package dev.visor.attack;

import static dev.visor.attack.Attackers.PEOPLE;
import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.image.Color;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attack gives what its naive twin gives, to the last bit: all tasks at once, and nothing kept but the best. */
class NaiveGradientTwinTest {

    private static final RunContext RUN = RunContext.of(3);
    private static final List<Color> COLORS =
            List.of(GradientAttackConfig.YELLOW, Color.rgb8(255, 0, 0), Color.rgb8(20, 200, 90));

    private static List<AttackTask> tasks(int count, int size) {
        List<AttackTask> tasks = new ArrayList<>(Attackers.tasks(count, size));
        tasks.add(
                new AttackTask("universal", Attackers.faces(PEOPLE.get(0), 2, size), new Impersonation(PEOPLE.get(2))));
        return tasks;
    }

    private static void check(GradientAttackConfig config, List<AttackTask> tasks, WhiteBoxRecognizer victim) {
        List<AdversarialExample> examples = new GradientAttack(config).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
        int next = 0;
        for (AttackTask task : tasks) {
            NaiveGradientAttack.Outcome naive =
                    new NaiveGradientAttack(config, task, EyeglassFrame.DEFAULT, victim).attack(RUN.seed());
            for (int i = 0; i < task.faces().size(); i++) {
                AdversarialExample example = examples.get(next++);
                assertThat(example.id()).isEqualTo(task.exampleId(i));
                assertThat(example.start()).isEqualTo(naive.plain().get(i));
                assertThat(example.image()).isEqualTo(naive.best().pictures().get(i));
                assertThat(example.scores().logits())
                        .isEqualTo(naive.best().scores().get(i).logits());
                assertThat(example.iterations()).isEqualTo(naive.iterations());
                assertThat(example.reached()).isEqualTo(naive.reached());
                assertThat(example.firstSuccess()).isEqualTo(naive.successes().get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATIENT", "ARTICLE", "SHARIF_DIGITAL", "PERSISTENT"})
    void thePresets(String name) {
        check(GradientAttackConfig.presets().get(name).withMaxIterations(60), tasks(4, SIZE), Attackers.victim());
    }

    @ParameterizedTest
    @CsvSource({
        "cross-entropy, 1, true, 0.999, 4",
        "cross-entropy, 5, true, 0.99999, 3",
        "cross-entropy, 2, false, 0.9, 0",
        "margin, 1, true, 0.9, 0",
        "margin, 5, true, 1, 2",
        "margin, 5, false, 0.9, 3"
    })
    void everyEffort(String loss, int restarts, boolean stopEarly, double confidence, int patience) {
        check(
                new GradientAttackConfig(
                        COLORS,
                        new MomentumStep(20, 0.5, 0.4, patience),
                        new GradientAttackConfig.Effort(
                                Attackers.loss(loss), 30, restarts, stopEarly, confidence, 1 - confidence),
                        3),
                tasks(4, SIZE),
                Attackers.victim());
    }

    @Test
    void onARealNetwork() {
        try (RandomSystem system = RandomSystem.start(2)) {
            List<AttackTask> tasks = tasks(2, 150);
            check(GradientAttackConfig.PATIENT.withMaxIterations(6), tasks, system.recognizer());
            check(GradientAttackConfig.PERSISTENT.withMaxIterations(3), tasks, system.recognizer());
        }
    }
}
