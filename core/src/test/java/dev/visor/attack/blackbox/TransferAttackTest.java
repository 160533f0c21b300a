package dev.visor.attack.blackbox;

import static dev.visor.attack.Attackers.PEOPLE;
import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Attackers;
import dev.visor.attack.Impersonation;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferAttackTest {

    private static final RunContext RUN = RunContext.of(1);

    /** Decides as a recognizer does, perhaps under another verdict, and counts what it is asked. */
    private record Victim(Recognizer recognizer, Verdict verdict, List<Image> asked) implements Recognizer {

        @Override
        public Gallery gallery() {
            return recognizer.gallery();
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            asked.addAll(probes);
            return recognizer.identify(probes);
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            return identify(probes).stream()
                    .map(Decision::person)
                    .map(decision -> verdict == Verdict.PERSON ? decision : decision.as(verdict))
                    .toList();
        }
    }

    private static Victim victim(Recognizer recognizer, Verdict verdict) {
        return new Victim(recognizer, verdict, new ArrayList<>());
    }

    private static LinearRecognizer recognizer(long seed) {
        return LinearRecognizer.random(PEOPLE, SIZE, SIZE, 0.02, seed);
    }

    private static List<AdversarialExample> craft(List<WhiteBoxRecognizer> surrogates, Recognizer victim) {
        return new TransferAttack(surrogates, Attackers.config(0, 60, 0.99, 8))
                .craft(tasks(), EyeglassFrame.DEFAULT, victim, RUN);
    }

    private static List<AttackTask> tasks() {
        return Attackers.tasks(12, SIZE).stream()
                .filter(task -> task.goal() instanceof Impersonation)
                .toList();
    }

    private static long successes(List<AdversarialExample> examples) {
        return examples.stream().filter(AdversarialExample::reached).count();
    }

    @Test
    void succeedsOnTheSurrogateItselfAndLessOnStrangers() {
        LinearRecognizer own = recognizer(1);
        List<AdversarialExample> same = craft(List.of(own), victim(recognizer(1), Verdict.PERSON));
        assertThat(successes(same)).isEqualTo(tasks().size());
        assertThat(successes(craft(List.of(own), victim(recognizer(9), Verdict.PERSON))))
                .isLessThan(tasks().size());
    }

    @Test
    void severalSurrogatesAreDeceivedTogether() {
        List<WhiteBoxRecognizer> both = List.of(recognizer(1), recognizer(2));
        for (WhiteBoxRecognizer one : both) {
            long together = successes(craft(both, victim(one, Verdict.PERSON)));
            long other = successes(
                    craft(both.stream().filter(surrogate -> surrogate != one).toList(), victim(one, Verdict.PERSON)));
            assertThat(together).isGreaterThan(other);
        }
    }

    @Test
    void asksTheVictimThreeTimesAboutEachFaceAndReportsItsAnswers() {
        Victim victim = victim(recognizer(9), Verdict.PERSON);
        List<AdversarialExample> examples = craft(List.of(recognizer(1)), victim);
        assertThat(victim.asked).hasSize(3 * examples.size());
        for (AdversarialExample example : examples) {
            assertThat(example.scores().logits())
                    .isEqualTo(victim.recognizer.identify(example.image()).logits());
            assertThat(example.startScores().logits())
                    .isEqualTo(victim.recognizer.identify(example.start()).logits());
            assertThat(example.reached()).isEqualTo(example.goal().holds(example.scores()));
            if (example.reached() && !example.goal().holds(example.startScores())) {
                assertThat(example.firstSuccess()).hasValue(1);
            }
        }
    }

    @Test
    void whatIsNotDecidedForThePersonIsNoSuccess() {
        assertThat(craft(List.of(recognizer(1)), victim(recognizer(1), Verdict.TAMPERED)))
                .noneMatch(AdversarialExample::reached)
                .allMatch(example -> example.firstSuccess().isEmpty());
    }

    @Test
    void queriesContinueWhatWasTransferred() {
        List<AttackTask> tasks = tasks();
        List<AdversarialExample> made = craft(List.of(recognizer(9)), victim(recognizer(9), Verdict.PERSON));
        assertThat(successes(made)).isEqualTo(tasks.size());
        Recognizer victim = recognizer(9);
        SquareAttackConfig square = new SquareAttackConfig(20, 0.05, 8, 0.5);
        List<AdversarialExample> alone = square.build().craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
        List<AdversarialExample> continued = square.startingFrom(made).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
        assertThat(successes(continued)).isGreaterThan(successes(alone)).isEqualTo(tasks.size());
        assertThat(continued).allMatch(example -> example.iterations() <= 1);

        EvolutionaryAttackConfig evolution = new EvolutionaryAttackConfig(20, 1, 4, 0.5, 0.05, 8);
        List<AttackTask> withDonors = tasks.stream()
                .map(task -> task.withDonors(RandomSystem.pictures(77, 60, SIZE, SIZE).stream()
                        .filter(picture -> task.goal().holds(victim.identify(picture)))
                        .limit(1)
                        .toList()))
                .toList();
        assertThat(successes(evolution.startingFrom(made).craft(withDonors, EyeglassFrame.DEFAULT, victim, RUN)))
                .isGreaterThan(successes(evolution.build().craft(withDonors, EyeglassFrame.DEFAULT, victim, RUN)))
                .isEqualTo(tasks.size());
    }

    @Test
    void anExampleSaysWhetherItsGoalHoldsOnAllSurrogates() {
        List<WhiteBoxRecognizer> both = List.of(recognizer(1), recognizer(2));
        List<AdversarialExample> examples = new TransferAttack(both, Attackers.config(0, 2, 0.99, 8))
                .craft(tasks(), EyeglassFrame.DEFAULT, victim(recognizer(9), Verdict.PERSON), RUN);
        assertThat(examples).extracting(AdversarialExample::onSurrogates).contains(true, false);
        assertThat(examples)
                .allMatch(example ->
                        both.stream().allMatch(one -> example.goal().holds(one.decide(example.image())))
                                == example.onSurrogates());
    }

    @Test
    void queriesThatContinueItBeginWithItsPictureAndKeepToTheirBudget() {
        TransferAttack attack = new TransferAttack(
                List.of(recognizer(1)), Attackers.config(0, 60, 0.99, 5), new SquareAttackConfig(20, 0.05, 8, 0.5));
        Victim same = victim(recognizer(1), Verdict.PERSON);
        assertThat(attack.craft(tasks(), EyeglassFrame.DEFAULT, same, RUN))
                .allMatch(example -> example.reached() && example.firstSuccess().getAsInt() <= 1)
                .extracting(AdversarialExample::onSurrogates)
                .containsOnly(true);
        assertThat(same.asked).hasSizeLessThanOrEqualTo(3 * tasks().size());

        Victim stranger = victim(recognizer(9), Verdict.PERSON);
        assertThat(attack.craft(tasks(), EyeglassFrame.DEFAULT, stranger, RUN))
                .anyMatch(example -> !example.reached())
                .extracting(AdversarialExample::onSurrogates)
                .containsOnly(true);
        assertThat(stranger.asked).hasSizeBetween(3 * tasks().size() + 1, 20 * tasks().size());
    }

    @Test
    void surrogatesMayTakePicturesInDifferentWaysAndOnlySomeMayKnowAThreshold() {
        WhiteBoxRecognizer open = new ForwardingRecognizer(recognizer(2)) {

            @Override
            public Gallery gallery() {
                return Gallery.openSet(PEOPLE, new Threshold(0.5f, null, 0, 0));
            }

            @Override
            public Color baseline() {
                return Color.rgb8(1, 2, 3);
            }

            @Override
            public List<Scores> identify(List<Image> probes) {
                return inner().identify(probes);
            }

            @Override
            public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
                return inner().backward(probes, loss, rule);
            }

            @Override
            public List<Decision> decide(List<Image> probes) {
                return inner().decide(probes);
            }
        };
        assertThat(successes(craft(List.of(recognizer(1), open), victim(recognizer(2), Verdict.PERSON))))
                .isPositive();
    }

    @Test
    void refusesTargetsThatTheVictimDoesNotKnowBeforeAnyEffort() {
        LinearRecognizer surrogate = recognizer(1);
        List<Identity> others = List.of(new Identity("Yan"), new Identity("Zoe"));
        Recognizer victim = LinearRecognizer.random(others, SIZE, SIZE, 0.02);
        assertThatThrownBy(() -> craft(List.of(surrogate), victim)).hasMessageContaining("must be one of [Yan, Zoe]");
        assertThat(surrogate.backwardCalls()).isZero();
        assertThat(surrogate.identified()).isZero();
    }
}
