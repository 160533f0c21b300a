package dev.visor.attack;

import static dev.visor.attack.Attackers.PEOPLE;
import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A victim whose scores are off when they come with a gradient: nothing that is reported may be taken from them. */
class InexactBackwardTest {

    private static final double CONFIDENCE = 0.9;

    /** Adds to the first person's logit in a backward pass, and marks the scores as approximate if it is honest. */
    private record Skewed(WhiteBoxRecognizer inner, float shift, boolean honest) implements WhiteBoxRecognizer {

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            List<Backward> exact = inner.backward(probes, (probe, scores) -> loss.at(probe, skewed(scores)), rule);
            List<Backward> results = new ArrayList<>();
            for (int i = 0; i < exact.size(); i++) {
                Scores scores = skewed(exact.get(i).scores());
                float[] gradient = exact.get(i).gradient();
                results.add(
                        honest ? new Backward(scores, gradient, probes.get(i), this) : new Backward(scores, gradient));
            }
            return results;
        }

        private Scores skewed(Scores scores) {
            float[] logits = scores.logits();
            logits[0] += shift;
            return new Scores(scores.gallery(), logits);
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            return inner.identify(probes);
        }

        @Override
        public Gallery gallery() {
            return inner.gallery();
        }

        @Override
        public Color baseline() {
            return inner.baseline();
        }
    }

    /** Towards the first person and away from it: the one makes the scores look too good, the other too bad. */
    private static List<AttackTask> tasks() {
        List<AttackTask> tasks = new ArrayList<>(Attackers.tasks(8, SIZE));
        tasks.add(new AttackTask("towards", Attackers.faces(PEOPLE.get(1), 1, SIZE), new Impersonation(PEOPLE.get(0))));
        tasks.add(new AttackTask("away", Attackers.faces(PEOPLE.get(0), 1, SIZE), new Dodging(PEOPLE.get(0))));
        tasks.add(
                new AttackTask("universal", Attackers.faces(PEOPLE.get(2), 3, SIZE), new Impersonation(PEOPLE.get(0))));
        return tasks;
    }

    private static List<AdversarialExample> craft(WhiteBoxRecognizer victim, int iterations) {
        return new GradientAttack(Attackers.config(0, iterations, CONFIDENCE, 32))
                .craft(tasks(), EyeglassFrame.DEFAULT, victim, RunContext.of(1));
    }

    private static boolean reached(List<AdversarialExample> ofOneTask, WhiteBoxRecognizer victim) {
        Goal goal = ofOneTask.get(0).goal();
        List<Scores> scores = victim.identify(
                ofOneTask.stream().map(AdversarialExample::image).toList());
        return scores.stream().allMatch(goal::holds)
                && scores.stream().mapToDouble(goal::confidence).average().orElseThrow() >= CONFIDENCE;
    }

    /** The examples of each task. */
    private static List<List<AdversarialExample>> byTask(List<AdversarialExample> examples) {
        List<List<AdversarialExample>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tasks.add(examples.subList(i, i + 1));
        }
        tasks.add(examples.subList(10, 13));
        return tasks;
    }

    @ParameterizedTest
    @ValueSource(floats = {3, 0.2f, -0.2f, -3})
    void everythingReportedIsWhatIdentifySays(float shift) {
        for (int iterations : new int[] {1, 4, 100}) {
            Skewed victim = new Skewed(Attackers.victim(), shift, true);
            List<AdversarialExample> examples = craft(victim, iterations);
            for (AdversarialExample example : examples) {
                assertThat(example.scores().logits())
                        .isEqualTo(victim.identify(example.image()).logits());
                assertThat(example.startScores().logits())
                        .isEqualTo(victim.identify(example.start()).logits());
                assertThat(example.cleanScores().logits())
                        .isEqualTo(victim.identify(example.face().image()).logits());
            }
            for (List<AdversarialExample> task : byTask(examples)) {
                boolean reached = reached(task, victim);
                assertThat(task).allMatch(example -> example.reached() == reached);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {3, 0.2f, 0, -0.2f, -3})
    void aSuccessCountsOnlyIfIdentificationConfirmsIt(float shift) {
        for (boolean stopEarly : new boolean[] {true, false}) {
            GradientAttackConfig config = Attackers.config(0, 40, CONFIDENCE, 32)
                    .withEffort(new GradientAttackConfig.Effort(Loss.MARGIN, 40, 2, stopEarly, 0.9, 0.1));
            List<AdversarialExample> skewed = new GradientAttack(config)
                    .craft(
                            tasks(),
                            EyeglassFrame.DEFAULT,
                            new Skewed(Attackers.victim(), shift, true),
                            RunContext.of(1));
            List<AdversarialExample> exact = new GradientAttack(config)
                    .craft(tasks(), EyeglassFrame.DEFAULT, Attackers.victim(), RunContext.of(1));
            for (int i = 0; i < skewed.size(); i++) {
                AdversarialExample example = skewed.get(i);
                assertThat(example.scores().logits())
                        .isEqualTo(Attackers.victim().identify(example.image()).logits());
                if (example.goal().holds(example.scores())) {
                    assertThat(example.firstSuccess()).isPresent();
                }
                if (shift == 0) {
                    assertThat(example.firstSuccess())
                            .isEqualTo(exact.get(i).firstSuccess())
                            .isPresent();
                }
                if (example.firstSuccess().equals(OptionalInt.of(0))) {
                    assertThat(example.goal().holds(example.startScores())).isTrue();
                }
            }
        }
    }

    /** Scores that look too good end no attack: it goes on until identification agrees. */
    @Test
    void goesOnUntilTheGoalIsReallyReached() {
        AdversarialExample deceived =
                craft(new Skewed(Attackers.victim(), 3, false), 100).get(8);
        assertThat(deceived.reached()).isTrue();
        assertThat(reached(List.of(deceived), Attackers.victim())).isFalse();
        AdversarialExample checked =
                craft(new Skewed(Attackers.victim(), 3, true), 100).get(8);
        assertThat(checked.id()).isEqualTo("towards");
        assertThat(checked.reached()).isTrue();
        assertThat(reached(List.of(checked), Attackers.victim())).isTrue();
        assertThat(checked.iterations()).isGreaterThan(deceived.iterations());
    }

    @Test
    void aVictimThatIsNearlyExactFallsAsQuickly() {
        List<AdversarialExample> exact = craft(Attackers.victim(), 100);
        List<AdversarialExample> skewed = craft(new Skewed(Attackers.victim(), 0, true), 100);
        for (int i = 0; i < exact.size(); i++) {
            assertThat(skewed.get(i).image()).isEqualTo(exact.get(i).image());
            assertThat(skewed.get(i).iterations()).isEqualTo(exact.get(i).iterations());
            assertThat(skewed.get(i).reached()).isEqualTo(exact.get(i).reached());
        }
    }

    /** What a task asks alone costs as much as a full batch. */
    @Test
    void theConfirmationsOfAllTasksAreAskedTogether() {
        List<Integer> questions = new ArrayList<>();
        WhiteBoxRecognizer counted = new ForwardingRecognizer(Attackers.victim()) {
            @Override
            public List<Scores> identify(List<Image> probes) {
                questions.add(probes.size());
                return inner().identify(probes);
            }

            @Override
            public List<Decision> decide(List<Image> probes) {
                return inner().decide(probes);
            }

            @Override
            public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
                return inner().backward(probes, loss, rule);
            }
        };
        craft(new Skewed(counted, 0, true), 1);
        // The clean faces and the accessory in its start colors come first, the last picture of each descent comes
        // last.
        int confirmations = questions.size() - 3;
        assertThat(confirmations).isBetween(0, 2);
        assertThat(questions).allMatch(count -> count > 0);
    }
}
