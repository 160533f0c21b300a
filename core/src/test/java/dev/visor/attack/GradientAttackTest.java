package dev.visor.attack;

import static dev.visor.attack.Attackers.PEOPLE;
import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.WornAccessory;
import dev.visor.face.Alignment;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.PictureCodec;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientAttackTest {

    private static final RunContext RUN = RunContext.of(1);

    private static List<AdversarialExample> craft(
            GradientAttackConfig config, List<AttackTask> tasks, WhiteBoxRecognizer victim) {
        return new GradientAttack(config).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
    }

    @Test
    void reachesItsGoalWithinTheFrameOnly() {
        LinearRecognizer victim = Attackers.victim();
        List<AttackTask> tasks = Attackers.tasks(8, SIZE);
        List<AdversarialExample> examples = craft(Attackers.config(0, 100, 0.9, 32), tasks, victim);
        assertThat(examples)
                .extracting(AdversarialExample::id)
                .startsWith("task 0", "task 1")
                .hasSize(8);
        for (int i = 0; i < examples.size(); i++) {
            AdversarialExample example = examples.get(i);
            assertThat(example.face()).isEqualTo(tasks.get(i).faces().get(0));
            assertThat(example.goal()).isEqualTo(tasks.get(i).goal());
            assertThat(example.reached()).isTrue();
            assertThat(example.goal().holds(example.scores())).isTrue();
            assertThat(example.goal().confidence(example.scores())).isGreaterThanOrEqualTo(0.9);
            assertThat(example.iterations()).isBetween(0, 99);
            assertOnlyTheFrameDiffers(example.face().image(), example.image(), example.region());
            assertOnlyTheFrameDiffers(example.start(), example.image(), example.region());
        }
        assertThat(examples).anyMatch(example -> example.iterations() > 3);
    }

    private static void assertOnlyTheFrameDiffers(Image before, Image after, Mask region) {
        float[] old = before.values();
        float[] changed = after.values();
        for (int i = 0; i < old.length; i++) {
            assertThat(region.contains(i % (SIZE * SIZE)) || old[i] == changed[i])
                    .as("value %d", i)
                    .isTrue();
        }
    }

    @Test
    void theScoresAreThoseOfThePictureAsSaved() {
        LinearRecognizer victim = Attackers.victim();
        for (AdversarialExample example : craft(Attackers.config(0, 30, 0.9, 32), Attackers.tasks(6, SIZE), victim)) {
            assertThat(Image.fromRgb8(SIZE, SIZE, example.image().toRgb8())).isEqualTo(example.image());
            Image saved = PictureCodec.decode(PictureCodec.encodePng(example.image()), "saved");
            assertThat(saved).isEqualTo(example.image());
            assertThat(victim.identify(saved).logits())
                    .isEqualTo(example.scores().logits());
            assertThat(victim.identify(example.start()).logits())
                    .isEqualTo(example.startScores().logits());
            assertThat(victim.identify(example.face().image()).logits())
                    .isEqualTo(example.cleanScores().logits());
        }
    }

    /** Remembers the scores of every picture of the descent, and leads the attack astray from the turn on. */
    private record Witness(WhiteBoxRecognizer recognizer, List<Scores> seen, int turn) implements WhiteBoxRecognizer {

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            LogitGradient applied = seen.size() < turn ? loss : (probe, scores) -> reversed(loss.at(probe, scores));
            List<Backward> results = recognizer.backward(probes, applied, rule);
            results.forEach(result -> seen.add(result.scores()));
            return results;
        }

        private static float[] reversed(float[] gradient) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = -gradient[i];
            }
            return gradient;
        }

        @Override
        public Color baseline() {
            return recognizer.baseline();
        }

        @Override
        public Gallery gallery() {
            return recognizer.gallery();
        }

        /** Only the last picture of a descent is identified after its first step. */
        @Override
        public List<Scores> identify(List<Image> probes) {
            List<Scores> results = recognizer.identify(probes);
            if (!seen.isEmpty()) {
                seen.addAll(results);
            }
            return results;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 99, 1", "2, 99, 2", "25, 99, 25", "25, 8, 9", "25, 0, 0"})
    void theBestIterateIsKeptTheLastOneIncluded(int iterations, int turn, int latestBest) {
        AttackTask task = Attackers.tasks(1, SIZE).get(0);
        List<Scores> seen = new ArrayList<>();
        Witness victim = new Witness(Attackers.victim(), seen, turn);
        AdversarialExample example = craft(Attackers.config(0, iterations, 1, 32), List.of(task), victim)
                .get(0);
        double[] confidences =
                seen.stream().mapToDouble(task.goal()::confidence).toArray();
        assertThat(confidences).hasSize(iterations + 1);
        assertThat(task.goal().confidence(example.scores()))
                .isEqualTo(Arrays.stream(confidences).max().orElseThrow())
                .isEqualTo(confidences[example.iterations()]);
        assertThat(victim.identify(example.image()).logits())
                .isEqualTo(example.scores().logits());
        assertThat(example.iterations()).isLessThanOrEqualTo(latestBest);
        assertThat(example.reached()).isFalse();
    }

    @Test
    void severalPicturesShareOneFrame() {
        Identity target = PEOPLE.get(2);
        AttackTask task =
                new AttackTask("universal", Attackers.faces(PEOPLE.get(0), 3, SIZE), new Impersonation(target));
        List<AdversarialExample> examples = craft(Attackers.config(0, 100, 0.9, 32), List.of(task), Attackers.victim());
        assertThat(examples)
                .extracting(AdversarialExample::id)
                .containsExactly("universal-1", "universal-2", "universal-3");
        assertThat(examples).allMatch(AdversarialExample::reached);
        assertThat(examples).allMatch(example -> example.scores().best().equals(target));
        assertThat(examples.stream()
                        .mapToDouble(e -> e.scores().confidence(target))
                        .average()
                        .orElseThrow())
                .isGreaterThanOrEqualTo(0.9);
        boolean[] hidden = hidden();
        int shared = 0;
        for (int i = 0; i < 3 * SIZE * SIZE; i++) {
            if (hidden[i % (SIZE * SIZE)]) {
                float value = examples.get(0).image().values()[i];
                assertThat(examples.get(1).image().values()[i]).isEqualTo(value);
                assertThat(examples.get(2).image().values()[i]).isEqualTo(value);
                shared++;
            }
        }
        assertThat(shared).isGreaterThan(100);
    }

    /** Returns the pixels of which nothing can be seen under the frame. */
    private static boolean[] hidden() {
        WornAccessory worn = EyeglassFrame.DEFAULT.wear(Alignment.DLIB.landmarks(SIZE, SIZE), SIZE, SIZE);
        float[] ones = Image.filled(SIZE, SIZE, new Color(1, 1, 1)).values();
        float[] coverage = worn.pullBack(ones);
        boolean[] hidden = new boolean[SIZE * SIZE];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = coverage[i] == 1;
        }
        return hidden;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void resultsDoNotDependOnHowManyTasksAdvanceTogether(int batchSize) {
        List<AttackTask> tasks = Attackers.tasks(7, SIZE);
        List<AdversarialExample> together = craft(Attackers.config(4, 40, 0.9, 32), tasks, Attackers.victim());
        List<AdversarialExample> inParts = craft(Attackers.config(4, 40, 0.9, batchSize), tasks, Attackers.victim());
        assertThat(inParts).hasSize(7);
        for (int i = 0; i < 7; i++) {
            assertThat(inParts.get(i).image()).isEqualTo(together.get(i).image());
            assertThat(inParts.get(i).iterations()).isEqualTo(together.get(i).iterations());
            assertThat(inParts.get(i).id()).isEqualTo("task " + i);
        }
    }

    @Test
    void patienceEndsAnAttackThatGetsNoFurther() {
        List<AttackTask> task = Attackers.tasks(1, SIZE);
        LinearRecognizer impatient = saturating();
        craft(Attackers.config(3, 300, 1, 32), task, impatient);
        assertThat(impatient.backwardCalls()).isBetween(20, 250);
        LinearRecognizer patient = saturating();
        craft(Attackers.config(0, 300, 1, 32), task, patient);
        assertThat(patient.backwardCalls()).isEqualTo(300);
    }

    /** Every value pulls equally hard, so that soon all colors are as far as they can go. */
    private static LinearRecognizer saturating() {
        float[] up = new float[3 * SIZE * SIZE];
        float[] down = new float[up.length];
        for (int i = 0; i < up.length; i++) {
            up[i] = i % 7 < 3 ? 0.002f : -0.002f;
            down[i] = -up[i];
        }
        return new LinearRecognizer(PEOPLE.subList(0, 2), List.of(down, up));
    }

    /** One value pulls a hundred times as hard as the others: with a small exponent these move almost as far. */
    @Test
    void aSmallExponentLetsAllColorsMove() {
        float[] down = new float[3 * SIZE * SIZE];
        Arrays.fill(down, 0.0001f);
        float[] up = new float[down.length];
        boolean[] hidden = hidden();
        int pixel = 0;
        while (!hidden[pixel]) {
            pixel++;
        }
        up[pixel] = 0.0101f;
        assertThat(changed(1, down, up)).isLessThan(changed(0.1, down, up) / 4);
    }

    private static int changed(double exponent, float[] down, float[] up) {
        GradientAttackConfig config = new GradientAttackConfig(
                Attackers.YELLOW, new MomentumStep(20, exponent, 0, 0), new GradientAttackConfig.Effort(2, 1, 0), 1);
        LinearRecognizer victim = new LinearRecognizer(PEOPLE.subList(0, 2), List.of(down, up));
        AdversarialExample example =
                craft(config, Attackers.tasks(1, SIZE), victim).get(0);
        float[] start = example.start().values();
        float[] end = example.image().values();
        int changed = 0;
        for (int i = 0; i < start.length; i++) {
            changed += start[i] == end[i] ? 0 : 1;
        }
        return changed;
    }

    @Test
    void startsFromTheColorNearestToTheGoal() {
        List<Color> colors = List.of(
                GradientAttackConfig.YELLOW, Color.rgb8(255, 0, 0), Color.rgb8(0, 0, 255), Color.rgb8(20, 200, 90));
        for (AttackTask task : Attackers.tasks(6, SIZE)) {
            double best = colors.stream()
                    .mapToDouble(color -> startConfidence(task, List.of(color)))
                    .max()
                    .orElseThrow();
            assertThat(startConfidence(task, colors)).isEqualTo(best);
        }
    }

    private static double startConfidence(AttackTask task, List<Color> colors) {
        AdversarialExample example = craft(Attackers.config(colors, 0, 1, 0.9, 32), List.of(task), Attackers.victim())
                .get(0);
        return task.goal().confidence(example.startScores());
    }

    @Test
    void stopsWhenTheRunIsCancelled() {
        AtomicInteger checks = new AtomicInteger();
        LinearRecognizer victim = Attackers.victim();
        RunContext run = RUN.cancelledWhen(() -> checks.incrementAndGet() > 5);
        assertThatThrownBy(() -> new GradientAttack(Attackers.config(0, 300, 1, 32))
                        .craft(Attackers.tasks(3, SIZE), EyeglassFrame.DEFAULT, victim, run))
                .isInstanceOf(CancelledException.class);
        assertThat(victim.backwardCalls()).isEqualTo(5);
    }

    @Test
    void refusesPeopleWhoAreNotEnrolled() {
        Identity stranger = new Identity("Zoe");
        AttackTask unknownTarget =
                new AttackTask("a", Attackers.faces(PEOPLE.get(0), 1, SIZE), new Impersonation(stranger));
        AttackTask unknownAttacker =
                new AttackTask("b", Attackers.faces(stranger, 1, SIZE), new Impersonation(PEOPLE.get(0)));
        for (AttackTask task : List.of(unknownTarget, unknownAttacker)) {
            LinearRecognizer victim = Attackers.victim();
            assertThatThrownBy(() -> craft(Attackers.config(0, 9, 0.9, 32), List.of(task), victim))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("unknown person: \"Zoe\", must be one of [Ann, Bea, Cem, Dora]");
            assertThat(victim.identified()).isZero();
        }
    }
}
