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
import dev.visor.attack.Impersonation;
import dev.visor.attack.Knowledge;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.run.IllegalSettingException;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvolutionaryAttackTest {

    private static final RunContext RUN = RunContext.of(1);

    private static EvolutionaryAttackConfig config(int queries, int batchSize) {
        return new EvolutionaryAttackConfig(queries, 3, 4, 0.5, 0.05, batchSize);
    }

    private static List<AdversarialExample> craft(int queries, List<AttackTask> tasks, Recognizer victim) {
        return new EvolutionaryAttack(config(queries, 8)).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
    }

    /** Answers without the scores behind them: all that the attack may use is who has the highest one. */
    private record Deciding(Recognizer recognizer, Verdict verdict, List<Image> asked, List<Decision> answers)
            implements Recognizer {

        static Deciding of(Recognizer recognizer, Verdict verdict) {
            return new Deciding(recognizer, verdict, new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public Gallery gallery() {
            return recognizer.gallery();
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            asked.addAll(probes);
            return recognizer.identify(probes).stream().map(this::bare).toList();
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            List<Decision> decisions = identify(probes).stream()
                    .map(Decision::person)
                    .map(decision -> verdict == Verdict.PERSON ? decision : decision.as(verdict))
                    .toList();
            answers.addAll(decisions);
            return decisions;
        }

        private Scores bare(Scores scores) {
            float[] logits = new float[scores.gallery().size()];
            logits[scores.bestIndex()] = 1;
            return new Scores(scores.gallery(), logits);
        }
    }

    /** Returns tasks whose donors the victim takes for somebody else, as a victim does who knows people. */
    private static List<AttackTask> tasks(Recognizer victim, int count) {
        List<Image> others = RandomSystem.pictures(77, 60, SIZE, SIZE);
        return Attackers.tasks(count, SIZE).stream()
                .map(task -> task.withDonors(others.stream()
                        .filter(picture -> task.goal().holds(victim.identify(picture)))
                        .limit(2)
                        .toList()))
                .toList();
    }

    @Test
    void succeedsByAnswersAloneMoreOftenThanPlainAndDonorColors() {
        LinearRecognizer victim = Attackers.victim();
        List<AttackTask> tasks = tasks(victim, 8);
        List<AdversarialExample> few = craft(4, tasks, Deciding.of(victim, Verdict.PERSON));
        List<AdversarialExample> many = craft(400, tasks, Deciding.of(victim, Verdict.PERSON));
        assertThat(many.stream().filter(AdversarialExample::reached).count())
                .isGreaterThanOrEqualTo(
                        few.stream().filter(AdversarialExample::reached).count() + 3);
        for (AdversarialExample example : many) {
            assertThat(example.goal().holds(victim.identify(example.image()))).isEqualTo(example.reached());
        }
    }

    @Test
    void scoresDoNotMatter() {
        LinearRecognizer victim = Attackers.victim();
        List<AttackTask> tasks = tasks(victim, 4);
        List<AdversarialExample> bare = craft(60, tasks, Deciding.of(victim, Verdict.PERSON));
        List<AdversarialExample> scored = craft(60, tasks, victim);
        for (int i = 0; i < bare.size(); i++) {
            assertThat(scored.get(i).image()).isEqualTo(bare.get(i).image());
            assertThat(scored.get(i).firstSuccess()).isEqualTo(bare.get(i).firstSuccess());
        }
    }

    @Test
    void changesTheAccessoryOnlyAndSavesWhatTheVictimAnsweredTo() {
        LinearRecognizer victim = Attackers.victim();
        for (AdversarialExample example : craft(40, tasks(victim, 6), victim)) {
            float[] face = example.face().image().values();
            float[] image = example.image().values();
            assertThat(IntStream.range(0, image.length)
                            .filter(value -> !example.region().contains(value % (SIZE * SIZE)))
                            .filter(value -> image[value] != face[value]))
                    .isEmpty();
            Image saved = PictureCodec.decode(PictureCodec.encodePng(example.image()), "saved");
            assertThat(victim.identify(saved).logits())
                    .isEqualTo(example.scores().logits());
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "4, 2", "5, 1", "60, 3"})
    void asksAsOftenAsItMay(int queries, int faces) {
        LinearRecognizer linear = Attackers.victim();
        Deciding victim = Deciding.of(linear, Verdict.TAMPERED);
        AttackTask task = new AttackTask(
                "universal", Attackers.faces(PEOPLE.get(0), faces, SIZE), new Impersonation(PEOPLE.get(2)));
        assertThat(craft(queries, List.of(task), victim))
                .hasSize(faces)
                .noneMatch(AdversarialExample::reached)
                .allMatch(example -> example.firstSuccess().isEmpty());
        assertThat(victim.asked).hasSize(queries * faces);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAMPERED", "UNKNOWN"})
    void whatIsNotDecidedForThePersonIsNoSuccess(Verdict verdict) {
        LinearRecognizer victim = Attackers.victim();
        assertThat(craft(30, tasks(victim, 6), Deciding.of(victim, verdict))).noneMatch(AdversarialExample::reached);
    }

    @Test
    void stopsAtTheFirstSuccessAndSaysAfterHowManyQueries() {
        LinearRecognizer linear = Attackers.victim();
        int succeeded = 0;
        for (AttackTask task : tasks(linear, 8)) {
            Deciding victim = Deciding.of(linear, Verdict.PERSON);
            AdversarialExample example = craft(300, List.of(task), victim).get(0);
            int decisions = victim.answers.size();
            assertThat(victim.asked).hasSize(2 + decisions);
            if (example.reached()) {
                succeeded++;
                int at = example.firstSuccess().orElseThrow();
                assertThat(at).isEqualTo(example.iterations()).isEqualTo(at == 0 ? 0 : decisions);
                assertThat(example.image()).isEqualTo(victim.asked.get(victim.asked.size() - 1));
            }
        }
        assertThat(succeeded).isGreaterThanOrEqualTo(4);
    }

    @Test
    void managesWithoutDonors() {
        LinearRecognizer victim = Attackers.victim();
        assertThat(craft(400, Attackers.tasks(6, SIZE), victim))
                .anyMatch(example -> example.reached() && example.iterations() > 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void resultsDoNotDependOnHowManyTasksAdvanceTogether(int batchSize) {
        LinearRecognizer victim = Attackers.victim();
        List<AttackTask> tasks = tasks(victim, 6);
        List<AdversarialExample> together = craft(60, tasks, victim);
        List<AdversarialExample> inParts =
                new EvolutionaryAttack(config(60, batchSize)).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
        for (int i = 0; i < together.size(); i++) {
            assertThat(inParts.get(i).image()).isEqualTo(together.get(i).image());
            assertThat(inParts.get(i).iterations()).isEqualTo(together.get(i).iterations());
        }
    }

    @Test
    void drawsBelongToTheSeedAndTheTask() {
        LinearRecognizer linear = Attackers.victim();
        AttackTask task = tasks(linear, 1).get(0);
        AttackTask renamed = new AttackTask("another", task.faces(), task.goal(), task.donors());
        List<Image> pictures = new ArrayList<>();
        for (RunContext run : List.of(RUN, RunContext.of(2))) {
            for (AttackTask one : List.of(task, renamed)) {
                Deciding victim = Deciding.of(linear, Verdict.TAMPERED);
                new EvolutionaryAttack(config(12, 1)).craft(List.of(one), EyeglassFrame.DEFAULT, victim, run);
                pictures.add(victim.asked.get(victim.asked.size() - 2));
            }
        }
        assertThat(pictures).doesNotHaveDuplicates();
    }

    @Test
    void isDecisionBased() {
        AttackConfig config = EvolutionaryAttackConfig.DEFAULT;
        assertThat(config.knowledge()).isEqualTo(Knowledge.DECISION_BASED);
        assertThat(config.maxSteps()).isEqualTo(5000);
        assertThat(config.build()).isInstanceOf(EvolutionaryAttack.class);
    }

    @Test
    void refusesDonorsOfAnotherSize() {
        Face face = Attackers.faces(PEOPLE.get(0), 1, SIZE).get(0);
        AttackTask task = new AttackTask("one", List.of(face), new Impersonation(PEOPLE.get(1)));
        assertThatThrownBy(() -> task.withDonors(RandomSystem.pictures(1, 1, 30, 40)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("illegal donor for one: \\d+x\\d+, must be 60x60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 1 | 1 | 1   | 1   | 1 | illegal queries: 2, must be at least 3",
                "3 | 0 | 1 | 1   | 1   | 1 | illegal donors: 0, must be at least 1",
                "3 | 1 | 0 | 1   | 1   | 1 | illegal cell: 0, must be at least 1",
                "3 | 1 | 1 | 0   | 1   | 1 | illegal sigma: 0.0, must be in (0, 1]",
                "3 | 1 | 1 | 1   | 1.1 | 1 | illegal selected: 1.1, must be in (0, 1]",
                "3 | 1 | 1 | 1   | 1   | 0 | illegal batch size: 0, must be at least 1"
            })
    void refusesSettingsOutOfRange(
            int queries, int donors, int cell, double sigma, double selected, int batchSize, String message) {
        assertThatThrownBy(() -> new EvolutionaryAttackConfig(queries, donors, cell, sigma, selected, batchSize))
                .isInstanceOf(IllegalSettingException.class)
                .hasMessage(message);
    }
}
