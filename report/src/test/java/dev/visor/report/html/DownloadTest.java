package dev.visor.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Rate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownloadTest {

    private static String attribute(Element link, String name) {
        return link.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static String file(Element link) {
        String href = attribute(link, "href");
        byte[] data = Base64.getDecoder().decode(href.substring(href.indexOf(',') + 1));
        return new String(data, StandardCharsets.UTF_8);
    }

    @Test
    void savesATableWithTheCountsOfItsRatesInColumnsOfTheirOwn() {
        Table table = Table.of("Worst case", "Defense", "Success")
                .row(Html.text("none"), Numbers.rateNode(new Rate(39, 40)))
                .row(Html.text("a \"b\", c"), Html.text("–"));
        Element link = Download.csv("CSV", "Worst case", table.values());
        assertThat(file(link))
                .isEqualTo("Defense,Success hits,Success trials,Success low,Success high,Success\r\n"
                        + "none,39,40,0.8712,0.9956,\r\n\"a \"\"b\"\", c\",,,,,–\r\n");
        assertThat(attribute(link, "download")).isEqualTo("worst-case.csv");
    }

    @Test
    void savesTheRowThatSumsUpAtTheEnd() {
        Table table = Table.of("t", "Stage", "Time")
                .row(Html.text("b"), Numbers.durationNode(61))
                .total(List.of(Html.text("total"), Numbers.durationNode(61)))
                .row(Html.text("a"), Numbers.durationNode(0));
        assertThat(file(Download.csv("CSV", "t", table.values())))
                .isEqualTo("Stage,Time\r\nb,1 min 01 s\r\na,0.0 s\r\ntotal,1 min 01 s\r\n");
        assertThat(table.element().markup())
                .contains("<tfoot><tr><th scope=\"row\">total</th><td><data value=\"61.0\" data-text=\"1 min 01 s\">");
    }

    @Test
    void savesARateOfACellWithAColor() {
        Table table = new Table(
                "t",
                List.of(Html.text("a"), Html.text("b")),
                List.of(List.of(
                        Html.text("x"),
                        Html.element("td", Numbers.rateNode(new Rate(1, 2))).styled("band"))));
        assertThat(table.values().get(1)).containsExactly("x", "1", "2", "0.0945", "0.9055");
    }

    @Test
    void letsNoSpreadsheetTakeANameForAFormula() {
        assertThat(file(Download.csv("CSV", "t", List.of(List.of("=1+1", "@a", "+2", "-3", "a=b")))))
                .isEqualTo("'=1+1,'@a,'+2,'-3,a=b\r\n");
    }

    @Test
    void savesADrawingThatStandsByItself() {
        Element drawing = Html.element("svg", Html.element("text", "<a> & b")).with("viewBox", "0 0 1 1");
        assertThat(file(Download.svg("Ein Bild", drawing, ".a { fill: red; }")))
                .isEqualTo(
                        "<svg viewBox=\"0 0 1 1\" xmlns=\"http://www.w3.org/2000/svg\"><style>.a { fill: red; }</style>\n"
                                + "<text>&lt;a&gt; &amp; b</text></svg>\n");
    }

    @Test
    void namesFilesAfterTitles() {
        assertThat(Download.fileName("Rates: “TUNED”, μ = 0.9")).isEqualTo("rates-tuned-μ-0-9");
        assertThat(Download.fileName("../../etc")).isEqualTo("etc");
        assertThat(Download.fileName("…")).isEqualTo("download");
        assertThat(Download.fileName("a".repeat(200))).hasSize(60);
    }
}
