package dev.visor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.openset.DefendedOpenSet;
import dev.visor.evaluation.openset.DetPoint;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.evaluation.openset.OperatingPoint;
import dev.visor.experiment.ExperimentResults;
import dev.visor.recognition.Threshold;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSetSectionTest {

    private static ExperimentResults open() {
        ExperimentResults closed = SampleResults.typical();
        DetPoint strict = new DetPoint(0.7, new Rate(0, 2000), new Rate(30, 200));
        DetPoint here = new DetPoint(0.5, new Rate(2, 2000), new Rate(8, 200));
        DetPoint lax = new DetPoint(0.3, new Rate(40, 2000), new Rate(1, 200));
        OpenSetResult result = new OpenSetResult(
                new Threshold(0.5f, 0.001, 12000, 12),
                20,
                4,
                here.fmr(),
                here.fnmr(),
                new Rate(199, 200),
                new Rate(3, 160),
                new Rate(9, 200),
                List.of(new OperatingPoint(0.001, here)),
                List.of(strict, here, lax),
                closed.defenses().stream()
                        .map(defense -> new DefendedOpenSet(defense.name(), new Rate(3, 160), new Rate(9, 200)))
                        .toList());
        return new ExperimentResults(
                closed.version(),
                closed.provenance(),
                closed.data(),
                closed.training(),
                closed.hardened(),
                closed.attackers(),
                closed.accessories(),
                closed.attacks(),
                closed.tuning(),
                closed.defenses(),
                closed.findings(),
                closed.examples(),
                result);
    }

    private static String page(ExperimentResults results) {
        return HtmlReport.render(results, null, List.of(), SampleResults.COMMAND, SamplePictures::png);
    }

    @Test
    void showsTheCurveTheRatesAndTheLimitsOfTheIndustry() {
        String page = page(open());
        assertThat(page)
                .contains("id=\"open-set\"")
                .contains("A cosine similarity of 0.5000 is a match")
                .contains("12 of 12000 impostor pairs")
                .contains("20 people are enrolled, 4 others are not")
                .contains("Detection error tradeoff of the undefended system")
                .contains("FNMR", "FPIR", "FNIR", "rank-1", "TAR at FAR")
                .contains("Android class 3, at most 7")
                .contains("FIDO Biometrics Requirements 4.0")
                .contains("requirement C-3-3");
    }

    @Test
    void aClosedSetHasNoSuchSection() {
        assertThat(page(SampleResults.typical())).doesNotContain("open-set", "FNMR");
    }
}
