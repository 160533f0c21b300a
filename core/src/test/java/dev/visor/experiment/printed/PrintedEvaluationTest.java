package dev.visor.experiment.printed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.WornAccessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Attackers;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GradientAttack;
import dev.visor.attack.Impersonation;
import dev.visor.capture.AlignmentSpread;
import dev.visor.capture.Camera;
import dev.visor.capture.Distortion;
import dev.visor.capture.Light;
import dev.visor.capture.PrintAndCapture;
import dev.visor.capture.Wear;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.print.Printer;
import dev.visor.recognition.Decision;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.run.RunContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrintedEvaluationTest {

    private static final RunContext RUN = RunContext.of(3);
    private static final LinearRecognizer SYSTEM = Attackers.victim();
    private static final List<Face> FACES = Attackers.faces(Attackers.PEOPLE.get(0), 6, Attackers.SIZE);
    private static final AttackTask TASK =
            new AttackTask("E001", FACES.subList(0, 1), new Impersonation(Attackers.PEOPLE.get(1)));
    private static final ExampleSource ATTACKS = ExampleSource.of(new GradientAttack(Attackers.config(10, 40, 0.9, 32))
            .craft(List.of(TASK), EyeglassFrame.DEFAULT, SYSTEM, RUN));
    private static final PrintAndCapture NOTHING =
            new PrintAndCapture(Printer.IDEAL, Wear.NONE, Light.NONE, Camera.NONE, AlignmentSpread.NONE);

    private static PrintedRates rates(PrintedTrial trial, boolean undefended) {
        return new PrintedEvaluation(trial, RUN)
                .of(
                        List.of(TASK),
                        ATTACKS,
                        EyeglassFrame.DEFAULT,
                        FACES,
                        (face, pictures) -> SYSTEM.decide(pictures),
                        "",
                        "eyeglass-frame/E001",
                        true,
                        undefended);
    }

    /** Returns another picture with the digital accessory of the attack. */
    private static Image worn(Face face) {
        AdversarialExample attack = ATTACKS.read(0, 1).get(0);
        WornAccessory frame = EyeglassFrame.DEFAULT.wear(face.landmarks(), Attackers.SIZE, Attackers.SIZE);
        return frame.render(face.image(), frame.texture(attack.face().image(), attack.image()));
    }

    @Test
    void withoutAnyDistortionItIsTheDigitalAttackOnTheOtherPictures() {
        PrintedRates rates = rates(new PrintedTrial(5, List.of(), 1, NOTHING), false);
        assertThat(rates.digital().trials()).isEqualTo(5);
        assertThat(rates.success()).isEqualTo(rates.digital());
        int hits = 0;
        for (Face face : FACES.subList(1, 6)) {
            hits += TASK.goal().holds(SYSTEM.identify(worn(face))) ? 1 : 0;
        }
        assertThat(rates.digital()).isEqualTo(new Rate(hits, 5));
        assertThat(rates.attackers()).isEqualTo(new Rate(2 * hits >= 5 ? 1 : 0, 1));
        assertThat(rates.strengths()).isEmpty();
        assertThat(rates.shown()).isEmpty();
    }

    @Test
    void eachDistortionIsTriedAloneAtEachStrength() {
        PrintedRates rates = rates(new PrintedTrial(12, List.of(0.0, 1.0), 5, PrintAndCapture.TRIAL), true);
        assertThat(rates.strengths()).hasSize(2 * Distortion.values().length);
        Set<Rate> without = rates.strengths().stream()
                .filter(strength -> strength.strength() == 0)
                .map(PrintedRates.Strength::success)
                .collect(Collectors.toSet());
        assertThat(without).containsExactly(rates.digital());
        assertThat(rates.success().trials()).isEqualTo(12);
        assertThat(rates.shown()).hasSize(10);
        assertThat(new PrintedEvaluation(new PrintedTrial(12, List.of(), 1, PrintAndCapture.TRIAL), RUN)
                        .shown(List.of(TASK), ATTACKS, EyeglassFrame.DEFAULT, FACES))
                .hasSize(10)
                .doesNotHaveDuplicates();
    }

    /** A system that certifies every answer, and is right about bare faces alone. */
    @Test
    void certificatesOfBareFacesAreBrokenByAttacksThatLeadToOthers() {
        PrintedRates rates = new PrintedEvaluation(new PrintedTrial(4, List.of(), 1, NOTHING), RUN)
                .of(
                        List.of(TASK),
                        ATTACKS,
                        EyeglassFrame.DEFAULT,
                        FACES,
                        (face, pictures) -> pictures.stream()
                                .map(picture -> new Decision(
                                        Decision.of(SYSTEM.identify(picture)).verdict(),
                                        SYSTEM.identify(picture),
                                        true))
                                .toList(),
                        "",
                        "",
                        true,
                        false);
        int right = 0;
        int broken = 0;
        List<Face> others = FACES.subList(1, 5);
        for (Face face : others) {
            boolean known = SYSTEM.identify(face.image()).best().equals(face.identity());
            right += known ? 1 : 0;
            broken += known && !SYSTEM.identify(worn(face)).best().equals(face.identity()) ? 1 : 0;
        }
        assertThat(rates.brokenCertificates()).isEqualTo(new Rate(broken, right));
        assertThat(broken).isPositive();
    }

    @Test
    void anAttackerNeedsAnotherPicture() {
        assertThatThrownBy(() -> PrintedEvaluation.others(TASK, FACES.subList(0, 1)))
                .hasMessageEndingWith(
                        "has no evaluation face that the attack is not made with, must have one, to try it on"
                                + " when it is printed");
        assertThat(PrintedEvaluation.others(TASK.withRehearsals(FACES.subList(1, 3)), FACES))
                .isEqualTo(FACES.subList(3, 6));
    }
}
