package dev.visor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.capture.Distortion;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TriedPictures;
import dev.visor.evaluation.captured.Capture;
import dev.visor.evaluation.captured.CapturedAnswer;
import dev.visor.evaluation.captured.CapturedPicture;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.captured.CapturedSystem;
import dev.visor.evaluation.captured.PrintedAttack;
import dev.visor.evaluation.captured.RunAttacks;
import dev.visor.experiment.ExperimentResults;
import dev.visor.face.Identity;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrintedSectionTest {

    private static ExperimentResults printed() {
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
                bare.defenses().stream().map(PrintedSectionTest::printed).toList(),
                bare.findings(),
                bare.examples());
    }

    private static DefenseResult printed(DefenseResult defense) {
        boolean undefended = defense.isUndefended();
        Cell first = defense.cells().get(0);
        PrintedRates rates = new PrintedRates(
                TriedPictures.OTHER,
                new Rate(7, 90),
                new Rate(333, 1000),
                new Rate(500, 1000),
                new Rate(0, 1000),
                new Rate(0, 1000),
                new Rate(8, 20),
                List.of(),
                undefended ? null : new Rate(0, 800),
                undefended ? null : new Rate(4, 170),
                undefended
                        ? Stream.of(Distortion.values())
                                .flatMap(distortion -> Stream.of(1.0, 2.0)
                                        .map(strength ->
                                                new PrintedRates.Strength(distortion, strength, new Rate(3, 10))))
                                .toList()
                        : List.of(),
                undefended
                        ? List.of(new PrintedRates.Draw(
                                "captured.png", first.outcomes().get(0).before(), true))
                        : List.of());
        return new DefenseResult(
                defense.name(),
                defense.chain(),
                defense.declaration(),
                defense.clean(),
                Stream.concat(
                                Stream.of(first.withPrinted(rates)),
                                defense.cells().stream().skip(1))
                        .toList(),
                defense.wearers());
    }

    @Test
    void ratesCurvesAndDrawsAreShown() {
        String page = HtmlReport.render(printed(), null, List.of(), SampleResults.COMMAND, SamplePictures::png);
        assertThat(page)
                .contains("Printed and worn")
                .contains("33.3")
                .contains("What do they die of?")
                .contains(">gamut<")
                .contains("1 draw of one attack")
                .contains("Broken beyond the masks")
                .contains("printer, light and camera were simulated");
    }

    @Test
    void theFirstLinesSayWhatIsLeftOfPrintedAttacks() {
        assertThat(new Verdict(new Assessment(printed())).headline())
                .contains(
                        "in a simulation, 33.3 % of the pictures pass at worst, and 8 of 20 attacks in at least half of them.");
        assertThat(new Verdict(new Assessment(SampleResults.typical())).headline())
                .doesNotContain("simulation");
    }

    @Test
    void photographsStandBesideTheSimulationAndInTheFirstLines() {
        Identity ada = new Identity("Ada");
        Identity bob = new Identity("Bob");
        Capture capture = new Capture(
                "a.jpg", ada, "eyeglass frame", bob, new PrintedAttack("unaware", "", "E1"), "1", "", "day");
        CapturedPicture passed = new CapturedPicture(
                capture, null, List.of(new CapturedAnswer(dev.visor.recognition.Verdict.PERSON, bob, 0.9, 0.9, false)));
        CapturedResults captures = CapturedResults.of(
                new CapturedResults.Site("t", "net", "", RunAttacks.NONE),
                List.of(new CapturedSystem("none", List.of())),
                List.of(passed));
        String page = HtmlReport.render(printed(), captures, List.of(), SampleResults.COMMAND, SamplePictures::png);
        assertThat(page)
                .contains(
                        "In front of a camera: Somebody with a printed accessory can pass as one of our people: 1 of 1 photograph"
                                + " passed")
                .contains("The same attacks, digital and captured", "In a simulation")
                .contains("In front of a camera: No photograph of an honest person was taken")
                .doesNotContain("Anything really printed");
        assertThat(HtmlReport.render(
                        SampleResults.typical(), captures, List.of(), SampleResults.COMMAND, SamplePictures::png))
                .contains("Printed and worn")
                .doesNotContain("In a simulation");
    }

    @Test
    void withoutPrintsThereIsNoSection() {
        assertThat(HtmlReport.render(
                        SampleResults.typical(), null, List.of(), SampleResults.COMMAND, SamplePictures::png))
                .doesNotContain("Printed and worn");
    }
}
