package dev.visor.evaluation.captured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.evaluation.Rate;
import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapturedResultsTest {

    private static final Identity ADA = new Identity("Ada");
    private static final Identity BOB = new Identity("Bob");
    private static final Identity CY = new Identity("Cy");
    private static final CapturedResults.Site SITE = new CapturedResults.Site("t", "net", "", RunAttacks.NONE);
    private static final List<CapturedSystem> SYSTEMS =
            List.of(new CapturedSystem("none", List.of()), new CapturedSystem("chain", List.of("detector")));

    private final List<CapturedPicture> pictures = new ArrayList<>();

    private static CapturedAnswer answer(Object what) {
        boolean person = what instanceof Identity;
        return new CapturedAnswer(
                person ? Verdict.PERSON : (Verdict) what, person ? (Identity) what : CY, 0.9, 0.5, false);
    }

    private void attack(Identity who, Identity target, String session, String light, Object before, Object after) {
        Capture capture = new Capture(pictures.size() + ".png", who, "glasses", target, null, session, "", light);
        pictures.add(new CapturedPicture(capture, null, List.of(answer(before), answer(after))));
    }

    private void honest(Identity who, String accessory, Object before, Object after) {
        Capture capture = new Capture(pictures.size() + ".png", who, accessory, null, null, "1", "", "day");
        pictures.add(new CapturedPicture(capture, null, List.of(answer(before), answer(after))));
    }

    private CapturedResults results() {
        return CapturedResults.of(SITE, SYSTEMS, pictures);
    }

    private void some() {
        attack(ADA, BOB, "1", "day", BOB, Verdict.TAMPERED);
        attack(ADA, BOB, "1", "dim", ADA, ADA);
        attack(ADA, BOB, "2", "dim", BOB, BOB);
        attack(CY, BOB, "2", "dim", ADA, Verdict.UNKNOWN);
        attack(CY, BOB, "2", "day", Verdict.UNKNOWN, ADA);
        honest(ADA, "", ADA, Verdict.TAMPERED);
        honest(BOB, "", BOB, Verdict.UNKNOWN);
        honest(BOB, "hat", BOB, ADA);
        honest(CY, "", CY, CY);
        Capture dark = new Capture("dark.png", ADA, "glasses", BOB, null, "1", "", "dim");
        pictures.add(new CapturedPicture(dark, "shows no face", List.of()));
    }

    @Test
    void attackersAreCountedByWhomTheyAreAcceptedAs() {
        some();
        AttackPresentations before = results().overall().get(0).attacks();
        assertThat(before.iapar()).isEqualTo(new Rate(2, 5));
        assertThat(before.others()).isEqualTo(new Rate(1, 5));
        assertThat(before.recognized()).isEqualTo(new Rate(1, 5));
        assertThat(before.unknown()).isEqualTo(new Rate(1, 5));
        assertThat(before.attackers()).isEqualTo(new Rate(1, 2));
        AttackPresentations after = results().overall().get(1).attacks();
        assertThat(after.iapar()).isEqualTo(new Rate(1, 5));
        assertThat(after.tampered()).isEqualTo(new Rate(1, 5));
        assertThat(after.apcer()).isEqualTo(new Rate(4, 5));
    }

    @Test
    void aPictureWithoutAFaceIsANonResponseAndInNoOtherRate() {
        some();
        AttackPresentations attacks = results().overall().get(0).attacks();
        assertThat(attacks.noFace()).isEqualTo(new Rate(1, 6));
        assertThat(attacks.iapar().trials()).isEqualTo(5);
        assertThat(results().overall().get(0).honest().noFace()).isEqualTo(new Rate(0, 4));
        assertThat(pictures.get(9).outcome(1)).isEqualTo(CapturedOutcome.NO_FACE);
    }

    @Test
    void honestPeopleAreTamperedUnknownMistakenOrRecognized() {
        some();
        BonaFidePresentations after = results().overall().get(1).honest();
        assertThat(after.bpcer()).isEqualTo(new Rate(1, 4));
        assertThat(after.rejected()).isEqualTo(new Rate(2, 4));
        assertThat(after.mistaken()).isEqualTo(new Rate(1, 4));
        assertThat(after.recognized()).isEqualTo(new Rate(1, 4));
        assertThat(after.unknown()).isEqualTo(new Rate(1, 4));
    }

    @Test
    void conditionsThatWereNotedAreGroupedInTheOrderOfThePictures() {
        some();
        CapturedResults results = results();
        assertThat(results.groups(CaptureCondition.SESSION))
                .extracting(CapturedGroup::value)
                .containsExactly("1", "2");
        assertThat(results.groups(CaptureCondition.DISTANCE)).isEmpty();
        assertThat(results.groups(CaptureCondition.ACCESSORY))
                .extracting(CapturedGroup::words)
                .containsExactly("glasses", "nothing worn", "hat");
        CapturedGroup second = results.groups(CaptureCondition.SESSION).get(1);
        assertThat(second.rates().get(0).attacks().iapar()).isEqualTo(new Rate(1, 3));
        assertThat(second.rates().get(0).honest().recognized()).isEqualTo(new Rate(0, 0));
    }

    @Test
    void theWorstGroupIsTheOneInWhichMostPass() {
        some();
        CapturedResults results = results();
        assertThat(results.worst(0)).hasValueSatisfying(group -> {
            assertThat(group.condition()).isEqualTo(CaptureCondition.SESSION);
            assertThat(group.value()).isEqualTo("1");
        });
        assertThat(results.worstIapar(0)).isEqualTo(new Rate(1, 2));
        assertThat(results.best()).hasValue(1);
    }

    @Test
    void withoutABetterGroupTheWorstIsTheOverallRate() {
        attack(ADA, BOB, "1", "day", BOB, ADA);
        assertThat(results().worst(0)).isEmpty();
        assertThat(results().worstIapar(0)).isEqualTo(new Rate(1, 1));
    }

    @Test
    void theBestChainIsTheOneWithTheLowestWorstCase() {
        List<CapturedSystem> systems = new ArrayList<>(SYSTEMS);
        systems.add(new CapturedSystem("better", List.of("mask")));
        List<CapturedPicture> three = new ArrayList<>();
        attack(ADA, BOB, "1", "", BOB, BOB);
        pictures.forEach(picture -> three.add(new CapturedPicture(
                picture.capture(), null, List.of(answer(BOB), answer(BOB), answer(Verdict.UNKNOWN)))));
        assertThat(CapturedResults.of(SITE, systems, three).best()).hasValue(2);
        assertThat(CapturedResults.of(SITE, SYSTEMS.subList(0, 1), List.of()).best())
                .isEmpty();
    }

    @Test
    void saysWhatWasNotTried() {
        attack(ADA, BOB, "1", "day", BOB, ADA);
        assertThat(results().gaps())
                .containsExactly(
                        "No photograph of an honest person was taken, so nothing is known of false alarms.",
                        "No printed accessory is noted to be made by an attacker who knows the defense: chain.",
                        "All photographs have one session, 1.",
                        "The distance was not noted, so nothing is known of other ones.",
                        "All photographs have one light, day.",
                        "All attackers are one person, Ada.",
                        "All attackers aim for one person, Bob.");
        honest(CY, "", CY, CY);
        assertThat(results().gaps())
                .contains(
                        "No honest person was photographed with the accessory of attackers, glasses. A defense that rejects"
                                + " whoever wears one would look good here.");
        honest(CY, "glasses", CY, CY);
        assertThat(results().gaps()).noneMatch(gap -> gap.contains("accessory of attackers"));
    }

    @Test
    void answersComeFromDecisions() {
        Gallery gallery = new Gallery(List.of(ADA, BOB, CY));
        Capture capture = new Capture("a.png", ADA, "glasses", BOB, null, "", "", "");
        CapturedAnswer answer = CapturedAnswer.of(Decision.of(new Scores(gallery, new float[] {0, 2, 0})), capture);
        assertThat(answer.outcome(capture)).isEqualTo(CapturedOutcome.TARGET);
        assertThat(answer.targetConfidence()).isEqualTo(answer.confidence()).isBetween(0.7, 0.9);
        Decision tampered =
                Decision.of(new Scores(gallery, new float[] {0, 2, 0})).as(Verdict.TAMPERED);
        assertThat(CapturedAnswer.of(tampered, capture).outcome(capture)).isEqualTo(CapturedOutcome.TAMPERED);
    }

    @Test
    void capturesThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> new Capture("a.png", ADA, "", BOB, null, "", "", ""))
                .hasMessage("accessory: none, must name what the attacker wears, such as eyeglass frame");
        assertThatThrownBy(() -> new Capture("a.png", ADA, "hat", ADA, null, "", "", ""))
                .hasMessage("target: Ada, must be somebody else than the attacker");
        assertThatThrownBy(() -> new Capture("a.png", ADA, "hat", null, new PrintedAttack("x", "", "1"), "", "", ""))
                .hasMessage("attack: x/1, must be empty for an honest person, who has no target");
        Capture honest = new Capture("a.png", ADA, "", null, null, "", "", "");
        assertThatThrownBy(() -> new CapturedPicture(honest, "dark", List.of(answer(ADA))))
                .hasMessageContaining("must be none");
        assertThatThrownBy(() -> CapturedResults.of(
                        SITE, SYSTEMS, List.of(new CapturedPicture(honest, null, List.of(answer(ADA))))))
                .hasMessage("illegal answers to a.png: 1, must be one for each system, 2");
    }
}
