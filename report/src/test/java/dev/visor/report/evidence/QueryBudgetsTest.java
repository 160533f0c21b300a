package dev.visor.report.evidence;

import static dev.visor.report.SampleResults.GLASSES;
import static dev.visor.report.SampleResults.UNAWARE;
import static dev.visor.report.SampleResults.cell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.SampleResults;
import dev.visor.report.html.Node;
import dev.visor.report.verdict.Assessment;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QueryBudgetsTest {

    private static final AttackerSummary DECISIONS =
            new AttackerSummary("decisions", Knowledge.DECISION_BASED, true, "impersonation", 40, 5000);

    private static DefenseResult none(Cell cell) {
        return SampleResults.defense("none", List.of(), new Rate(40, 40), List.of(cell));
    }

    private static DefenseResult mask(Cell cell) {
        return SampleResults.defense("mask", List.of("saliency mask"), new Rate(40, 40), List.of(cell));
    }

    private static String page(ExperimentResults results) {
        return new QueryBudgets(new Assessment(results))
                .nodes().stream().map(Node::markup).collect(Collectors.joining());
    }

    @Test
    void countsTheAttacksThatHadReachedTheirGoalWithinEachBudget() {
        Cell cell = cell(DECISIONS, GLASSES, 30, 40);
        long within = cell.reachedAt().stream().filter(at -> at <= 100).count();
        assertThat(within).isBetween(1L, 29L);
        String page = page(SampleResults.of(List.of(DECISIONS), none(cell), mask(cell)));
        assertThat(page)
                .contains("Within 10<", "Within 3000<", "Within 5000<", within + "/40", "30/40", "mask")
                .doesNotContain("Within 10000");
    }

    @Test
    void staysAwayWithoutAttackersWhoAsk() {
        assertThat(new QueryBudgets(new Assessment(
                                SampleResults.of(List.of(UNAWARE), none(cell(UNAWARE, GLASSES, 39, 40)))))
                        .nodes())
                .isEmpty();
    }

    @Test
    void showsWhoeverDoesNotAdaptOnTheUndefendedSystemAlone() {
        AttackerSummary unaware =
                new AttackerSummary("decisions", Knowledge.DECISION_BASED, false, "impersonation", 40, 5000);
        Cell cell = cell(unaware, GLASSES, 30, 40);
        assertThat(page(SampleResults.of(List.of(unaware), none(cell), mask(cell))))
                .contains("39/40")
                .doesNotContain("mask");
    }
}
