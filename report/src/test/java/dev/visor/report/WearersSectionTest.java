package dev.visor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.WearersResult;
import dev.visor.experiment.ExperimentResults;
import java.util.List;
import org.junit.jupiter.api.Test;

class WearersSectionTest {

    private static final Rate NOBODY = new Rate(0, 40);

    private static ExperimentResults worn(int mistaken) {
        return worn(mistaken, 2);
    }

    private static ExperimentResults worn(int mistaken, int unknown) {
        ExperimentResults bare = SampleResults.typical();
        return new ExperimentResults(
                bare.version(),
                bare.provenance(),
                bare.data(),
                bare.training(),
                bare.hardened(),
                bare.attackers(),
                bare.accessories(),
                bare.attacks(),
                bare.tuning(),
                bare.defenses().stream()
                        .map(defense -> defense.isUndefended()
                                ? with(
                                        defense,
                                        new WearersResult(
                                                "sunglasses",
                                                new Rate(40 - mistaken, 40),
                                                NOBODY,
                                                NOBODY,
                                                new Rate(mistaken, 40)))
                                : with(
                                        defense,
                                        new WearersResult(
                                                "sunglasses",
                                                new Rate(25 - unknown, 40),
                                                new Rate(15, 40),
                                                new Rate(unknown, 40),
                                                NOBODY)))
                        .toList(),
                bare.findings(),
                bare.examples());
    }

    private static DefenseResult with(DefenseResult defense, WearersResult worn) {
        return new DefenseResult(
                defense.name(),
                defense.chain(),
                defense.declaration(),
                defense.clean(),
                defense.cells(),
                List.of(worn));
    }

    private static String page(ExperimentResults results) {
        return HtmlReport.render(results, null, List.of(), SampleResults.COMMAND, SamplePictures::png);
    }

    @Test
    void showsWhomEachDefenseStopsBesideBareFaces() {
        assertThat(page(worn(3)))
                .contains(
                        "id=\"wearers\"", "Honest people who wear something", "Rejected", "Taken for tampered (BPCER)")
                .contains("sunglasses", "17/40", "[28.5, 57.8]", "15/40", "37/40")
                .contains("Taken for somebody else", "3/40");
        assertThat(page(worn(0))).doesNotContain("Taken for somebody else");
        assertThat(page(worn(0, 0))).contains("Rejected").doesNotContain("Taken for tampered (BPCER)");
    }

    @Test
    void whereNobodyWearsAnythingThereIsNoSuchSection() {
        assertThat(page(SampleResults.typical())).doesNotContain("id=\"wearers\"", "ten plain colors");
    }
}
