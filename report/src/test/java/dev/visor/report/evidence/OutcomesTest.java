package dev.visor.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.SampleResults;
import dev.visor.report.html.Html;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.AttackIndex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private static final Pattern FILE = Pattern.compile("base64,([A-Za-z0-9+/=]+)");

    private static String html(int... attacks) {
        AttackerSummary attacker = SampleResults.typical().attackers().get(0);
        List<Cell> cells = Arrays.stream(attacks)
                .mapToObj(count -> SampleResults.cell(attacker, "hat " + count, count / 10, count))
                .toList();
        ExperimentResults results =
                SampleResults.of(List.of(attacker), SampleResults.defense("none", List.of(), new Rate(40, 40), cells));
        return Html.element("div", new Outcomes(new Assessment(results), new AttackIndex(results)).nodes())
                .markup();
    }

    private static List<String> file(String html) {
        Matcher file = FILE.matcher(html);
        assertThat(file.find()).isTrue();
        return new String(Base64.getDecoder().decode(file.group(1)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static int bars(String html) {
        String table = html.substring(html.indexOf("<table"));
        return table.length() - table.replace("h6v", "h6").length();
    }

    @Test
    void eachAttackIsABarAndALine() {
        String html = html(1000, 30);
        assertThat(html).contains("all answers as CSV").doesNotContain("spread evenly");
        assertThat(bars(html)).isEqualTo(1030);
        assertThat(file(html)).hasSize(1 + 1030);
    }

    @Test
    void ofManyAttacksASampleIsShown() {
        String html = html(20_000, 30);
        assertThat(html)
                .contains("1000 are shown, spread evenly; results.json has the answers to all", "their answers as CSV")
                .doesNotContain("all answers as CSV");
        assertThat(bars(html)).isEqualTo(1030);
        assertThat(html.length()).isLessThan(1_000_000);
        List<String> file = file(html);
        assertThat(file).hasSize(1 + 1030);
        assertThat(file.get(1)).contains(",E1,");
        assertThat(file.get(2)).contains(",E21,");
        assertThat(file.get(1000)).contains(",E19981,");
    }

    /** By which the table is sorted. */
    @Test
    void theAttacksThatPassedAreCountedAmongAll() {
        assertThat(html(20_000)).contains("\"2000\"");
    }
}
