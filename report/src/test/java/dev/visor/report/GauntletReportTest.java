package dev.visor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.GradientCheck;
import dev.visor.evaluation.Rate;
import dev.visor.gauntlet.Cell;
import dev.visor.gauntlet.CleanResult;
import dev.visor.gauntlet.DefenseResult;
import dev.visor.gauntlet.Finding;
import dev.visor.gauntlet.GauntletResults;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GauntletReportTest {

    private static final String HOSTILE = "<script>alert('x')</script>";

    private static Cell cell(String attacker, String accessory, int success) {
        return new Cell(
                attacker,
                accessory,
                new Rate(success, 200),
                new Rate(190 - success, 200),
                new Rate(7, 200),
                new Rate(3, 200),
                new Rate(0, 180),
                IntStream.range(0, success).map(i -> 2 * i).boxed().toList(),
                600,
                new GradientCheck(16, 0, 0));
    }

    private static GauntletResults results(List<Finding> findings) {
        CleanResult clean = new CleanResult(
                new Rate(205, 211), new Rate(2, 211), new Rate(1, 211), new Rate(190, 211), Set.of("a"), 3, 1);
        List<Cell> cells = new ArrayList<>();
        for (String attacker : List.of("unaware", "adaptive")) {
            for (String accessory : List.of("eyeglass frame", "hat band", "face mask", "rectangle")) {
                cells.add(cell(attacker, accessory, attacker.equals("adaptive") ? 37 : 4));
            }
        }
        cells.add(cell("adaptive", "forehead sticker", 101));
        return new GauntletResults(
                SampleResults.typical().provenance(),
                SampleResults.typical().data(),
                210,
                211,
                new Rate(420, 424),
                null,
                List.of(
                        new DefenseResult("none", List.of(), clean, cells),
                        new DefenseResult(
                                "certified", List.of("certified masking", HOSTILE), clean, cells.subList(0, 8))),
                findings);
    }

    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.substring(page.indexOf('\n') + 1))));
    }

    @Test
    void tellsEveryCellAndTheWorstOfEachDefense() throws Exception {
        String page = GauntletReport.render(results(List.of()));
        Document document = parse(page);
        assertThat(document.getElementsByTagName("section").getLength()).isEqualTo(6);
        assertThat(page)
                .contains("101/200")
                .contains("adaptive, forehead sticker")
                .contains("Nothing was found.");
        // Worst of the first defense alone, and four cells of the second that are equally bad.
        assertThat(page.split("<strong>18.5</strong>", -1)).hasSize(5);
        assertThat(page.split("<strong>50.5</strong>", -1)).hasSize(2);
        assertThat(page).doesNotContain(HOSTILE).doesNotContain("NaN");
    }

    @Test
    void tellsFindings() {
        String page = GauntletReport.render(
                results(List.of(new Finding("none", Finding.Kind.NOT_CONVERGED, "more would bring more " + HOSTILE))));
        assertThat(page)
                .contains("not converged")
                .contains("more would bring more")
                .doesNotContain(HOSTILE);
    }
}
