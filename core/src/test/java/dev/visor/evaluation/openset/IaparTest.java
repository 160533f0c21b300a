package dev.visor.evaluation.openset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.limit.SuccessLimit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IaparTest {

    private static final List<AttackerSummary> ATTACKERS = List.of(
            attacker("weak", "impersonation"),
            attacker("strong", "impersonation of Ann"),
            attacker("hider", "dodging"));

    private static AttackerSummary attacker(String name, String goal) {
        return new AttackerSummary(name, Knowledge.WHITE_BOX, false, goal, 100, 300);
    }

    private static Cell cell(String attacker, String accessory, int hits) {
        Rate none = new Rate(0, 100);
        return new Cell(
                attacker,
                accessory,
                new Rate(hits, 100),
                none,
                none,
                none,
                null,
                List.of(),
                300,
                null,
                List.of(),
                new GoodnessScore(1, 1, 0),
                List.of(),
                null,
                null);
    }

    private static DefenseResult defense(String name, Cell... cells) {
        Rate all = new Rate(10, 10);
        Rate none = new Rate(0, 10);
        CleanResult clean = new CleanResult(all, none, none, none, Set.of(), List.of(all), 1, 1, 0);
        return new DefenseResult(name, List.of("mask"), clean, List.of(cells));
    }

    private static final DefenseResult GUARDED = defense(
            "guarded",
            cell("weak", "glasses", 2),
            cell("strong", "glasses", 7),
            cell("hider", "glasses", 90),
            cell("weak", "hat", 9),
            cell("strong", "hat", 8));

    @Test
    void theAttackerWhoPassesMostOftenCountsAndWhoDodgesDoesNot() {
        assertThat(Iapar.of(List.of(GUARDED), ATTACKERS))
                .containsExactly(
                        new Iapar("guarded", "glasses", "strong", new Rate(7, 100)),
                        new Iapar("guarded", "hat", "weak", new Rate(9, 100)));
        assertThat(Iapar.of(List.of(defense("other", cell("hider", "glasses", 3))), ATTACKERS))
                .isEmpty();
    }

    @Test
    void limitsOfTheIndustryTakeTheMeasuredRate() {
        assertThat(IaparLimit.FIDO.keeps(new Rate(7, 100))).isTrue();
        assertThat(IaparLimit.ANDROID_CLASS_3.keeps(new Rate(8, 100))).isFalse();
        assertThat(IaparLimit.FIDO.keeps(new Rate(0, 0))).isFalse();
    }

    @Test
    void aLimitOfIaparCountsImpersonationsAlone() {
        SuccessLimit iapar = SuccessLimit.parse("guarded:iapar=0.07");
        SuccessLimit success = SuccessLimit.parse("guarded:success=0.07");
        Cell dodging = cell("hider", "glasses", 90);
        assertThat(iapar.isExceededBy(dodging, ATTACKERS)).isFalse();
        assertThat(success.isExceededBy(dodging, ATTACKERS)).isTrue();
        assertThat(iapar.isExceededBy(cell("strong", "hat", 8), ATTACKERS)).isTrue();
        assertThat(iapar.isExceededBy(cell("strong", "hat", 1), ATTACKERS))
                .as("the interval ends at 0.054")
                .isFalse();
    }
}
