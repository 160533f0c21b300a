package dev.visor.report.captures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.GoodnessScore;
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
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class CapturesReportTest {

    private static final Identity ADA = new Identity("Ada_L");
    private static final Identity BOB = new Identity("<b>Bob");
    private static final List<CapturedSystem> SYSTEMS =
            List.of(new CapturedSystem("none", List.of()), new CapturedSystem("shield", List.of("detector")));

    private final List<CapturedPicture> pictures = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private String against = "";
    private RunAttacks run = RunAttacks.NONE;

    private static CapturedAnswer answer(Object what) {
        return what instanceof Identity person
                ? new CapturedAnswer(Verdict.PERSON, person, 0.87, 0.5, false)
                : new CapturedAnswer((Verdict) what, ADA, 0.87, 0.5, false);
    }

    private void attack(String light, Object before, Object after) {
        Capture capture = new Capture(
                "a" + pictures.size(), ADA, "hat", BOB, new PrintedAttack("unaware", against, "E1"), "1", "", light);
        pictures.add(new CapturedPicture(capture, null, List.of(answer(before), answer(after))));
    }

    private void honest(Object before, Object after) {
        Capture capture = new Capture("h" + pictures.size(), ADA, "", null, null, "1", "", "day");
        pictures.add(new CapturedPicture(capture, null, List.of(answer(before), answer(after))));
    }

    private String render() {
        CapturedResults results =
                CapturedResults.of(new CapturedResults.Site("A <small> run", "resnet29", "", run), SYSTEMS, pictures);
        return CapturesReport.render(results, "visor captures <photos>", this::png);
    }

    private byte[] png(String file) {
        shown.add(file);
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, file.hashCode());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static Stream<Element> elements(Document page, String name) {
        NodeList all = page.getElementsByTagName(name);
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
    }

    private static String text(String html) {
        String body = html.substring(html.indexOf("<body"));
        return Pattern.compile("<[^>]*>").matcher(body).replaceAll("").replace("&#39;", "'");
    }

    private String headline() throws Exception {
        return elements(parse(render()), "h1").findFirst().orElseThrow().getTextContent();
    }

    private void some() {
        attack("day", BOB, Verdict.TAMPERED);
        attack("dim", BOB, BOB);
        attack("dim", ADA, ADA);
        attack("dim", BOB, Verdict.UNKNOWN);
        honest(ADA, Verdict.TAMPERED);
        honest(ADA, ADA);
    }

    @Test
    void isAWellFormedPageThatBeginsWithTheVerdict() throws Exception {
        some();
        String html = render();
        Document page = parse(html);
        assertThat(elements(page, "section").map(section -> section.getAttribute("id")))
                .containsExactly("verdict", "conditions", "faces", "same-attacks", "definitions", "provenance");
        assertThat(headline())
                .isEqualTo(
                        "Somebody with a printed accessory can pass as one of our people: 3 of 4 photographs passed, at worst"
                                + " 1/1 (light day). Whether “shield” stops it is open: it let 1 of 4 photographs pass, at worst 1/3"
                                + " (light dim), but no printed accessory is noted to be made against it.");
        assertThat(html).contains("Caution: ").doesNotContain("<b>", "<small>", "<photos>", "<script>", "NaN");
        assertThat(render()).isEqualTo(html);
    }

    @Test
    void showsTheRatesOfTheStandardWithIntervals() {
        some();
        assertThat(text(render()))
                .contains("3/4 = 75.0 %", "[30.1, 95.4]") // IAPAR without a defense
                .containsPattern("APCER\\)[\\s\\S]*3/4 = 75.0 %") // of the shield
                .contains("1/2 = 50.0 %") // BPCER
                .contains("detector", "Attackers who passed at least once");
    }

    @Test
    void saysThatNobodyPassedOnlyWithWhatThatIsWorth() throws Exception {
        attack("day", ADA, ADA);
        assertThat(headline())
                .isEqualTo(
                        "No photographed attacker passed, even without a defense: 0/1. With 1 photograph, the true rate may be as"
                                + " high as 79.3 %.");
        pictures.clear();
        honest(ADA, ADA);
        assertThat(headline()).startsWith("No attacker was photographed with a usable face");
    }

    @Test
    void judgesADefenseOnceAnAccessoryWasMadeAgainstIt() throws Exception {
        against = "shield";
        attack("day", BOB, Verdict.TAMPERED);
        against = "";
        attack("day", BOB, ADA);
        assertThat(headline())
                .endsWith(
                        "The best defense tried, “shield”, let 0 of 2 photographs pass. Of those made against it, 0 of 1 passed."
                                + " With 1 photograph, the true rate may be as high as 79.3 %.");
        assertThat(text(render())).contains("Made against this defense", "0/1 = 0.0 %");
    }

    @Test
    void saysThatADefenseDoesNotHelp() throws Exception {
        attack("day", BOB, BOB);
        assertThat(headline()).endsWith("None of the defenses tried stops it.");
    }

    @Test
    void showsAtMostTwentyFourFacesAndThoseThatPassedFirst() {
        for (int i = 0; i < 40; i++) {
            attack("day", i == 39 ? BOB : ADA, ADA);
            honest(ADA, i == 38 ? Verdict.UNKNOWN : ADA);
        }
        render();
        assertThat(shown).hasSize(24).doesNotHaveDuplicates();
        assertThat(shown.get(0)).isEqualTo("a78");
        assertThat(shown.get(18)).isEqualTo("h77");
    }

    @Test
    void leavesOutWhatIsNotThere() throws Exception {
        Capture capture = new Capture("x", ADA, "hat", BOB, null, "", "", "");
        pictures.add(new CapturedPicture(capture, "shows no face", List.of()));
        assertThat(elements(parse(render()), "section").map(section -> section.getAttribute("id")))
                .containsExactly("verdict", "conditions", "definitions", "provenance");
        assertThat(text(render())).contains("1/1 of attackers").doesNotContain("NaN");
    }

    @Test
    void putsSimulatedFiguresBesideTheOthers() {
        some();
        assertThat(text(render())).doesNotContain("Simulated");
        run = new RunAttacks(List.of(), List.of(), List.of(simulated("none", 33), simulated("shield", 7)));
        assertThat(text(render())).contains("Simulated: draws that passed", "33/50 = 66.0 %", "7/50 = 14.0 %");
    }

    private static DefenseResult simulated(String defense, int draws) {
        Rate none = new Rate(0, 0);
        Cell cell = new Cell(
                "unaware",
                "hat",
                none,
                none,
                none,
                none,
                null,
                List.of(),
                1,
                null,
                List.of(),
                new GoodnessScore(0, 0, 0),
                List.of(),
                null,
                null);
        PrintedRates printed = new PrintedRates(
                TriedPictures.OTHER,
                none,
                none,
                none,
                none,
                none,
                none,
                List.of(new PrintedRates.Attack("E1", new Rate(draws, 50))),
                null,
                null,
                List.of(),
                List.of());
        return new DefenseResult(
                defense, List.of(), CleanResult.of(List.of(), Map.of(), 1, 0), List.of(cell.withPrinted(printed)));
    }
}
