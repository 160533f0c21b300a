package dev.visor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableTest extends BrowserTest {

    @Test
    void aButtonSortsUpwardsThenDownwardsThenAsItWas() {
        Page page = open(Pages.longTables(), Chromium.WIDE);
        Locator table = page.locator("sortable-table:has(table.matrix)");
        Locator heading = table.locator("thead th").nth(1);
        List<Double> first = passed(table);
        assertThat(first).hasSize(14).isNotEqualTo(sorted(first));
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("none");

        heading.getByRole(AriaRole.BUTTON).click();
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(passed(table)).isEqualTo(sorted(first));

        heading.locator("button").focus();
        page.keyboard().press("Enter");
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("descending");
        assertThat(passed(table))
                .isEqualTo(first.stream().sorted(Comparator.reverseOrder()).toList());

        page.keyboard().press("Space");
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("none");
        assertThat(passed(table)).isEqualTo(first);

        heading.locator("button").click();
        table.locator("thead th").first().locator("button").click();
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("none");
        assertThat(table.locator("tbody th").allInnerTexts().get(2)).isEqualTo("=mask, \"3\"");
    }

    private static List<Double> passed(Locator table) {
        return table.locator("tbody td:nth-child(2)").allInnerTexts().stream()
                .map(text -> Double.valueOf(text.replaceAll("(?s).*= (\\S+) %.*", "$1")))
                .toList();
    }

    private static List<Double> sorted(List<Double> values) {
        return values.stream().sorted().toList();
    }

    @Test
    void aRowThatSumsUpStaysAtTheEndAndMapsKeepTheirOrder() {
        Page page = open(Pages.systems(), Chromium.WIDE);
        Locator table = page.locator("sortable-table.titled:has(tfoot)");
        Locator names = table.locator("tbody th, tfoot th");
        assertThat(names.allInnerTexts()).containsExactly("front door", "back door", "garage", "gate", "all systems");
        table.locator("thead button").first().click();
        assertThat(names.allInnerTexts()).containsExactly("back door", "front door", "garage", "gate", "all systems");
        Page report = open(Pages.report(), Chromium.WIDE);
        assertThat(report.locator("table.heat").count()).isPositive();
        assertThat(report.locator("table.heat button, table.confusion button").count())
                .isZero();
    }

    @Test
    void aFieldLeavesTheRowsWithAllWords() {
        Page page = open(Pages.longTables(), Chromium.WIDE);
        Locator table = page.locator("sortable-table:has(.filter)").first();
        Locator shown = table.locator("tbody tr:visible");
        assertThat(shown.count()).isEqualTo(14);
        page.getByLabel("Filter rows").first().fill("=MASK \"1");
        int left = 5; // 1, 10, 11, 12 and 13
        assertThat(shown.count()).isEqualTo(left);
        assertThat(table.locator("tbody th:visible").allInnerTexts())
                .allSatisfy(name -> assertThat(name).startsWith("=mask, \"1"));
        assertThat(table.locator("output").textContent()).isEqualTo(left + " of 14 rows");
        table.locator("thead button").first().click();
        assertThat(shown.count()).isEqualTo(left);
        page.getByLabel("Filter rows").first().fill("no such row");
        assertThat(shown.count()).isZero();
        page.getByLabel("Filter rows").first().fill("");
        assertThat(shown.count()).isEqualTo(14);
        assertThat(open(Pages.systems(), Chromium.WIDE)
                        .locator("sortable-table:has(tfoot) .filter")
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.visor.browser.Pages#all")
    void theFileOfAWholeTableIsTheOneThatTheLinkHoldsWithoutScripts(Path file) {
        Page page = open(file, Chromium.WIDE);
        Locator links = page.locator("a[data-csv]");
        List<String> held = links.all().stream().map(TableTest::held).toList();
        assertThat(held).isNotEmpty();
        // Without the download itself, of which a browser does not allow many.
        Object written = links.evaluateAll("links => links.map(link => {"
                + " link.addEventListener('click', event => event.preventDefault());"
                + " link.click();"
                + " return decodeURIComponent(link.href.slice(link.href.indexOf(',') + 1)) })");
        assertThat(written).isEqualTo(held);
    }

    @Test
    void aLinkSavesTheTableAsItIsSeen() throws IOException {
        Page page = open(Pages.longTables(), Chromium.WIDE);
        Locator table = page.locator("sortable-table:has(table.matrix)");
        Locator link = table.locator("a[data-csv]");
        List<String> lines = held(link).lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("Defense,unaware does not know it eyeglass frame hits,"
                        + "unaware does not know it eyeglass frame trials,unaware does not know it eyeglass frame low,"
                        + "unaware does not know it eyeglass frame high");
        assertThat(lines.get(3)).startsWith("\"'=mask, \"\"2\"\"\",17,40,0.2851,0.57");
        table.locator("thead button").nth(1).click();
        table.locator("thead button").nth(1).click();
        table.getByLabel("Filter rows").fill("=mask");
        List<String> expected = IntStream.range(2, lines.size())
                .mapToObj(lines::get)
                .sorted(Comparator.comparing(TableTest::share).reversed())
                .toList();
        assertThat(saved(page, link).lines().toList())
                .startsWith(lines.get(0))
                .endsWith(expected.toArray(String[]::new))
                .hasSize(14);
    }

    /** Returns the share of a line with hits and trials. */
    private static double share(String line) {
        Matcher rate = Pattern.compile(",(\\d+),(40|80),").matcher(line);
        assertThat(rate.find()).isTrue();
        return Double.parseDouble(rate.group(1)) / Integer.parseInt(rate.group(2));
    }

    private static String saved(Page page, Locator link) throws IOException {
        Download download = page.waitForDownload(link::click);
        assertThat(download.suggestedFilename()).isEqualTo(link.getAttribute("download"));
        return Files.readString(download.path());
    }

    /** Returns the file that the link holds until it is clicked. */
    private static String held(Locator link) {
        String href = link.getAttribute("href");
        return new String(Base64.getDecoder().decode(href.substring(href.indexOf(',') + 1)), StandardCharsets.UTF_8);
    }
}
