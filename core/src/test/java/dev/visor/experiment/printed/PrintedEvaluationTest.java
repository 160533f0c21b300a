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
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TriedPictures;
import dev.visor.experiment.printed.PrintedEvaluation.Victim;
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

    private static final ChainConfig MASKS = new ChainConfig(List.of(CertifiedMasking.Config.GLASSES));

    private static PrintedRates rates(PrintedTrial trial, Victim victim) {
        return new PrintedEvaluation(trial, RUN)
                .of(attacks(), EyeglassFrame.DEFAULT, List.of(victim), "", "eyeglass-frame/E001")
                .get(0);
    }

    private static List<PrintedAttack> attacks() {
        return PrintedAttack.all(List.of(TASK), ATTACKS, EyeglassFrame.DEFAULT, TriedPictures.OTHER, FACES);
    }

    private static Victim undefended() {
        return new Victim(ChainConfig.NONE, (face, pictures) -> SYSTEM.decide(pictures));
    }

    /** Returns a system that claims to certify every answer, and is right about bare faces alone. */
    private static Victim certifying() {
        return new Victim(
                MASKS,
                (face, pictures) -> pictures.stream()
                        .map(picture -> new Decision(
                                Decision.of(SYSTEM.identify(picture)).verdict(), SYSTEM.identify(picture), true))
                        .toList());
    }

    /** Returns another picture with the digital accessory of the attack. */
    private static Image worn(Face face) {
        AdversarialExample attack = ATTACKS.read(0, 1).get(0);
        WornAccessory frame = EyeglassFrame.DEFAULT.wear(face.landmarks(), Attackers.SIZE, Attackers.SIZE);
        return frame.render(face.image(), frame.texture(attack.face().image(), attack.image()));
    }

    @Test
    void withoutAnyDistortionItIsTheDigitalAttackOnTheOtherPictures() {
        PrintedRates rates = rates(new PrintedTrial(5, List.of(), 1, TriedPictures.OTHER, NOTHING), certifying());
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
        PrintedRates rates = rates(
                new PrintedTrial(12, List.of(0.0, 1.0), 5, TriedPictures.OTHER, PrintAndCapture.TRIAL), undefended());
        assertThat(rates.strengths()).hasSize(2 * Distortion.values().length);
        Set<Rate> without = rates.strengths().stream()
                .filter(strength -> strength.strength() == 0)
                .map(PrintedRates.Strength::success)
                .collect(Collectors.toSet());
        assertThat(without).containsExactly(rates.digital());
        assertThat(rates.success().trials()).isEqualTo(12);
        assertThat(rates.shown()).hasSize(10);
        assertThat(new PrintedEvaluation(
                                new PrintedTrial(12, List.of(), 1, TriedPictures.OTHER, PrintAndCapture.TRIAL), RUN)
                        .shown(attacks().get(0)))
                .hasSize(10)
                .doesNotHaveDuplicates();
    }

    @Test
    void certificatesOfBareFacesAreBrokenByAttacksThatLeadToOthers() {
        PrintedRates rates = rates(new PrintedTrial(4, List.of(), 1, TriedPictures.OTHER, NOTHING), certifying());
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
        assertThat(rates.brokenBeyondMasks()).isEqualTo(new Rate(0, 0));
    }

    @Test
    void certificatesSayNothingAboutAccessoriesThatAreSeenBeyondTheMasks() {
        Wear slipped = new Wear(0.5, 0, 0, 0, 0, 0);
        PrintAndCapture beyond =
                new PrintAndCapture(Printer.IDEAL, slipped, Light.NONE, Camera.NONE, AlignmentSpread.NONE);
        PrintedRates rates = rates(new PrintedTrial(20, List.of(), 1, TriedPictures.OTHER, beyond), certifying());
        int known = (int) FACES.subList(1, 6).stream()
                .filter(face -> SYSTEM.identify(face.image()).best().equals(face.identity()))
                .count();
        assertThat(rates.brokenBeyondMasks().trials()).isPositive();
        assertThat(rates.brokenCertificates().trials()
                        + rates.brokenBeyondMasks().trials())
                .isEqualTo(4 * known);
    }

    @Test
    void itsOwnPictureIsThatOfTheDigitalAttack() {
        List<PrintedAttack> own = PrintedAttack.all(
                List.of(TASK), ATTACKS, EyeglassFrame.DEFAULT, TriedPictures.OWN, FACES.subList(0, 1));
        assertThat(own.get(0).digital()).containsExactly(worn(FACES.get(0)));
    }

    @Test
    void allSystemsSeeTheSameDraws() {
        List<PrintedRates> rates = new PrintedEvaluation(
                        new PrintedTrial(6, List.of(), 1, TriedPictures.OTHER, PrintAndCapture.TRIAL), RUN)
                .of(attacks(), EyeglassFrame.DEFAULT, List.of(undefended(), certifying()), "", "");
        assertThat(rates.get(1).success()).isEqualTo(rates.get(0).success());
        assertThat(rates.get(0).brokenCertificates()).isNull();
    }

    @Test
    void anAttackerNeedsAnotherPicture() {
        assertThatThrownBy(() -> PrintedAttack.others(TASK, FACES.subList(0, 1)))
                .hasMessageEndingWith(
                        "has no evaluation face that the attack is not made with, must have one, to try it on"
                                + " when it is printed");
        assertThat(PrintedAttack.others(TASK.withRehearsals(FACES.subList(1, 3)), FACES))
                .isEqualTo(FACES.subList(3, 6));
    }
}
