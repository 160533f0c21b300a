package dev.visor.attack;

import static dev.visor.attack.Attackers.PEOPLE;
import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every task is handed over when it ends. */
class FinishedTest {

    private static final RunContext RUN = RunContext.of(1);

    /** What was handed over, and how many backward passes there had been by then. */
    private record Handed(AttackTask task, List<AdversarialExample> examples, int passes) {}

    private static List<AttackTask> tasks() {
        List<AttackTask> tasks = new ArrayList<>(Attackers.tasks(6, SIZE));
        tasks.add(
                new AttackTask("universal", Attackers.faces(PEOPLE.get(0), 3, SIZE), new Impersonation(PEOPLE.get(2))));
        return tasks;
    }

    private static void craft(int batchSize, LinearRecognizer victim, RunContext run, List<Handed> handed) {
        new GradientAttack(Attackers.config(0, 100, 0.9, batchSize))
                .craft(
                        tasks(),
                        EyeglassFrame.DEFAULT,
                        victim,
                        run,
                        (task, examples) -> handed.add(new Handed(task, examples, victim.backwardCalls())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 32})
    void everyTaskIsHandedOverOnceWithItsOwnExamples(int batchSize) {
        List<Handed> handed = new ArrayList<>();
        craft(batchSize, Attackers.victim(), RUN, handed);
        assertThat(handed).extracting(Handed::task).containsExactlyInAnyOrderElementsOf(tasks());
        for (Handed one : handed) {
            assertThat(one.examples())
                    .extracting(AdversarialExample::face)
                    .isEqualTo(one.task().faces());
            assertThat(one.examples())
                    .extracting(AdversarialExample::id)
                    .containsExactlyElementsOf(
                            IntStream.range(0, one.task().faces().size())
                                    .mapToObj(one.task()::exampleId)
                                    .toList());
            assertThat(one.examples())
                    .allMatch(example -> example.goal().equals(one.task().goal()));
        }
    }

    @Test
    void aTaskDoesNotWaitForTheOthers() {
        List<Handed> handed = new ArrayList<>();
        LinearRecognizer victim = Attackers.victim();
        craft(32, victim, RUN, handed);
        for (Handed one : handed) {
            assertThat(one.passes()).isEqualTo(one.examples().get(0).iterations() + 1);
        }
        assertThat(handed).extracting(Handed::passes).isSorted().endsWith(victim.backwardCalls());
        assertThat(handed.get(0).passes()).isLessThan(victim.backwardCalls());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 32})
    void theListIsThatOfTheTasksHandedOver(int batchSize) {
        List<Handed> handed = new ArrayList<>();
        craft(batchSize, Attackers.victim(), RUN, handed);
        List<AdversarialExample> list = new GradientAttack(Attackers.config(0, 100, 0.9, batchSize))
                .craft(tasks(), EyeglassFrame.DEFAULT, Attackers.victim(), RUN);
        assertThat(list)
                .extracting(AdversarialExample::id)
                .containsExactly(
                        "task 0",
                        "task 1",
                        "task 2",
                        "task 3",
                        "task 4",
                        "task 5",
                        "universal-1",
                        "universal-2",
                        "universal-3");
        assertThat(list)
                .extracting(AdversarialExample::image)
                .containsExactlyInAnyOrderElementsOf(handed.stream()
                        .flatMap(one -> one.examples().stream())
                        .map(AdversarialExample::image)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 32})
    void whatEndedBeforeACancellationWasHandedOver(int batchSize) {
        List<Handed> whole = new ArrayList<>();
        craft(batchSize, Attackers.victim(), RUN, whole);
        int enough = whole.get(2).passes();
        List<Handed> expected =
                whole.stream().filter(one -> one.passes() <= enough).toList();
        assertThat(expected).hasSizeBetween(3, 6);
        List<Handed> handed = new ArrayList<>();
        LinearRecognizer victim = Attackers.victim();
        RunContext run = RUN.cancelledWhen(() -> victim.backwardCalls() >= enough);
        assertThatThrownBy(() -> craft(batchSize, victim, run, handed)).isInstanceOf(CancelledException.class);
        assertThat(handed)
                .extracting(Handed::task)
                .isEqualTo(expected.stream().map(Handed::task).toList());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(handed.get(i).examples())
                    .extracting(AdversarialExample::image)
                    .isEqualTo(expected.get(i).examples().stream()
                            .map(AdversarialExample::image)
                            .toList());
        }
    }

    @Test
    void whoeverTakesATaskCanStopTheRest() {
        IllegalStateException full = new IllegalStateException("the disk is full");
        List<AttackTask> taken = new ArrayList<>();
        assertThatThrownBy(() -> new GradientAttack(Attackers.config(0, 100, 0.9, 1))
                        .craft(tasks(), EyeglassFrame.DEFAULT, Attackers.victim(), RUN, (task, examples) -> {
                            taken.add(task);
                            if (taken.size() == 2) {
                                throw full;
                            }
                        }))
                .isSameAs(full);
        assertThat(taken).isEqualTo(tasks().subList(0, 2));
    }
}
