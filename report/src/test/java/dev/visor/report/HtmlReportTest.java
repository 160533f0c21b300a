package dev.visor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.experiment.AttackRecord;
import dev.visor.experiment.AttackSummary;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.StageTime;
import dev.visor.experiment.TrainingSummary;
import dev.visor.face.Identity;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Epoch;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {

    private static final String HOSTILE = "<script>alert(\"it's\")</script> & co";

    @Test
    void isAWellFormedPageWithAllSections() throws Exception {
        Document page = parse(render(SampleResults.typical()));
        NodeList sections = page.getElementsByTagName("section");
        List<String> ids = IntStream.range(0, sections.getLength())
                .mapToObj(i -> ((Element) sections.item(i)).getAttribute("id"))
                .toList();
        assertThat(ids)
                .containsExactly(
                        "summary",
                        "run",
                        "training",
                        "attack",
                        "saliency",
                        "defense",
                        "tuning",
                        "evaluation",
                        "limits",
                        "times");
        assertThat(page.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("The article on five people");
    }

    @Test
    void everyLinkLeadsToSomethingOnThePage() throws Exception {
        Document page = parse(render(SampleResults.typical()));
        NodeList all = page.getElementsByTagName("*");
        List<String> ids = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.hasAttribute("id")) {
                ids.add(element.getAttribute("id"));
            }
            if (element.getAttribute("href").startsWith("#")) {
                targets.add(element.getAttribute("href").substring(1));
            }
        }
        assertThat(ids).doesNotHaveDuplicates().containsAll(targets);
    }

    @Test
    void loadsNothingAndRunsNothing() throws Exception {
        String html = render(SampleResults.typical());
        assertThat(html).doesNotContain("http:", "https:", "<script", "<link", "@import", "url(");
        NodeList all = parse(html).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.hasAttribute("src")).isFalse();
            assertThat(element.getAttribute("href")).matches("|#[a-z0-9-]+|data:image/png;base64,[A-Za-z0-9+/=]+");
        }
    }

    @Test
    void tellsEveryRateWithItsCountsAndItsInterval() {
        ExperimentResults results = SampleResults.typical();
        List<Rate> rates = new ArrayList<>(List.of(
                results.attacks().reached(),
                results.training().training(),
                results.training().validation()));
        for (DefenseEvaluation defense : results.defenses()) {
            for (double threshold : new double[] {0, 0.8}) {
                int i = defense.indexOf(threshold);
                for (Rates one :
                        List.of(defense.before().get(i), defense.after().get(i))) {
                    rates.addAll(List.of(one.clean(), one.adversarial(), one.success()));
                }
                rates.add(defense.defenseSuccess().get(i));
            }
        }
        String text = text(render(results));
        assertThat(rates).allSatisfy(rate -> assertThat(text).contains(Numbers.rate(rate)));
        assertThat(text).contains("11/12 = 91.7 % [64.6, 98.5]");
    }

    @Test
    void tellsTheArticlesFiguresAsThoseOfAnotherDataSet() {
        assertThat(text(render(SampleResults.typical())))
                .contains(ArticleFigures.LABEL)
                .contains("98.2 %", "93.3 %", "13.3 %", "60.0 %", "85.0 %", "21.7 %", "56.7 %")
                .contains("16.6 %", "53.3 %", "54.9 %", "0.7768");
    }

    @Test
    void embedsEachDistinctPictureOnce() throws Exception {
        ExperimentResults results = SampleResults.typical();
        NodeList images = parse(render(results)).getElementsByTagName("image");
        // Six times face, target, attacked, saliency, mask and cleansed, two of the targets being one picture, and the
        // plain glasses of the first; the drawn faces of some names are equal.
        List<String> names = new ArrayList<>();
        names.add(results.examples().get(0).startPicture());
        for (Example example : results.examples()) {
            names.addAll(List.of(
                    example.facePicture(),
                    example.targetPicture(),
                    example.attackedPicture(),
                    example.saliencyPicture(),
                    example.maskPicture(),
                    example.cleansedPicture()));
        }
        long distinct = names.stream()
                .map(name -> new String(SamplePictures.png(name), StandardCharsets.ISO_8859_1))
                .distinct()
                .count();
        assertThat(images.getLength()).isEqualTo((int) distinct).isLessThan(names.size());
    }

    @Test
    void escapesEveryTextFromTheData() throws Exception {
        ExperimentResults results =
                new SampleResults(List.of(HOSTILE, "B <i>", "C & D", "D\"", "E\u0000"), 12).results();
        ExperimentResults hostile = new ExperimentResults(
                SampleResults.provenance(HOSTILE),
                new SampleResults(List.of(HOSTILE), 0).data(List.of(HOSTILE)),
                results.training(),
                results.tuningAttacks(),
                results.attacks(),
                results.tuning(),
                List.of(withName(results.defenses().get(0), HOSTILE)),
                results.examples());
        String html = HtmlReport.render(hostile, List.of(new StageTime(HOSTILE, 1)), SamplePictures::png);
        assertThat(html).doesNotContain("<script", "<i>");
        assertThat(parse(html).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo(HOSTILE);
        assertThat(html).contains("E\uFFFD");
    }

    @Test
    void tellsAttacksWithoutATarget() throws Exception {
        Identity ada = new Identity("Ada");
        Identity bo = new Identity("Bo");
        SampleResults sample = new SampleResults(List.of("Ada", "Bo"), 0);
        AttackRecord attack = new AttackRecord("dodge1", "Ada/1.jpg", ada, null, true, 31, 12, 0.07, 0.99, 0.02, 0.97);
        Answer seen = new Answer(bo, 0.7, 0.01, 0);
        Answer real = new Answer(ada, 0.9, 0.9, 0);
        Example example = new Example("dodge1", "none", real, seen, real, "f", "", "s", "a", "m", "k", "c");
        ExperimentResults results = new ExperimentResults(
                SampleResults.provenance("dodging"),
                sample.data(List.of()),
                sample.training(),
                null,
                new AttackSummary("all", new Rate(1, 1), 31, 0.06, List.of(attack)),
                null,
                List.of(),
                List.of(example));
        String html = render(results);
        parse(html);
        assertThat(text(html))
                .contains(
                        "anybody else",
                        "avoid being recognized",
                        "97.0 % for anybody but Ada",
                        "? other",
                        "31 iterations")
                .doesNotContain("target 0.0 %");
    }

    @Test
    void saysWhetherTuningAndEvaluationUseTheSamePictures() {
        ExperimentResults apart = SampleResults.typical();
        ExperimentResults same = new ExperimentResults(
                apart.provenance(),
                apart.data(),
                apart.training(),
                apart.attacks(),
                apart.attacks(),
                apart.tuning(),
                apart.defenses(),
                apart.examples());
        assertThat(text(render(apart)))
                .contains("other pictures than those of the evaluation")
                .doesNotContain("Caution");
        assertThat(text(render(same))).contains("Caution: 12 pictures of the attackers");
    }

    @Test
    void saysThatNothingWasTuned() {
        ExperimentResults typical = SampleResults.typical();
        ExperimentResults results = new ExperimentResults(
                typical.provenance(),
                typical.data(),
                typical.training(),
                null,
                typical.attacks(),
                null,
                typical.defenses(),
                typical.examples());
        assertThat(text(render(results)))
                .contains("Nothing was tuned in this run")
                .doesNotContain("Goodness at φ");
    }

    @Test
    void saysWhatWasNotMeasuredInsteadOfNaN() throws Exception {
        Rate none = new Rate(0, 0);
        Rates rates = new Rates(0, none, none, none);
        GoodnessScore score = new GoodnessScore(0, 0, 0);
        DefenseEvaluation defense = new DefenseEvaluation(
                "article",
                SaliencyMaskConfig.ARTICLE,
                List.of(rates),
                List.of(rates),
                List.of(none),
                score,
                score,
                List.of());
        ExperimentResults results = new ExperimentResults(
                SampleResults.provenance("nothing"),
                new SampleResults(List.of(), 0).data(List.of()),
                new TrainingSummary(
                        List.of(new Epoch(1, Double.NaN, Double.NaN, Double.NaN)),
                        none,
                        none,
                        new ConfusionMatrix(List.of(), List.of())),
                null,
                new AttackSummary("none", none, 0, 0, List.of()),
                null,
                List.of(defense),
                List.of());
        String html = HtmlReport.render(results, List.of(), SamplePictures::png);
        parse(html);
        assertThat(text(html))
                .contains(
                        "0/0 (nothing to measure)", "Not tested", "No examples were kept", "No run times were recorded")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void managesWithoutDefensesAndEpochs() throws Exception {
        ExperimentResults typical = SampleResults.typical();
        ExperimentResults results = new ExperimentResults(
                typical.provenance(),
                typical.data(),
                new TrainingSummary(
                        List.of(),
                        new Rate(0, 0),
                        new Rate(0, 0),
                        typical.training().confusion()),
                null,
                typical.attacks(),
                null,
                List.of(),
                List.of());
        String html = render(results);
        parse(html);
        assertThat(text(html))
                .contains("No defense was evaluated", "No epochs were recorded")
                .doesNotContain("NaN");
    }

    @Test
    void listsConfusionsWhereAMatrixWouldBeTooLarge() {
        List<String> names = IntStream.range(0, 31).mapToObj(i -> "Person " + i).toList();
        String text = text(render(new SampleResults(names, 12).results()));
        assertThat(text)
                .contains("Who was taken for whom", "61 of 62 held-out faces")
                .doesNotContain("answered →");
        assertThat(text(render(SampleResults.typical()))).contains("answered →");
    }

    @Test
    void namesTheBestDefenseByItsGoodnessScore() {
        ExperimentResults typical = SampleResults.typical();
        assertThat(text(render(typical))).contains("“recommended” stopped every attack tried");
        ExperimentResults useless = new ExperimentResults(
                typical.provenance(),
                typical.data(),
                typical.training(),
                null,
                typical.attacks(),
                null,
                List.of(unchanged(typical.defenses().get(0))),
                typical.examples());
        assertThat(text(render(useless))).contains("None of the defenses tried");
    }

    @Test
    void refusesAPictureThatIsNoPng() {
        assertThatThrownBy(() -> HtmlReport.render(SampleResults.typical(), List.of(), name -> new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("illegal picture [a-z0-9-]+\\.png: it is no PNG");
    }

    @Test
    void refusesAnOutcomeOfAnUnknownAttack() {
        ExperimentResults typical = SampleResults.typical();
        ExperimentResults foreign = new ExperimentResults(
                typical.provenance(),
                typical.data(),
                typical.training(),
                null,
                new AttackSummary("none", new Rate(0, 0), 0, 0, List.of()),
                null,
                typical.defenses(),
                List.of());
        assertThatThrownBy(() -> render(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no attack is called a1");
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
        Path page = Path.of("target", "sample-report.html");
        Files.createDirectories(page.getParent());
        Files.writeString(page, render(SampleResults.typical()));
        assertThat(page).isNotEmptyFile();
    }

    private static DefenseEvaluation withName(DefenseEvaluation defense, String name) {
        return new DefenseEvaluation(
                name,
                defense.config(),
                defense.before(),
                defense.after(),
                defense.defenseSuccess(),
                defense.score(),
                defense.scoreBefore(),
                defense.outcomes());
    }

    private static DefenseEvaluation unchanged(DefenseEvaluation defense) {
        List<Outcome> outcomes = defense.outcomes().stream()
                .map(one -> new Outcome(one.attack(), one.before(), one.before(), 0, 0))
                .toList();
        return new DefenseEvaluation(
                defense.name(),
                defense.config(),
                defense.before(),
                defense.before(),
                defense.defenseSuccess(),
                defense.scoreBefore(),
                defense.scoreBefore(),
                outcomes);
    }

    private static String render(ExperimentResults results) {
        return HtmlReport.render(results, SampleResults.TIMES, SamplePictures::png);
    }

    private static String text(String html) {
        String body = html.substring(html.indexOf("<body"));
        return Pattern.compile("<[^>]*>").matcher(body).replaceAll("").replace("&#39;", "'");
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }
}
