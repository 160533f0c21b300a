package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.attack.GradientCheck;
import dev.visor.attack.Knowledge;
import dev.visor.evaluation.Finding.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SoundnessChecksTest {

    private static final SoundnessChecks CHECKS = new SoundnessChecks(List.of(
            attacker("unaware", Knowledge.WHITE_BOX, false),
            attacker("adaptive", Knowledge.WHITE_BOX, true),
            attacker("query-only", Knowledge.SCORE_BASED, true)));
    private static final GradientCheck SOUND = new GradientCheck(16, 0, 0);

    private static AttackerSummary attacker(String name, Knowledge knowledge, boolean adaptive) {
        return new AttackerSummary(name, knowledge, adaptive, "impersonation", 100, 300);
    }

    private static Cell cell(String attacker, int success, int turnedAway, int trials) {
        return new Cell(
                attacker,
                "glasses",
                new Rate(success, trials),
                new Rate(trials - success - turnedAway, trials),
                new Rate(turnedAway, trials),
                new Rate(0, trials),
                null,
                IntStream.range(0, success).mapToObj(i -> i + 1).toList(),
                300,
                attacker.equals("adaptive") ? SOUND : null,
                List.of(),
                new GoodnessScore(1, 1, 0),
                List.of(),
                null,
                null);
    }

    private static Cell cell(String attacker, int success, int turnedAway) {
        return cell(attacker, success, turnedAway, 100);
    }

    private static List<Finding> findings(Cell... cells) {
        CleanResult clean = new CleanResult(
                new Rate(90, 100), new Rate(3, 100), new Rate(1, 100), new Rate(0, 100), Set.of(), List.of(), 1, 1, 0);
        return CHECKS.of(List.of(new DefenseResult("mask", List.of("saliency mask"), clean, List.of(cells))));
    }

    @Test
    void saysNothingWhereAllIsWell() {
        assertThat(findings(cell("unaware", 5, 0), cell("adaptive", 40, 10), cell("query-only", 20, 0)))
                .isEmpty();
    }

    /** A black box has none that could be looked at. */
    @Test
    void gradientsThatNobodyFollowedAreSaidNotToBeTried() {
        assertThat(findings(cell("query-only", 20, 0)))
                .extracting(Finding::defense, Finding::kind)
                .containsExactly(tuple("mask", Kind.GRADIENTS_NOT_TRIED));
        assertThat(findings(cell("unaware", 20, 0))).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoKnowsLessMustNotDoBetter() {
        assertThat(findings(cell("unaware", 41, 0), cell("adaptive", 40, 0), cell("query-only", 50, 0)))
                .extracting(Finding::kind)
                .containsExactly(Kind.WEAKER_ATTACKER_WINS, Kind.WEAKER_ATTACKER_WINS);
        assertThat(findings(cell("adaptive", 40, 0), cell("query-only", 50, 0)))
                .extracting(Finding::text)
                .containsExactly(
                        "query-only with glasses: succeeds more often than adaptive with glasses, who knows more;"
                                + " the adaptive attack is too weak to show how strong the defense is");
    }

    /** 41 of 100 and 6 of 16 are the same but for chance, 41 of 100 and 1 of 16 are not. */
    @Test
    void fewAttacksAreNotComparedWithManyByTheirShareAlone() {
        assertThat(findings(cell("unaware", 41, 0), cell("adaptive", 6, 0, 16))).isEmpty();
        assertThat(findings(cell("unaware", 41, 0), cell("adaptive", 1, 0, 16)))
                .extracting(Finding::kind)
                .containsExactly(Kind.WEAKER_ATTACKER_WINS);
    }

    @Test
    void reportsADefenseThatTurnsEverybodyAway() {
        assertThat(findings(cell("adaptive", 10, 60)))
                .containsExactly(new Finding(
                        "mask",
                        Kind.STOPS_BY_REJECTING,
                        "adaptive with glasses: 60 of 100 attackers are turned away rather than recognized, and so are 4 of"
                                + " 100 clean faces"));
    }

    @Test
    void attacksMustConvergeAndComeFromTheirIterations() {
        Cell rising = with(cell("adaptive", 5, 0), List.of(250, 260, 270), SOUND, null);
        assertThat(findings(rising)).extracting(Finding::kind).containsExactly(Kind.NOT_CONVERGED);
        Cell atOnce = with(cell("adaptive", 5, 0), List.of(0, 0, 0, 0, 0), SOUND, null);
        assertThat(findings(atOnce)).extracting(Finding::kind).containsExactly(Kind.ITERATIONS_BRING_NOTHING);
        assertThat(findings(with(cell("adaptive", 1, 0), List.of(0), SOUND, null)))
                .extracting(Finding::text)
                .containsExactly(
                        "adaptive with glasses: the only attack that ever reached its goal did so with the plain"
                                + " accessory");
        Cell plateau = with(cell("adaptive", 5, 0), List.of(0, 10, 250, 260), SOUND, null);
        assertThat(findings(plateau)).isEmpty();
    }

    @Test
    void missingGradientsAreReportedUnlessACertificateExplainsThem() {
        GradientCheck none = new GradientCheck(16, 15, 1);
        assertThat(findings(with(cell("adaptive", 5, 0), List.of(9), none, null)))
                .extracting(Finding::text)
                .containsExactly(
                        "adaptive with glasses: of 16 pictures, 15 have no gradient in the region and 1 one that"
                                + " is not finite; so gradients do not show how strong the defense is");
        assertThat(findings(with(cell("adaptive", 5, 0), List.of(9), none, new Rate(0, 80))))
                .extracting(Finding::text)
                .first()
                .asString()
                .endsWith("as expected where masks hide all of the region");
    }

    @Test
    void aBrokenCertificateIsReported() {
        assertThat(findings(with(cell("adaptive", 5, 0), List.of(9), SOUND, new Rate(1, 80))))
                .extracting(Finding::kind)
                .containsExactly(Kind.BROKEN_CERTIFICATE);
    }

    private static Cell with(Cell cell, List<Integer> reachedAt, GradientCheck gradients, @Nullable Rate broken) {
        return new Cell(
                cell.attacker(),
                cell.accessory(),
                cell.success(),
                cell.recognized(),
                cell.tampered(),
                cell.unknown(),
                broken,
                reachedAt,
                cell.maxSteps(),
                gradients,
                cell.rates(),
                cell.goodness(),
                cell.outcomes(),
                null,
                null);
    }
}
