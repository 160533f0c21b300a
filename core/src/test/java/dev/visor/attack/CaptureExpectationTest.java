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
import dev.visor.attack.perception.CaptureExpectation;
import dev.visor.attack.perception.Perception;
import dev.visor.attack.perception.Worn;
import dev.visor.capture.Capture;
import dev.visor.capture.CaptureSampler;
import dev.visor.capture.CapturedPicture;
import dev.visor.capture.PrintAndCapture;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureExpectationTest {

    private static final CaptureExpectation EXPECTATION = new CaptureExpectation(3, 1, PrintAndCapture.REHEARSAL);
    private static final RunContext RUN = RunContext.of(1);

    private static WornAccessory frame(Face face) {
        return EyeglassFrame.DEFAULT.wear(
                face.landmarks(), face.image().width(), face.image().height());
    }

    @Test
    void theGradientIsTheMeanOverTheCaptures() {
        LinearRecognizer victim = Attackers.victim();
        Face face = Attackers.faces(PEOPLE.get(0), 1, SIZE).get(0);
        WornAccessory accessory = frame(face);
        float[] texture = accessory.plainTexture(GradientAttackConfig.YELLOW);
        Image picture = accessory.render(face.image(), texture);
        Goal goal = new Impersonation(PEOPLE.get(1));
        Seed seed = new Seed(5);
        Backward result = new ExpectedAnswers(Loss.MARGIN, victim, Perception.of(EXPECTATION), seed)
                .of(
                        List.of(new Question(
                                picture,
                                View.whole(face),
                                goal,
                                false,
                                "task",
                                7,
                                new Worn(
                                        List.of(new Worn.Picture(face.image(), View.whole(face))),
                                        face.landmarks(),
                                        accessory,
                                        texture,
                                        picture))),
                        false)
                .get(0);
        float[] mean = new float[3 * SIZE * SIZE];
        for (int draw = 0; draw < 3; draw++) {
            Capture capture = new CaptureSampler(EXPECTATION.captures())
                    .draw(accessory, face.landmarks(), seed.derive("capture of task", 7, draw));
            CapturedPicture taken = capture.of(face.image(), texture);
            View view = View.whole(face).moved(capture.alignment(face.landmarks()));
            Backward one = victim.backward(
                            List.of(view.of(taken.image())),
                            (probe, scores) -> Loss.MARGIN.gradient(goal, scores),
                            BackwardRule.EXACT)
                    .get(0);
            float[] pulled = taken.pullBack(view.pullBack(one.gradient(), taken.image()));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += pulled[i] / 3;
            }
        }
        assertThat(result.gradient()).containsExactly(mean, within(1e-6f));
        assertThat(result.exactScores().logits())
                .isEqualTo(victim.identify(picture).logits());
    }

    @Test
    void robustAttacksSurviveCapturesThatTheyWereNotMadeWith() {
        LinearRecognizer victim = Attackers.victim();
        List<AttackTask> tasks = Attackers.tasks(6, SIZE);
        GradientAttackConfig digital = Attackers.config(10, 40, 0.9, 32);
        double robust = margin(digital.withCaptures(EXPECTATION), tasks, victim);
        assertThat(robust).isGreaterThan(margin(digital, tasks, victim));
    }

    /** Returns the mean margin over captures of the trial. */
    private static double margin(GradientAttackConfig config, List<AttackTask> tasks, LinearRecognizer victim) {
        List<AdversarialExample> examples = new GradientAttack(config).craft(tasks, EyeglassFrame.DEFAULT, victim, RUN);
        CaptureSampler sampler = new CaptureSampler(PrintAndCapture.TRIAL);
        double sum = 0;
        for (AdversarialExample example : examples) {
            WornAccessory accessory = frame(example.face());
            float[] texture = accessory.texture(example.face().image(), example.image());
            for (int draw = 0; draw < 20; draw++) {
                Capture capture =
                        sampler.draw(accessory, example.face().landmarks(), new Seed(9).derive("trial", draw));
                Image seen = View.whole(example.face())
                        .moved(capture.alignment(example.face().landmarks()))
                        .of(capture.of(example.face().image(), texture).image());
                sum += example.goal().margin(victim.identify(seen));
            }
        }
        return sum / (20 * examples.size());
    }

    @Test
    void capturesHaveAnAlignmentOfTheirOwn() {
        GradientAttackConfig captured = GradientAttackConfig.PATIENT.withCaptures(EXPECTATION);
        assertThat(captured.passesPerStep()).isEqualTo(3);
        assertThatThrownBy(() -> captured.withAlignmentJitter(AlignmentJitter.DEFAULT))
                .hasMessage(
                        "illegal alignment jitter: draws beside those of captures, must be left out, because captures"
                                + " have an alignment of their own");
    }
}
