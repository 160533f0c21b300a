package dev.visor.attack;

import static dev.visor.attack.Attackers.PEOPLE;
import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.WornAccessory;
import dev.visor.attack.AttackLoop.Question;
import dev.visor.attack.alignment.AlignmentJitter;
import dev.visor.attack.alignment.View;
import dev.visor.attack.perception.Perception;
import dev.visor.attack.perception.Worn;
import dev.visor.capture.AlignmentSpread;
import dev.visor.face.Face;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentJitterTest {

    private static final AlignmentJitter JITTER = new AlignmentJitter(new AlignmentSpread(0.08, 0.05, 3), 3);
    private static final RunContext RUN = RunContext.of(1);
    private static final Goal GOAL = new Impersonation(PEOPLE.get(1));

    private static Face face() {
        return Attackers.faces(PEOPLE.get(0), 1, SIZE).get(0);
    }

    private static Question question(Face face) {
        WornAccessory accessory = frame(face);
        float[] texture = accessory.plainTexture(GradientAttackConfig.YELLOW);
        Image picture = accessory.render(face.image(), texture);
        return new Question(
                picture,
                View.whole(face),
                GOAL,
                false,
                "task",
                7,
                new Worn(
                        List.of(new Worn.Picture(face.image(), View.whole(face))),
                        face.landmarks(),
                        accessory,
                        texture,
                        picture));
    }

    private static WornAccessory frame(Face face) {
        return EyeglassFrame.DEFAULT.wear(
                face.landmarks(), face.image().width(), face.image().height());
    }

    @Test
    void theGradientIsTheMeanOverTheDraws() {
        LinearRecognizer victim = Attackers.victim();
        Face face = face();
        Image picture = question(face).picture();
        Seed seed = new Seed(5);
        Backward result = new ExpectedAnswers(Loss.MARGIN, victim, Perception.of(JITTER), seed)
                .of(List.of(question(face)), false)
                .get(0);
        float[] mean = new float[3 * SIZE * SIZE];
        double logit = 0;
        for (int draw = 0; draw < 3; draw++) {
            Similarity move = JITTER.draw(face.landmarks(), seed.derive("alignment jitter of task", 7, draw));
            SimilarityWarp warp = SimilarityWarp.replicating(move, SIZE, SIZE);
            Backward one = victim.backward(
                            List.of(warp.quantized(picture)),
                            (probe, scores) -> Loss.MARGIN.gradient(GOAL, scores),
                            BackwardRule.EXACT)
                    .get(0);
            float[] pulled = frame(face).pullBack(warp.pullBack(one.gradient(), SIZE, SIZE));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += pulled[i] / 3;
            }
            logit += one.scores().logits()[1] / 3;
        }
        assertThat(result.gradient()).containsExactly(mean, within(1e-6f));
        assertThat((double) result.scores().logits()[1]).isCloseTo(logit, within(1e-5));
        assertThat(result.exactScores().logits())
                .isEqualTo(victim.identify(picture).logits());
    }

    @Test
    void withoutJitterTheVictimsOwnGradientIsFollowed() {
        Backward result = new ExpectedAnswers(Loss.MARGIN, Attackers.victim(), Perception.EXACT, new Seed(5))
                .of(List.of(question(face())), false)
                .get(0);
        Backward own = Attackers.victim()
                .backward(
                        List.of(question(face()).picture()),
                        (probe, scores) -> Loss.MARGIN.gradient(GOAL, scores),
                        BackwardRule.EXACT)
                .get(0);
        assertThat(result.gradient()).isEqualTo(frame(face()).pullBack(own.gradient()));
    }

    @Test
    void drawsDifferAsTheSettingsSay() {
        Landmarks eyes = new Landmarks(new Point(20, 30), new Point(40, 30));
        AlignmentJitter jitter = new AlignmentJitter(new AlignmentSpread(0.1, 0.04, 2), 1);
        List<Similarity> draws = IntStream.range(0, 4000)
                .mapToObj(i -> jitter.draw(eyes, new Seed(1).derive("draw", i)))
                .toList();
        assertThat(deviation(draws, draw -> draw.apply(eyes.middle()).x() - 30)).isCloseTo(2, within(0.1));
        assertThat(deviation(draws, draw -> draw.apply(eyes.middle()).y() - 30)).isCloseTo(2, within(0.1));
        assertThat(deviation(draws, draw -> Math.log(draw.scale()))).isCloseTo(0.04, within(0.002));
        assertThat(deviation(draws, draw -> Math.toDegrees(Math.atan2(draw.b(), draw.a()))))
                .isCloseTo(2, within(0.1));
    }

    private static double deviation(List<Similarity> draws, java.util.function.ToDoubleFunction<Similarity> value) {
        return Math.sqrt(draws.stream()
                .mapToDouble(value)
                .map(one -> one * one)
                .average()
                .orElse(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void resultsDoNotDependOnHowManyTasksAdvanceTogether(int batchSize) {
        List<AttackTask> tasks = Attackers.tasks(4, SIZE);
        List<AdversarialExample> together = craft(Attackers.config(4, 3, 0.9, 32), tasks, Attackers.victim());
        List<AdversarialExample> inParts = craft(Attackers.config(4, 3, 0.9, batchSize), tasks, Attackers.victim());
        assertThat(inParts).extracting(AdversarialExample::image).isEqualTo(images(together));
    }

    private static List<Image> images(List<AdversarialExample> examples) {
        return examples.stream().map(AdversarialExample::image).toList();
    }

    private static List<AdversarialExample> craft(
            GradientAttackConfig config, List<AttackTask> tasks, LinearRecognizer victim) {
        return new GradientAttack(config.withAlignmentJitter(JITTER)).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
    }

    @Test
    void attacksWithJitterSurviveOtherAlignmentsAndHaveTheScoresOfTheirOwn() {
        LinearRecognizer victim = smoothAndNoisy();
        // Dodging survives any alignment of a victim with noise.
        List<AttackTask> tasks = Attackers.tasks(8, SIZE).stream()
                .filter(task -> task.goal() instanceof Impersonation)
                .toList();
        GradientAttackConfig config = Attackers.config(0, 25, 0.95, 32);
        List<AdversarialExample> jittered = craft(config, tasks, victim);
        List<AdversarialExample> plain = new GradientAttack(config).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
        assertThat(plain).allMatch(AdversarialExample::reached);
        for (AdversarialExample example : jittered) {
            assertThat(example.scores().logits())
                    .isEqualTo(victim.identify(example.image()).logits());
        }
        assertThat(surviving(jittered, victim)).isGreaterThan(1.5 * surviving(plain, victim));
    }

    /** Returns how often the goal holds for alignments that differ. */
    private static double surviving(List<AdversarialExample> examples, LinearRecognizer victim) {
        int surviving = 0;
        for (AdversarialExample example : examples) {
            for (int i = 0; i < 20; i++) {
                View moved = View.whole(example.face())
                        .moved(JITTER.draw(example.face().landmarks(), new Seed(9).derive("alignment", i)));
                surviving += example.goal().holds(victim.identify(moved.of(example.image()))) ? 1 : 0;
            }
        }
        return surviving;
    }

    /** Returns a victim whose smooth weights matter under any alignment, and whose noise under one alone. */
    private static LinearRecognizer smoothAndNoisy() {
        Random random = new Random(3);
        List<float[]> weights = new ArrayList<>();
        for (int person = 0; person < PEOPLE.size(); person++) {
            double phase = 2 * Math.PI * random.nextDouble();
            double angle = Math.PI * random.nextDouble();
            float[] own = new float[3 * SIZE * SIZE];
            for (int i = 0; i < own.length; i++) {
                int x = i % SIZE;
                int y = i % (SIZE * SIZE) / SIZE;
                double wave = Math.cos(phase + (x * Math.cos(angle) + y * Math.sin(angle)) / 4);
                own[i] = (float) (0.012 * wave + 0.03 * random.nextGaussian());
            }
            weights.add(own);
        }
        return new LinearRecognizer(PEOPLE, weights);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new AlignmentSpread(0.6, 0, 0)).hasMessage("illegal shift: 0.6, must be in [0, 0.5]");
        assertThatThrownBy(() -> new AlignmentJitter(AlignmentSpread.NONE, 0))
                .hasMessage("illegal draws: 0, must be at least 1");
    }
}
