package dev.visor.attack;

import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.defense.Fills;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.SaliencyMaskDefense;
import dev.visor.defense.Threshold;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks through masks that are made anew at some of the iterations only. */
class HeldMasksTest {

    private static final List<AttackTask> TASKS = Attackers.tasks(6, SIZE);

    private static WhiteBoxRecognizer masked(WhiteBoxRecognizer recognizer) {
        SaliencyMaskConfig config = new SaliencyMaskConfig(
                MapKind.parse("gradient_times_input"), Threshold.quantile(0.9), 1, 3, SIZE, Fills.MEAN);
        return new SaliencyMaskDefense(config, CleanMaps.none()).surrogate(recognizer);
    }

    private static List<AdversarialExample> craft(
            int hold, boolean stopEarly, int batchSize, WhiteBoxRecognizer victim) {
        GlassesConfig config = new GlassesConfig(
                EyeglassFrame.DEFAULT,
                List.of(GlassesConfig.YELLOW),
                new GlassesConfig.Step(20, 0.5, 0.4, 3),
                new GlassesConfig.Effort(Loss.MARGIN, 13, 2, hold, stopEarly, 0.9, 0.1),
                batchSize);
        return new GlassesAttack(config).craft(TASKS, victim, RunContext.of(1));
    }

    /** Counts the pictures whose saliency was asked for. */
    private static final class Counting extends ForwardingRecognizer {

        private int salient;

        Counting() {
            super(Attackers.victim());
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            return inner().identify(probes);
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            return inner().decide(probes);
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            salient += rule == BackwardRule.GUIDED ? probes.size() : 0;
            return inner().backward(probes, loss, rule);
        }
    }

    /**
     * Saliency is asked for at the face, at the start, and at the fourteen pictures of each of the two descents; or once for
     * all that masks are held for, where they end, and where the goal first holds, which all do.
     */
    @ParameterizedTest
    @CsvSource({"1, 30", "5, 11", "13, 8", "100, 6"})
    void heldMasksCostNoPass(int hold, int each) {
        Counting recognizer = new Counting();
        craft(hold, false, 32, masked(recognizer));
        assertThat(recognizer.salient).isEqualTo(each * TASKS.size());
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "4, true", "5, false"})
    void heldMasksDoNotDependOnHowManyTasksAdvanceTogether(int batchSize, boolean stopEarly) {
        List<AdversarialExample> together = craft(5, stopEarly, 32, masked(Attackers.victim()));
        List<AdversarialExample> inParts = craft(5, stopEarly, batchSize, masked(Attackers.victim()));
        for (int i = 0; i < TASKS.size(); i++) {
            assertThat(inParts.get(i).image()).isEqualTo(together.get(i).image());
            assertThat(inParts.get(i).iterations()).isEqualTo(together.get(i).iterations());
            assertThat(inParts.get(i).firstSuccess()).isEqualTo(together.get(i).firstSuccess());
        }
    }

    @Test
    void whatIsReportedIsWhatTheDefenseSaysOfThePicture() {
        WhiteBoxRecognizer victim = masked(Attackers.victim());
        for (boolean stopEarly : new boolean[] {true, false}) {
            for (AdversarialExample example : craft(5, stopEarly, 32, victim)) {
                Scores said = victim.identify(example.image());
                assertThat(example.scores().logits()).isEqualTo(said.logits());
            }
        }
    }

    @Test
    void aVictimWithoutMasksIsAttackedInTheSameWay() {
        List<AdversarialExample> held = craft(5, true, 32, Attackers.victim());
        List<AdversarialExample> plain = craft(1, true, 32, Attackers.victim());
        for (int i = 0; i < TASKS.size(); i++) {
            assertThat(held.get(i).image()).isEqualTo(plain.get(i).image());
        }
    }
}
