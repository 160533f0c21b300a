package dev.visor.report;

import static dev.visor.report.SampleResults.GLASSES;
import static dev.visor.report.SampleResults.UNAWARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.cost.StageTime;
import dev.visor.report.html.Numbers;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {

    private static final String HOSTILE = "<script>alert(\"it's\")</script> & co";

    @Test
    void isAWellFormedPageThatBeginsWithTheVerdict() throws Exception {
        Document page = parse(render(SampleResults.typical()));
        assertThat(elements(page, "section").map(section -> section.getAttribute("id")))
                .containsExactly("verdict", "faces", "matrix", "evidence", "definitions", "settings");
        assertThat(page.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("The article on five people");
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
                .startsWith(
                        "Somebody with an adversarial accessory (eyeglass frame) can pass as one of our people: all 40")
                .contains("“recommended”, let 1 of 40 adaptive attacks pass at worst");
    }

    @Test
    void saysNextWhereADefenseMakesThingsWorse() throws Exception {
        ExperimentResults worse = SampleResults.of(
                List.of(UNAWARE),
                none(SampleResults.cell(UNAWARE, "hat", 8, 40)),
                SampleResults.defense(
                        "mask",
                        List.of("saliency mask"),
                        new Rate(40, 40),
                        List.of(SampleResults.cell(UNAWARE, "hat", 9, 40))));
        Element headline =
                (Element) parse(render(worse)).getElementsByTagName("h1").item(0);
        assertThat(headline.getNextSibling().getNextSibling().getTextContent())
                .startsWith("Caution: ")
                .endsWith("“mask” against unaware with hat, 9 of 40 instead of 8 of 40 attacks, which may be chance.");
        assertThat(SystemsReport.render("Two systems", Map.of("first", worse), SampleResults.COMMAND))
                .contains("<p class=\"caution\">On “first”: Caution: ");
        assertThat(render(SampleResults.typical())).doesNotContain("class=\"caution\"");
    }

    @Test
    void leavesOutWhatWasNotRun() throws Exception {
        String html = render(SampleResults.of(List.of(), none()));
        assertThat(elements(parse(html), "section").map(section -> section.getAttribute("id")))
                .containsExactly("verdict", "evidence", "definitions", "settings");
        assertThat(text(html))
                .contains("No attack was tried")
                .doesNotContain("NaN", "Infinity", "Tuning", "beside the article", "Threat model", "saliency");
    }

    @Test
    void everyLinkLeadsToSomethingOnThePage() throws Exception {
        Document page = parse(render(SampleResults.typical()));
        List<String> ids = elements(page, "*")
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(elements(page, "*")
                        .map(element -> element.getAttribute("href"))
                        .filter(href -> href.startsWith("#"))
                        .map(href -> href.substring(1)))
                .isNotEmpty()
                .isSubsetOf(ids);
    }

    @Test
    void loadsNothing() throws Exception {
        String html = render(SampleResults.typical());
        assertThat(html).doesNotContain("http:", "https:", "<link", "@import", "import(", "import ", "url(h", "url(d");
        assertThat(elements(parse(html), "*")).allSatisfy(element -> {
            assertThat(element.hasAttribute("src")).isFalse();
            assertThat(element.getAttribute("href"))
                    .matches(
                            "|#[a-z0-9-]+|data:(image/png|image/svg\\+xml|text/csv;charset=utf-8);base64,[A-Za-z0-9+/=]+");
        });
    }

    @Test
    void itsPolicyAllowsExactlyItsOwnScripts() throws Exception {
        String html = render(SampleResults.typical());
        Document page = parse(html);
        List<String> sums = new ArrayList<>();
        Matcher scripts = Pattern.compile("<script type=\"module\">(.*?)</script>", Pattern.DOTALL)
                .matcher(html);
        while (scripts.find()) {
            byte[] script = scripts.group(1).getBytes(StandardCharsets.UTF_8);
            sums.add("'sha256-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(script))
                    + "'");
        }
        assertThat(sums).hasSize(4).doesNotHaveDuplicates();
        assertThat(elements(page, "script")).hasSameSizeAs(sums);
        assertThat(elements(page, "meta")
                        .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                        .map(meta -> meta.getAttribute("content")))
                .containsExactly("default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
                        + "form-action 'none'; script-src " + String.join(" ", sums));
        assertThat(elements(page, "*"))
                .allSatisfy(element -> assertThat(IntStream.range(
                                        0, element.getAttributes().getLength())
                                .mapToObj(i -> element.getAttributes().item(i).getNodeName()))
                        .noneMatch(name -> name.startsWith("on")));
    }

    @Test
    void everyTableAndEveryChartCanBeSaved() throws Exception {
        Document page = parse(render(SampleResults.typical()));
        long tables = elements(page, "table").count();
        long charts = elements(page, "svg")
                .filter(svg -> svg.getAttribute("class").equals("plot"))
                .count();
        List<Element> links = elements(page, "a")
                .filter(link -> link.hasAttribute("download"))
                .toList();
        assertThat(links.stream().filter(link -> link.getAttribute("download").endsWith(".svg")))
                .hasSize((int) charts);
        // The settings, all answers and all rates can be saved too, though no table shows them.
        assertThat(links.stream().filter(link -> link.getAttribute("download").endsWith(".csv")))
                .hasSize((int) tables + 3);
        for (Element link : links) {
            if (link.getAttribute("download").endsWith(".svg")) {
                parse(file(link));
            }
        }
        String answers = links.stream()
                .filter(link -> link.getAttribute("download").equals("answers-to-all-attacks.csv"))
                .map(HtmlReportTest::file)
                .findFirst()
                .orElseThrow();
        assertThat(answers.lines()).hasSize(1 + 8 * 40);
        assertThat(answers).contains("\r\nrecommended,adaptive,eyeglass frame,E1,Ada Lovelace,Bo Diddley,Bo Diddley,");
    }

    @Test
    void showsEveryRateWithItsCountsAndItsInterval() {
        ExperimentResults results = SampleResults.typical();
        List<Rate> rates = new ArrayList<>(List.of(
                results.attacks().get(0).reached(),
                results.training().training(),
                results.training().validation()));
        for (DefenseResult defense : results.defenses()) {
            rates.add(defense.clean().recognized());
            defense.cells().forEach(cell -> rates.add(cell.success()));
        }
        String text = text(render(results));
        assertThat(rates).allSatisfy(rate -> assertThat(text).contains(Numbers.rate(rate)));
        assertThat(text).contains("14/40 = 35.0 % [22.1, 50.5]");
    }

    @Test
    void drawsEachDefensesOwnCurve() {
        ExperimentResults results = SampleResults.typical();
        String text = text(render(results));
        for (DefenseResult defense : results.defenses()) {
            String title = defense.name() + ": adaptive with eyeglass frame";
            assertThat(text.contains(title)).as(title).isEqualTo(!defense.isUndefended());
        }
        assertThat(Rates.at(results.defenses().get(2).worst().rates(), 0).success())
                .isEqualTo(new Rate(14, 40));
    }

    @Test
    void putsTheArticlesFiguresBesideSaliencyMasksOnly() {
        assertThat(text(render(SampleResults.typical())))
                .contains(
                        "PubFig, 30 people, VGG16",
                        "98.2 %",
                        "93.3 %",
                        "13.3 %",
                        "60.0 %",
                        "85.0 %",
                        "21.7 %",
                        "56.7 %")
                .contains("16.6 %", "53.3 %", "54.9 %", "0.7768");
        Cell cell = SampleResults.cell(UNAWARE, GLASSES, 4, 40);
        DefenseResult other =
                SampleResults.defense("other", List.of("tamper detector"), new Rate(40, 40), List.of(cell));
        assertThat(text(render(SampleResults.of(List.of(UNAWARE), none(cell), other))))
                .doesNotContain("PubFig");
    }

    @Test
    void marksDefensesThatNoAdaptiveAttackerTriedAndKeepsGreenForThoseThatOneTried() throws Exception {
        Cell held = SampleResults.cell(UNAWARE, GLASSES, 0, 40);
        DefenseResult mask = SampleResults.defense("mask", List.of("saliency mask"), new Rate(40, 40), List.of(held));
        String html =
                render(SampleResults.of(List.of(UNAWARE), none(SampleResults.cell(UNAWARE, GLASSES, 39, 40)), mask));
        assertThat(text(html)).contains("not tried", "no attacker who knows the defense was tried");
        assertThat(elements(parse(html), "*").map(element -> element.getAttribute("class")))
                .contains("band open")
                .filteredOn(style -> style.contains("held"))
                // the legend alone
                .containsOnly("swatch band held");
        assertThat(render(SampleResults.typical())).contains("tag held", "bar held");
    }

    @Test
    void showsFacesWithMasksAndMapsOverThem() throws Exception {
        Document page = parse(render(SampleResults.typical()));
        assertThat(elements(page, "article")).hasSize(6);
        String first = elements(page, "article").findFirst().orElseThrow().getTextContent();
        assertThat(first).contains("Ada Lovelace → Bo Diddley", "Target", "Plain", "No defense", "tuned");
        assertThat(elements(page, "use")
                        .filter(use -> use.getAttribute("filter").equals("url(#heat)")))
                .isNotEmpty();
    }

    @Test
    void embedsEachDistinctPictureOnce() throws Exception {
        List<String> asked = new ArrayList<>();
        String html = HtmlReport.render(SampleResults.typical(), null, List.of(), SampleResults.COMMAND, name -> {
            asked.add(name);
            return SamplePictures.png(name);
        });
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(elements(parse(html), "image").map(image -> image.getAttribute("href")))
                .doesNotHaveDuplicates()
                .hasSize((int) asked.stream()
                        .map(name -> new String(SamplePictures.png(name), StandardCharsets.ISO_8859_1))
                        .distinct()
                        .count())
                .hasSizeLessThan(asked.size());
    }

    @Test
    void escapesEveryTextFromTheData() throws Exception {
        ExperimentResults results =
                new SampleResults(List.of(HOSTILE, "B <i>", "C & D", "D\"", "E\u0000", "F\u202e"), 40).results();
        ExperimentResults hostile = SampleResults.with(
                results,
                SampleResults.provenance(HOSTILE),
                new SampleResults(List.of(HOSTILE), 0).data(List.of(HOSTILE)));
        String html =
                HtmlReport.render(hostile, null, List.of(new StageTime(HOSTILE, 1)), HOSTILE, SamplePictures::png);
        assertThat(html).doesNotContain("<script>", "<i>");
        Document page = parse(html);
        assertThat(page.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(HOSTILE);
        assertThat(page.getElementsByTagName("pre").item(0).getTextContent()).isEqualTo(HOSTILE);
        assertThat(html).contains("E\uFFFD", "F\uFFFD").doesNotContain("\u202e");
    }

    @Test
    void escapesTheNamesOfAttackersAccessoriesAndDefenses() throws Exception {
        AttackerSummary attacker = new AttackerSummary(HOSTILE, UNAWARE.knowledge(), true, HOSTILE, 40, 300);
        Cell cell = SampleResults.cell(attacker, HOSTILE, 3, 40);
        DefenseResult defense = SampleResults.defense(HOSTILE, List.of(HOSTILE), new Rate(1, 40), List.of(cell));
        String html = render(SampleResults.of(List.of(attacker), none(cell), defense));
        assertThat(html).doesNotContain("<script>");
        parse(html);
    }

    @Test
    void endsWithTheSettingsAndTheCommandThatRepeatsTheRun() {
        String text = text(render(SampleResults.typical()));
        assertThat(text.substring(text.indexOf("This command repeats")))
                .contains(
                        SampleResults.COMMAND,
                        "attackers.unaware.momentum 0.4",
                        "9f86d081884c7d65",
                        "grid search9.0 s",
                        "1 min 13 s");
    }

    @Test
    void saysWhetherTuningAndEvaluationUseTheSamePictures() {
        ExperimentResults apart = SampleResults.typical();
        assertThat(text(render(apart)))
                .contains("The evaluation uses other pictures")
                .doesNotContain("Caution");
        ExperimentResults same = new ExperimentResults(
                ExperimentResults.VERSION,
                apart.provenance(),
                apart.data(),
                apart.training(),
                null,
                apart.attackers(),
                apart.accessories(),
                apart.attacks(),
                new ExperimentResults.Tuning(apart.attacks().get(0), SampleResults.tuning()),
                apart.defenses(),
                List.of(),
                List.of());
        assertThat(text(render(same)))
                .contains("Caution: the evaluation uses")
                .contains("Nothing was found that makes them doubtful. Checked:", "Not tried:");
    }

    @Test
    void showsFindings() {
        assertThat(text(render(SampleResults.typical()))).contains("not converged", "in the last fifth of 600 steps");
    }

    @Test
    void listsConfusionsWhereAMatrixWouldBeTooLarge() {
        List<String> names = IntStream.range(0, 31).mapToObj(i -> "Person " + i).toList();
        String text = text(render(new SampleResults(names, 40).results()));
        assertThat(text)
                .contains("Who was taken for whom", "61 of 62 held-out faces")
                .doesNotContain("answered →");
        assertThat(text(render(SampleResults.typical()))).contains("answered →");
    }

    @Test
    void splitsAMatrixThatIsWiderThanAPrintedPage() throws Exception {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            cells.add(SampleResults.cell(UNAWARE, "accessory " + i, i, 40));
            cells.add(SampleResults.cell(SampleResults.ADAPTIVE, "accessory " + i, i, 40));
        }
        Document page = parse(
                render(SampleResults.of(List.of(UNAWARE, SampleResults.ADAPTIVE), none(cells.toArray(Cell[]::new)))));
        assertThat(elements(page, "table")
                        .filter(table -> table.getAttribute("class").equals("matrix")))
                .hasSize(2);
    }

    @Test
    void refusesAPictureThatIsNoPng() {
        assertThatThrownBy(() -> HtmlReport.render(
                        SampleResults.typical(), null, List.of(), SampleResults.COMMAND, name -> new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("illegal picture .+\\.png: it is no PNG");
    }

    @Test
    void refusesResultsWithoutTheUndefendedSystem() {
        assertThatThrownBy(() -> render(SampleResults.of(List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lack the undefended system");
    }

    @Test
    void isTheSameForTheSameInputInEveryLocale() {
        Locale usual = Locale.getDefault();
        String first = render(SampleResults.typical());
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(render(SampleResults.typical())).isEqualTo(first);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void writesAPageToLookAt() throws IOException {
        Path page = Path.of("target", "sample.html");
        Files.createDirectories(page.getParent());
        Files.writeString(page, render(SampleResults.typical()));
        assertThat(page).isNotEmptyFile();
    }

    private static DefenseResult none(Cell... cells) {
        return SampleResults.defense("none", List.of(), new Rate(40, 40), List.of(cells));
    }

    private static String render(ExperimentResults results) {
        return HtmlReport.render(results, null, SampleResults.TIMES, SampleResults.COMMAND, SamplePictures::png);
    }

    private static String text(String html) {
        String body = html.substring(html.indexOf("<body"));
        return Pattern.compile("<[^>]*>").matcher(body).replaceAll("").replace("&#39;", "'");
    }

    private static String file(Element link) {
        String href = link.getAttribute("href");
        return new String(Base64.getDecoder().decode(href.substring(href.indexOf(',') + 1)), StandardCharsets.UTF_8);
    }

    private static Stream<Element> elements(Document page, String name) {
        NodeList all = page.getElementsByTagName(name);
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }
}
