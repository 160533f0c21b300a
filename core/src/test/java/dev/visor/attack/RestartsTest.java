package dev.visor.attack;

import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More starts, all the iterations, and when the goal first held. */
class RestartsTest {

    private static final List<Color> TWO_COLORS = List.of(GradientAttackConfig.YELLOW, Color.rgb8(0, 0, 255));

    private static GradientAttackConfig config(
            Loss loss, int restarts, boolean stopEarly, int iterations, int batchSize) {
        return new GradientAttackConfig(
                TWO_COLORS,
                new MomentumStep(20, 0.5, 0.4, 3),
                new GradientAttackConfig.Effort(loss, iterations, restarts, stopEarly, 0.9, 0.1),
                batchSize);
    }

    private static List<AdversarialExample> craft(
            GradientAttackConfig config, List<AttackTask> tasks, WhiteBoxRecognizer victim, long seed) {
        return new GradientAttack(config).craft(tasks, EyeglassFrame.DEFAULT, victim, RunContext.of(seed));
    }

    /** Keeps every picture that an attack asks about after those that it begins with, and its scores. */
    private record Recording(
            WhiteBoxRecognizer recognizer, List<Image> pictures, List<Scores> scores, AtomicInteger identified)
            implements WhiteBoxRecognizer {

        /** An attack begins with the clean faces, and with the accessory in all start colors. */
        private static final int FIRST = 2;

        static Recording of(WhiteBoxRecognizer recognizer) {
            return new Recording(recognizer, new ArrayList<>(), new ArrayList<>(), new AtomicInteger());
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            List<Backward> results = recognizer.backward(probes, loss, rule);
            pictures.addAll(probes);
            results.forEach(result -> scores.add(result.scores()));
            return results;
        }

        @Override
        public Color baseline() {
            return recognizer.baseline();
        }

        @Override
        public Gallery gallery() {
            return recognizer.gallery();
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            List<Scores> results = recognizer.identify(probes);
            if (identified.incrementAndGet() > FIRST) {
                pictures.addAll(probes);
                scores.addAll(results);
            }
            return results;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-entropy", "margin"})
    void withoutEarlyStopAllIterationsOfAllRestartsAreMadeAndTheBestCounts(String name) {
        Loss loss = Attackers.loss(name);
        for (AttackTask task : Attackers.tasks(4, SIZE)) {
            Recording victim = Recording.of(Attackers.victim());
            AdversarialExample example = craft(config(loss, 3, false, 25, 8), List.of(task), victim, 1)
                    .get(0);
            assertThat(victim.scores).hasSize(3 * 26);
            double best = victim.scores.stream()
                    .mapToDouble(scores -> loss.objective(task.goal(), scores))
                    .max()
                    .orElseThrow();
            assertThat(loss.objective(task.goal(), example.scores())).isEqualTo(best);
            assertThat(example.reached()).isTrue();
            assertThat(victim.pictures).contains(example.image());
        }
    }

    @Test
    void theFirstRestartThatReachesTheGoalEndsTheTask() {
        for (AttackTask task : Attackers.tasks(4, SIZE)) {
            LinearRecognizer victim = Attackers.victim();
            AdversarialExample example = craft(config(Loss.MARGIN, 4, true, 50, 8), List.of(task), victim, 1)
                    .get(0);
            assertThat(example.reached()).isTrue();
            assertThat(victim.backwardCalls()).isEqualTo(example.iterations() + 1);
        }
    }

    @Test
    void whatDoesNotReachTheGoalIsTriedAgain() {
        AttackTask task = Attackers.tasks(1, SIZE).get(0);
        Recording victim = Recording.of(Attackers.victim());
        craft(config(Loss.CROSS_ENTROPY, 4, true, 1, 8), List.of(task), victim, 1);
        assertThat(victim.pictures).hasSize(8).doesNotHaveDuplicates();
        Scores[] starts = {victim.scores.get(0), victim.scores.get(2)};
        assertThat(task.goal().confidence(starts[0])).isGreaterThan(task.goal().confidence(starts[1]));
    }

    @Test
    void moreRestartsNeverDoWorse() {
        for (AttackTask task : Attackers.tasks(4, SIZE)) {
            double before = Double.NEGATIVE_INFINITY;
            for (int restarts = 1; restarts <= 4; restarts++) {
                AdversarialExample example = craft(
                                config(Loss.MARGIN, restarts, false, 10, 8), List.of(task), Attackers.victim(), 1)
                        .get(0);
                double margin = task.goal().margin(example.scores());
                assertThat(margin).isGreaterThanOrEqualTo(before);
                before = margin;
            }
        }
    }

    @Test
    void randomStartsBelongToTheSeedAndTheTask() {
        AttackTask task = Attackers.tasks(1, SIZE).get(0);
        AttackTask renamed = new AttackTask("another", task.faces(), task.goal());
        Image start = thirdStart(task, 1);
        assertThat(thirdStart(task, 1)).isEqualTo(start);
        assertThat(thirdStart(task, 2)).isNotEqualTo(start);
        assertThat(thirdStart(renamed, 1)).isNotEqualTo(start);
    }

    private static Image thirdStart(AttackTask task, long seed) {
        Recording victim = Recording.of(Attackers.victim());
        craft(config(Loss.MARGIN, 3, false, 1, 8), List.of(task), victim, seed);
        return victim.pictures.get(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void restartsDoNotDependOnHowManyTasksAdvanceTogether(int batchSize) {
        List<AttackTask> tasks = Attackers.tasks(6, SIZE);
        for (boolean stopEarly : new boolean[] {true, false}) {
            List<AdversarialExample> together =
                    craft(config(Loss.MARGIN, 4, stopEarly, 6, 32), tasks, Attackers.victim(), 1);
            List<AdversarialExample> inParts =
                    craft(config(Loss.MARGIN, 4, stopEarly, 6, batchSize), tasks, Attackers.victim(), 1);
            for (int i = 0; i < tasks.size(); i++) {
                assertThat(inParts.get(i).image()).isEqualTo(together.get(i).image());
                assertThat(inParts.get(i).iterations())
                        .isEqualTo(together.get(i).iterations());
                assertThat(inParts.get(i).firstSuccess())
                        .isEqualTo(together.get(i).firstSuccess());
            }
        }
    }

    /** Where the second restart begins, its start comes one step behind the last picture of the first. */
    @Test
    void recordsWhenTheGoalFirstHeld() {
        for (AttackTask task : Attackers.tasks(8, SIZE)) {
            Recording victim = Recording.of(Attackers.victim());
            AdversarialExample example = craft(config(Loss.MARGIN, 2, false, 12, 8), List.of(task), victim, 1)
                    .get(0);
            int first = IntStream.range(0, victim.scores.size())
                    .filter(i -> task.goal().holds(victim.scores.get(i)))
                    .findFirst()
                    .orElseThrow();
            assertThat(example.firstSuccess()).hasValue(first <= 12 ? first : first - 1);
        }
    }

    @Test
    void recordsThatTheGoalNeverHeld() {
        LinearRecognizer blind = LinearRecognizer.random(Attackers.PEOPLE, SIZE, SIZE, 0);
        AttackTask task = new AttackTask(
                "hopeless", Attackers.faces(Attackers.PEOPLE.get(0), 1, SIZE), new Dodging(Attackers.PEOPLE.get(0)));
        AdversarialExample example = craft(config(Loss.MARGIN, 3, false, 4, 8), List.of(task), blind, 1)
                .get(0);
        assertThat(example.firstSuccess()).isEqualTo(OptionalInt.empty());
        assertThat(example.reached()).isFalse();
        assertThat(example.image()).isEqualTo(example.start());
    }
}
