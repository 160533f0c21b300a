package dev.visor.report.verdict;

import static dev.visor.report.SampleResults.ADAPTIVE;
import static dev.visor.report.SampleResults.UNAWARE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.SampleResults;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuaranteeTest {

    private static final Declaration DECLARATION = new Declaration(List.of(
            new Declaration.Family("glasses", List.of("frame", "round frame")),
            new Declaration.Family("hat band", List.of()),
            new Declaration.Family("face mask", List.of("medical mask"))));

    private static Cell cell(AttackerSummary attacker, String accessory, int passed, @Nullable Rate broken) {
        Cell cell = SampleResults.cell(attacker, accessory, passed, 40);
        return new Cell(
                cell.attacker(),
                cell.accessory(),
                cell.success(),
                cell.recognized(),
                cell.tampered(),
                cell.unknown(),
                broken,
                cell.reachedAt(),
                cell.maxSteps(),
                cell.gradients(),
                cell.rates(),
                cell.goodness(),
                cell.outcomes(),
                cell.transfer(),
                cell.endToEnd());
    }

    private static Guarantee guarantee(List<Cell> undefended, Cell... cells) {
        DefenseResult none = SampleResults.defense("none", List.of(), new Rate(40, 40), undefended);
        DefenseResult plain = SampleResults.defense("masks", List.of("masks"), new Rate(40, 40), List.of(cells));
        DefenseResult masks =
                new DefenseResult("masks", plain.chain(), DECLARATION, plain.clean(), plain.cells(), List.of());
        ExperimentResults results = SampleResults.of(List.of(UNAWARE, ADAPTIVE), none, masks);
        return Guarantee.of(new Assessment(results)).get(0);
    }

    @Test
    void anAuditorCanQuoteThatNoneOfTheDeclaredAccessoriesPassed() {
        Guarantee guarantee = guarantee(
                List.of(),
                cell(UNAWARE, "frame", 0, new Rate(0, 36)),
                cell(ADAPTIVE, "frame", 0, new Rate(0, 36)),
                cell(UNAWARE, "medical mask", 0, new Rate(0, 36)));
        assertThat(guarantee.summary())
                .containsExactly(
                        "No glasses or face mask of the declared families made “masks” accept another person: 0 of 120 attacks.",
                        "The attacker knew the defense in 40 of them.",
                        "Proven for 108 of 120: the clean face is recognized, and no accessory of the declared families makes "
                                + "it another person.",
                        "Declared, but not tried: hat band.");
    }

    @Test
    void countsAttacksThatPassedAndProofsThatBroke() {
        List<String> passed =
                guarantee(List.of(), cell(UNAWARE, "frame", 3, new Rate(0, 20))).summary();
        assertThat(passed)
                .contains(
                        "Glasses of the declared families made “masks” accept another person: 3 of 40 attacks.",
                        "None of the attackers knew the defense.",
                        "None of these proofs was broken.",
                        "Declared, but not tried: hat band, face mask.");
        assertThat(guarantee(List.of(), cell(ADAPTIVE, "round frame", 3, new Rate(2, 20)))
                        .summary())
                .contains("Of these proofs 2 did not hold, which must not happen; see the findings.");
    }

    @Test
    void saysWhereAnUndeclaredAccessoryPassesMoreOftenThanWithoutADefense() {
        List<Cell> undefended = List.of(cell(UNAWARE, "beard", 1, null), cell(UNAWARE, "chin patch", 9, null));
        Guarantee guarantee =
                guarantee(undefended, cell(UNAWARE, "beard", 2, null), cell(UNAWARE, "chin patch", 2, null));
        assertThat(guarantee.limits())
                .contains(
                        "Beard, not declared but tried: another person was accepted in 2 of 40 attacks, without a defense "
                                + "in 1 of 40 attacks. That is more often than without a defense.",
                        "Chin patch, not declared but tried: another person was accepted in 2 of 40 attacks, without a "
                                + "defense in 9 of 40 attacks.",
                        "Several accessories at once that no single mask covers.");
        assertThat(guarantee.summary())
                .containsExactly("No accessory of the declared families was tried: glasses, hat band, face mask.");
    }

    @Test
    void defensesThatProveNothingHaveNone() {
        assertThat(Guarantee.of(new Assessment(SampleResults.typical()))).isEmpty();
    }
}
