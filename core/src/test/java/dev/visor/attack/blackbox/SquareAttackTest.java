package dev.visor.attack.blackbox;

import static dev.visor.attack.Attackers.PEOPLE;
import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackConfig;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Attackers;
import dev.visor.attack.Dodging;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.attack.Knowledge;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquareAttackTest {

    private static final RunContext RUN = RunContext.of(1);

    private static SquareAttackConfig config(int queries, int batchSize, double confidence) {
        return new SquareAttackConfig(queries, 0.1, batchSize, confidence);
    }

    private static List<AdversarialExample> craft(
            SquareAttackConfig config, List<AttackTask> tasks, Recognizer victim) {
        return new SquareAttack(config).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
    }

    /** Keeps the scores of every picture that it was asked about; has no gradients to give. */
    private record Counting(Recognizer recognizer, List<Image> asked, List<Scores> answers) implements Recognizer {

        static Counting of(Recognizer recognizer) {
            return new Counting(recognizer, new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public Gallery gallery() {
            return recognizer.gallery();
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            List<Scores> scores = recognizer.identify(probes);
            asked.addAll(probes);
            answers.addAll(scores);
            return scores;
        }
    }

    /** Faces are called what the network takes them for; every other one wants to pass for the nearest rival. */
    private static List<AttackTask> tasks(Recognizer network, int count) {
        List<AttackTask> tasks = new ArrayList<>();
        for (Image picture : RandomSystem.pictures(9, count, 150, 150)) {
            Scores scores = network.identify(picture);
            Identity person = scores.best();
            Identity rival = PEOPLE.stream()
                    .filter(other -> !other.equals(person))
                    .max(Comparator.comparingDouble(scores::confidence))
                    .orElseThrow();
            Face face = new Face("face " + tasks.size(), person, picture, Alignment.DLIB.landmarks(150, 150));
            Goal goal = tasks.size() % 2 == 0 ? new Dodging(person) : new Impersonation(rival);
            tasks.add(new AttackTask("task " + tasks.size(), List.of(face), goal));
        }
        return tasks;
    }

    @Test
    void succeedsOnARealNetworkMoreOftenThanThePlainAccessory() {
        try (RandomSystem system = RandomSystem.start(2)) {
            List<AdversarialExample> examples =
                    craft(config(60, 32, 1), tasks(system.recognizer(), 4), system.recognizer());
            long before = examples.stream()
                    .filter(example -> example.goal().holds(example.startScores()))
                    .count();
            long after = examples.stream()
                    .filter(example -> example.goal().holds(example.scores()))
                    .count();
            assertThat(after).isGreaterThanOrEqualTo(before + 3);
            for (AdversarialExample example : examples) {
                assertThat(example.goal().margin(example.scores()))
                        .isGreaterThan(example.goal().margin(example.startScores()) + 0.1);
            }
        }
    }

    @Test
    void changesTheAccessoryOnlyAndScoresThePictureAsSaved() {
        Recognizer victim = Attackers.victim();
        List<AttackTask> tasks = Attackers.tasks(6, SIZE);
        List<AdversarialExample> examples = craft(config(40, 4, 0.9), tasks, victim);
        for (int i = 0; i < tasks.size(); i++) {
            AdversarialExample example = examples.get(i);
            assertThat(example.id()).isEqualTo(tasks.get(i).id());
            assertThat(example.image()).isNotEqualTo(example.start());
            float[] face = example.face().image().values();
            float[] image = example.image().values();
            for (int value = 0; value < image.length; value++) {
                assertThat(example.region().contains(value % (SIZE * SIZE)) || image[value] == face[value])
                        .isTrue();
            }
            Image saved = PictureCodec.decode(PictureCodec.encodePng(example.image()), "saved");
            assertThat(victim.identify(saved).logits())
                    .isEqualTo(example.scores().logits());
            assertThat(victim.identify(example.start()).logits())
                    .isEqualTo(example.startScores().logits());
            assertThat(victim.identify(example.face().image()).logits())
                    .isEqualTo(example.cleanScores().logits());
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "4, 2", "50, 1", "50, 3"})
    void asksAsOftenAsItMay(int queries, int faces) {
        AttackTask task = new AttackTask(
                "universal", Attackers.faces(PEOPLE.get(0), faces, SIZE), new Impersonation(PEOPLE.get(2)));
        Counting victim = Counting.of(Attackers.victim());
        assertThat(craft(config(queries, 8, 1), List.of(task), victim))
                .hasSize(faces)
                .noneMatch(AdversarialExample::reached);
        assertThat(victim.asked).hasSize(queries * faces);
    }

    @Test
    void stopsWhenTheGoalIsReached() {
        for (AttackTask task : Attackers.tasks(4, SIZE)) {
            Counting victim = Counting.of(Attackers.victim());
            AdversarialExample example =
                    craft(config(4000, 8, 0.6), List.of(task), victim).get(0);
            assertThat(example.reached()).isTrue();
            assertThat(task.goal().holds(example.scores())).isTrue();
            assertThat(task.goal().confidence(example.scores())).isGreaterThanOrEqualTo(0.6);
            assertThat(victim.asked).hasSize(2 + example.iterations()).hasSizeLessThan(4000);
        }
    }

    @Test
    void keepsTheBestPictureAndRecordsWhenTheGoalFirstHeld() {
        for (AttackTask task : Attackers.tasks(6, SIZE)) {
            Counting victim = Counting.of(Attackers.victim());
            AdversarialExample example =
                    craft(config(60, 8, 1), List.of(task), victim).get(0);
            List<Scores> worn = victim.answers.subList(1, 60);
            double best = worn.stream().mapToDouble(task.goal()::margin).max().orElseThrow();
            assertThat(task.goal().margin(example.scores()))
                    .isEqualTo(best)
                    .isEqualTo(task.goal().margin(worn.get(example.iterations())));
            assertThat(example.firstSuccess())
                    .isEqualTo(IntStream.range(0, worn.size())
                            .filter(i -> task.goal().holds(worn.get(i)))
                            .findFirst());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void resultsDoNotDependOnHowManyTasksAdvanceTogether(int batchSize) {
        List<AttackTask> tasks = new ArrayList<>(Attackers.tasks(6, SIZE));
        tasks.add(
                new AttackTask("universal", Attackers.faces(PEOPLE.get(0), 3, SIZE), new Impersonation(PEOPLE.get(2))));
        List<AdversarialExample> together = craft(config(60, 32, 0.7), tasks, Attackers.victim());
        List<AdversarialExample> inParts = craft(config(60, batchSize, 0.7), tasks, Attackers.victim());
        assertThat(together).hasSize(9).anyMatch(AdversarialExample::reached).anyMatch(example -> !example.reached());
        for (int i = 0; i < together.size(); i++) {
            assertThat(inParts.get(i).image()).isEqualTo(together.get(i).image());
            assertThat(inParts.get(i).iterations()).isEqualTo(together.get(i).iterations());
            assertThat(inParts.get(i).firstSuccess()).isEqualTo(together.get(i).firstSuccess());
        }
    }

    @Test
    void drawsBelongToTheSeedAndTheTask() {
        AttackTask task = Attackers.tasks(1, SIZE).get(0);
        AttackTask renamed = new AttackTask("another", task.faces(), task.goal());
        SquareAttack attack = new SquareAttack(config(20, 1, 1));
        Image image = attack.craft(List.of(task), EyeglassFrame.DEFAULT, Attackers.victim(), RUN)
                .get(0)
                .image();
        assertThat(attack.craft(List.of(renamed), EyeglassFrame.DEFAULT, Attackers.victim(), RUN)
                        .get(0)
                        .image())
                .isNotEqualTo(image);
        assertThat(attack.craft(List.of(task), EyeglassFrame.DEFAULT, Attackers.victim(), RunContext.of(2))
                        .get(0)
                        .image())
                .isNotEqualTo(image);
    }

    @Test
    void isScoreBased() {
        AttackConfig config = SquareAttackConfig.DEFAULT;
        assertThat(config.knowledge()).isEqualTo(Knowledge.SCORE_BASED);
        assertThat(config.maxSteps()).isEqualTo(5000);
        assertThat(config.build()).isInstanceOf(SquareAttack.class);
    }

    @Test
    void stopsWhenTheRunIsCancelled() {
        Counting victim = Counting.of(Attackers.victim());
        RunContext run = RUN.cancelledWhen(() -> victim.asked.size() >= 10);
        assertThatThrownBy(() -> new SquareAttack(config(100, 1, 1))
                        .craft(Attackers.tasks(2, SIZE), EyeglassFrame.DEFAULT, victim, run, (t, e) -> {}))
                .isInstanceOf(CancelledException.class);
        assertThat(victim.asked).hasSize(10);
    }

    @Test
    void refusesPeopleWhoAreNotEnrolled() {
        AttackTask task =
                new AttackTask("a", Attackers.faces(PEOPLE.get(0), 1, SIZE), new Impersonation(new Identity("Zoe")));
        assertThatThrownBy(() -> craft(config(10, 1, 1), List.of(task), Attackers.victim()))
                .hasMessage("unknown person: \"Zoe\", must be one of [Ann, Bea, Cem, Dora]");
    }
}
