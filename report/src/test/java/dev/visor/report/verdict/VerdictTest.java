package dev.visor.report.verdict;

import static dev.visor.report.SampleResults.ADAPTIVE;
import static dev.visor.report.SampleResults.GLASSES;
import static dev.visor.report.SampleResults.UNAWARE;
import static dev.visor.report.SampleResults.cell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Finding;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.SampleResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Rate ALL = new Rate(40, 40);

    private static DefenseResult none(Cell... cells) {
        return SampleResults.defense("none", List.of(), ALL, List.of(cells));
    }

    private static DefenseResult mask(String name, Rate clean, Cell... cells) {
        return SampleResults.defense(name, List.of("saliency mask"), clean, List.of(cells));
    }

    private static DefenseResult mask(String name, Cell... cells) {
        return mask(name, ALL, cells);
    }

    private static Verdict verdict(List<AttackerSummary> attackers, DefenseResult... defenses) {
        return new Verdict(new Assessment(SampleResults.of(attackers, defenses)));
    }

    private static String all(Verdict verdict) {
        List<String> sentences = new ArrayList<>(List.of(verdict.headline()));
        for (Verdict.Answer answer : List.of(verdict.attack(), verdict.defense(), verdict.cost(), verdict.evidence())) {
            sentences.add(answer.headline());
            sentences.addAll(answer.sentences());
        }
        return String.join("\n", sentences);
    }

    @Test
    void saysPlainlyThatNoAdaptiveAttackerWasTried() {
        Verdict verdict = verdict(
                List.of(UNAWARE), none(cell(UNAWARE, GLASSES, 39, 40)), mask("mask", cell(UNAWARE, GLASSES, 0, 40)));
        assertThat(verdict.headline())
                .isEqualTo("Somebody with an adversarial accessory (eyeglass frame) can pass as one of our people: "
                        + "39 of 40 attacks passed. Whether “mask” stops it is open: no attacker who knows the defense "
                        + "was tried.");
        assertThat(verdict.defense().band()).isEqualTo(Band.OPEN);
        assertThat(verdict.defense().sentences())
                .contains("No attacker who knows the defense was tried.")
                .contains("Worst case: unaware with eyeglass frame, 0/40 = 0.0 % [0.0, 8.8].");
        assertThat(all(verdict)).doesNotContain("no attack passed", "let 0", "stopped every");
    }

    @Test
    void namesTheAdaptiveAttackerWhoGotThrough() {
        Verdict verdict = verdict(
                List.of(UNAWARE, ADAPTIVE),
                none(cell(UNAWARE, GLASSES, 39, 40), cell(ADAPTIVE, GLASSES, 40, 40)),
                mask("mask", cell(UNAWARE, GLASSES, 0, 40), cell(ADAPTIVE, GLASSES, 14, 40)));
        assertThat(verdict.headline())
                .endsWith("The best defense tried, “mask”, let 14 of 40 adaptive attacks pass at worst.");
        assertThat(verdict.defense().headline()).isEqualTo("“mask” lets 14 of 40 through at worst");
        assertThat(verdict.defense().band()).isEqualTo(Band.BROKEN);
        assertThat(verdict.defense().sentences())
                .contains("Worst case: adaptive with eyeglass frame, 14/40 = 35.0 % [22.1, 50.5].");
    }

    @Test
    void saysWhatNoSuccessCanNotShow() {
        Verdict verdict = verdict(
                List.of(UNAWARE, ADAPTIVE),
                none(cell(UNAWARE, GLASSES, 39, 40), cell(ADAPTIVE, GLASSES, 8, 8)),
                mask("mask", cell(UNAWARE, GLASSES, 0, 40), cell(ADAPTIVE, GLASSES, 0, 8)));
        assertThat(verdict.headline())
                .endsWith("The best defense tried, “mask”, let 0 of 8 adaptive attacks pass; the true rate "
                        + "may be as high as 32.4 %.");
        assertThat(verdict.defense().band()).isEqualTo(Band.OPEN);
        assertThat(verdict.evidence().headline()).isEqualTo("8 to 40 attacks, 40 clean faces");
        assertThat(verdict.evidence().sentences())
                .contains("If none of 8 attacks passes, the true rate may be as high as 32.4 %.");
    }

    @Test
    void leavesOpenWhatAdaptiveAttackersDidNotTry() {
        Verdict verdict = verdict(
                List.of(UNAWARE, ADAPTIVE),
                none(cell(UNAWARE, GLASSES, 39, 40), cell(UNAWARE, "hat", 5, 40), cell(ADAPTIVE, GLASSES, 40, 40)),
                mask(
                        "mask",
                        cell(UNAWARE, GLASSES, 0, 40),
                        cell(UNAWARE, "hat", 0, 40),
                        cell(ADAPTIVE, GLASSES, 0, 40)));
        assertThat(verdict.headline())
                .endsWith("Whether “mask” stops it is open: no attacker who knows the defense was tried with hat.");
        assertThat(verdict.defense().headline()).startsWith("Not known");
        assertThat(verdict.defense().band()).isEqualTo(Band.OPEN);
    }

    @Test
    void isGreenIfAdaptiveAttackersWithEveryAccessoryFailed() {
        Verdict verdict = verdict(
                List.of(UNAWARE, ADAPTIVE),
                none(cell(UNAWARE, GLASSES, 39, 40), cell(ADAPTIVE, GLASSES, 40, 40)),
                mask("mask", cell(UNAWARE, GLASSES, 0, 40), cell(ADAPTIVE, GLASSES, 0, 40)));
        assertThat(verdict.defense().band()).isEqualTo(Band.HELD);
        assertThat(verdict.defense().headline()).isEqualTo("“mask” let none of 40 attacks pass");
    }

    @Test
    void choosesTheDefenseByItsWorstCaseOverAllAttackers() {
        Verdict verdict = verdict(
                List.of(UNAWARE, ADAPTIVE),
                none(cell(UNAWARE, GLASSES, 39, 40), cell(ADAPTIVE, GLASSES, 40, 40)),
                mask("fooled", cell(UNAWARE, GLASSES, 0, 40), cell(ADAPTIVE, GLASSES, 31, 40)),
                mask("steady", new Rate(37, 40), cell(UNAWARE, GLASSES, 5, 40), cell(ADAPTIVE, GLASSES, 6, 40)));
        assertThat(verdict.headline())
                .contains("“steady”, let 6 of 40 adaptive attacks pass at worst")
                .doesNotContain("fooled");
        assertThat(verdict.cost().headline()).isEqualTo("3 of 40 clean faces no longer recognized");
        assertThat(verdict.cost().sentences())
                .contains(
                        "With “steady”: 37/40 = 92.5 % [80.1, 97.4].",
                        "False alarms (taken for tampered): 3/40 = 7.5 % [2.6, 19.9].");
    }

    @Test
    void prefersADefenseThatAnAdaptiveAttackerTried() {
        Verdict verdict = verdict(
                List.of(UNAWARE, ADAPTIVE),
                none(cell(UNAWARE, GLASSES, 39, 40), cell(ADAPTIVE, GLASSES, 40, 40)),
                mask("untried", cell(UNAWARE, GLASSES, 0, 40)),
                mask("tried", cell(UNAWARE, GLASSES, 0, 40), cell(ADAPTIVE, GLASSES, 6, 40)));
        assertThat(verdict.headline()).contains("“tried”, let 6 of 40 adaptive attacks pass at worst");
    }

    @Test
    void saysFirstWhereADefenseMakesThingsWorse() {
        DefenseResult none = none(
                cell(UNAWARE, GLASSES, 39, 40),
                cell(UNAWARE, "hat", 5, 40),
                cell(ADAPTIVE, "hat", 8, 40),
                cell(UNAWARE, "beard", 1, 40));
        DefenseResult plain = mask(
                "mask",
                cell(UNAWARE, GLASSES, 0, 40),
                cell(UNAWARE, "hat", 5, 40),
                cell(ADAPTIVE, "hat", 15, 40),
                cell(UNAWARE, "beard", 2, 40));
        assertThat(verdict(List.of(UNAWARE, ADAPTIVE), none, plain).caution())
                .contains(
                        "Caution: with accessories that a defense does not declare, more attacks pass than without a defense:"
                                + " “mask” against adaptive with hat, 15 of 40 instead of 8 of 40 attacks; “mask” against unaware with"
                                + " beard, 2 of 40 instead of 1 of 40 attacks, which may be chance.");
        DefenseResult declaring = new DefenseResult(
                "mask",
                plain.chain(),
                new Declaration(List.of(new Declaration.Family("hats", List.of("hat")))),
                plain.clean(),
                plain.cells(),
                List.of());
        assertThat(verdict(List.of(UNAWARE, ADAPTIVE), none, declaring)
                        .caution()
                        .orElseThrow())
                .contains("beard")
                .doesNotContain("hat,", "more.");
        assertThat(verdict(
                                List.of(UNAWARE, ADAPTIVE),
                                none,
                                plain,
                                mask("second", cell(ADAPTIVE, "hat", 40, 40), cell(UNAWARE, "beard", 2, 40)))
                        .caution()
                        .orElseThrow())
                .contains("without a defense: “second” against adaptive with hat, 40 of 40")
                .endsWith("; and 1 more.");
        assertThat(verdict(List.of(UNAWARE), none, mask("mask", cell(UNAWARE, GLASSES, 0, 40)))
                        .caution())
                .isEmpty();
    }

    @Test
    void saysThatNoDefenseHelps() {
        Verdict verdict = verdict(
                List.of(UNAWARE), none(cell(UNAWARE, GLASSES, 39, 40)), mask("mask", cell(UNAWARE, GLASSES, 39, 40)));
        assertThat(verdict.headline()).endsWith("None of the defenses tried stops it.");
        assertThat(verdict.defense().headline()).isEqualTo("None of the defenses tried");
    }

    @Test
    void managesWithoutDefensesAndWithoutAttacks() {
        Verdict undefended = verdict(List.of(UNAWARE), none(cell(UNAWARE, GLASSES, 39, 40)));
        assertThat(undefended.headline()).endsWith("39 of 40 attacks passed. No defense was tried.");
        assertThat(all(undefended)).doesNotContain("NaN");
        assertThat(undefended.defense().headline()).isEqualTo("No defense was tried");
        Verdict harmless = verdict(List.of(UNAWARE), none(cell(UNAWARE, GLASSES, 0, 40)));
        assertThat(harmless.headline())
                .isEqualTo(
                        "No attack passed, even without a defense: 0/40. With 40 attacks, the true rate may be as high "
                                + "as 8.8 %.");
        Verdict nothing = verdict(List.of(), none());
        assertThat(nothing.headline())
                .isEqualTo(
                        "No attack was tried, so this test can't say whether somebody can pass as one of our people.");
        assertThat(all(nothing)).doesNotContain("NaN");
    }

    @Test
    void knowsWhatDodgersWant() {
        AttackerSummary dodger = new AttackerSummary("dodger", Knowledge.WHITE_BOX, false, "dodging", 40, 300);
        Verdict verdict = verdict(List.of(dodger), none(cell(dodger, GLASSES, 39, 40)));
        assertThat(verdict.headline()).contains("can avoid being recognized: 39 of 40");
        assertThat(verdict.question())
                .isEqualTo("Can somebody with an adversarial accessory (eyeglass frame) avoid being recognized?");
    }

    @Test
    void listsWhatWasNotTried() {
        ExperimentResults unaware = SampleResults.of(
                List.of(UNAWARE), none(cell(UNAWARE, GLASSES, 39, 40)), mask("mask", cell(UNAWARE, GLASSES, 0, 40)));
        assertThat(new NotTried(new Assessment(unaware)).items())
                .contains("Attackers who know the defense: none for “mask”.")
                .contains("Attackers who see only scores (black-box).")
                .contains("Attackers who see only answers without scores (black-box).")
                .contains("Other accessories than: eyeglass frame.")
                .contains("More effort per attack than: unaware 300 iterations.")
                .doesNotContain("Attackers who have the network and its weights (white-box).");
        AttackerSummary scores = new AttackerSummary("scores", Knowledge.SCORE_BASED, true, "impersonation", 40, 5000);
        ExperimentResults adaptive = SampleResults.of(
                List.of(scores), none(cell(scores, GLASSES, 39, 40)), mask("mask", cell(scores, GLASSES, 0, 40)));
        assertThat(new NotTried(new Assessment(adaptive)).items())
                .contains("Attackers who have the network and its weights (white-box).")
                .contains("More effort per attack than: scores 5000 queries.")
                .noneMatch(item -> item.startsWith("Attackers who know the defense"));
    }

    @Test
    void isNotGreenIfTheAdaptiveAttackWasTooWeak() {
        DefenseResult none = none(cell(UNAWARE, GLASSES, 39, 40), cell(ADAPTIVE, GLASSES, 40, 40));
        DefenseResult mask = mask("mask", cell(UNAWARE, GLASSES, 0, 40), cell(ADAPTIVE, GLASSES, 0, 40));
        for (Finding.Kind kind : Finding.Kind.values()) {
            Standing standing = new Standing(mask, Set.of("adaptive"), List.of(new Finding("mask", kind, "so")));
            boolean weak = Set.of(
                            Finding.Kind.NOT_CONVERGED, Finding.Kind.WEAKER_ATTACKER_WINS, Finding.Kind.NO_GRADIENT)
                    .contains(kind);
            assertThat(standing.band()).as(kind.name()).isEqualTo(weak ? Band.OPEN : Band.HELD);
        }
        ExperimentResults results = SampleResults.of(List.of(UNAWARE, ADAPTIVE), none, mask);
        ExperimentResults doubtful = SampleResults.withFindings(
                results, List.of(new Finding("mask", Finding.Kind.NOT_CONVERGED, "more steps")));
        assertThat(new Verdict(new Assessment(doubtful)).defense().sentences())
                .contains("Caution: the adaptive attack may be too weak to show this; see the findings.");
        assertThat(all(new Verdict(new Assessment(results)))).doesNotContain("Caution");
    }

    @Test
    void isNotGreenIfOneOfTheAttackersHadTooFewAttacks() {
        AttackerSummary scores = new AttackerSummary("scores", Knowledge.SCORE_BASED, true, "impersonation", 16, 5000);
        DefenseResult mask = mask("mask", cell(ADAPTIVE, GLASSES, 0, 40), cell(scores, GLASSES, 0, 16));
        assertThat(new Standing(mask, Set.of("adaptive", "scores"), List.of()).band())
                .isEqualTo(Band.OPEN);
        DefenseResult more = mask("mask", cell(ADAPTIVE, GLASSES, 0, 40), cell(scores, GLASSES, 0, 40));
        assertThat(new Standing(more, Set.of("adaptive", "scores"), List.of()).band())
                .isEqualTo(Band.HELD);
    }

    @Test
    void prefersCertificatesAmongEquals() {
        Cell[] cells = {cell(UNAWARE, GLASSES, 0, 40), cell(ADAPTIVE, GLASSES, 0, 40)};
        Verdict verdict = verdict(
                List.of(UNAWARE, ADAPTIVE),
                none(cell(UNAWARE, GLASSES, 39, 40), cell(ADAPTIVE, GLASSES, 40, 40)),
                mask("mask", cells),
                SampleResults.defense("certified", List.of("certified masking"), ALL, List.of(cells)));
        assertThat(verdict.headline()).contains("“certified”, let 0 of 40");
    }
}
