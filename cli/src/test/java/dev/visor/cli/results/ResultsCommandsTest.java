package dev.visor.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.run.RunFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class ResultsCommandsTest {

    @TempDir
    static Path dir;

    private static String export(String... options) {
        String[] args = new String[2 + options.length];
        args[0] = "export";
        args[1] = SharedRun.whole().toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return CommandRun.good(args).out();
    }

    @Test
    void csvHasARowForEachDefenseAttackerAndAccessory() throws IOException {
        List<String> lines = export("--format", "csv").lines().toList();
        assertThat(lines).hasSize(1 + 4 * 3);
        assertThat(lines.get(0)).startsWith("defense,attacker,accessory,adaptive,attacks,success,success_rate,");
        assertThat(lines.get(1)).matches("rejecting mask,unaware,eyeglass frame,false,5,[0-5],.*");
        Path file = dir.resolve("a/results.csv");
        assertThat(export("--format", "CSV", "--out", file.toString())).isEmpty();
        assertThat(file).hasContent(export("--format", "csv"));
    }

    @Test
    void jsonHasTheSameRows() throws IOException {
        JsonNode rows = JsonMapper.builder()
                .build()
                .readTree(export("--format", "json"))
                .get("rows");
        assertThat(rows).hasSize(12);
        assertThat(rows.get(4).get("attacker").asText()).isEqualTo("adaptive");
        assertThat(rows.get(4).at("/success/trials").asInt()).isEqualTo(2);
    }

    @Test
    void aTestCaseFailsAboveTheLimit() throws Exception {
        Document plain = xml(export("--format", "junit"));
        assertThat(plain.getDocumentElement().getTagName()).isEqualTo("testsuites");
        assertThat(plain.getElementsByTagName("testsuite").getLength()).isEqualTo(4);
        assertThat(plain.getElementsByTagName("testcase").getLength()).isEqualTo(12);
        assertThat(plain.getElementsByTagName("failure").getLength()).isZero();
        Document strict = xml(export("--format", "junit", "--fail-above", "success=0"));
        assertThat(strict.getElementsByTagName("failure").getLength())
                .as("not of none")
                .isEqualTo(9);
        NodeList suites = strict.getElementsByTagName("testsuite");
        assertThat(suites.item(1).getAttributes().getNamedItem("name").getNodeValue())
                .isEqualTo("none");
        assertThat(suites.item(1).getAttributes().getNamedItem("failures").getNodeValue())
                .isEqualTo("0");
        assertThat(suites.item(0).getAttributes().getNamedItem("failures").getNodeValue())
                .isEqualTo("3");
    }

    /** What the XML Schema of Ant asks for, and the constraints that Jenkins adds. */
    @Test
    void testResultsHaveWhatTheSchemasAskFor() throws Exception {
        Document strict = xml(export("--format", "junit", "--fail-above", "success=0"));
        Map<String, List<String>> required = Map.of(
                "testsuite",
                List.of("id", "package", "name", "hostname", "timestamp", "tests", "failures", "errors", "time"),
                "property",
                List.of("name", "value"),
                "testcase",
                List.of("name", "classname", "time"),
                "failure",
                List.of("type", "message"));
        required.forEach((tag, attributes) -> elements(strict, tag)
                .forEach(element -> assertThat(attributes).as(tag).allMatch(element::hasAttribute)));
        for (Element suite : elements(strict, "testsuite")) {
            assertThat(suite.getAttribute("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
            List<String> children = new ArrayList<>();
            for (Node child = suite.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element) {
                    children.add(child.getNodeName());
                }
            }
            assertThat(String.join(" ", children)).matches("properties (testcase )*system-out system-err");
        }
    }

    private static List<Element> elements(Document document, String tag) {
        NodeList all = document.getElementsByTagName(tag);
        assertThat(all.getLength()).as(tag).isPositive();
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .toList();
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sarifNamesRulesThatItHas() throws IOException {
        JsonNode log =
                JsonMapper.builder().build().readTree(export("--format", "sarif", "--fail-above", "found:success=0"));
        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        JsonNode run = log.at("/runs/0");
        List<String> rules = run.at("/tool/driver/rules").findValuesAsText("id");
        assertThat(run.get("results")).isNotEmpty();
        int errors = 0;
        for (JsonNode result : run.get("results")) {
            assertThat(rules).contains(result.get("ruleId").asText());
            assertThat(result.at("/message/text").asText()).isNotBlank();
            assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                            .asText())
                    .isEqualTo("results.json");
            errors += result.get("level").asText().equals("error") ? 1 : 0;
        }
        assertThat(errors).isEqualTo(3);
    }

    @Test
    void figuresOfADocumentAreWrittenAndChecked() throws IOException {
        String figures = export("--format", "markdown");
        assertThat(figures)
                .contains(
                        "| rejecting mask | none | ", "|  | 0.8 | ", "| goodness score | map absolute, mu = 0.9, n = ");
        Path document = dir.resolve("RESULTS.md");
        Files.writeString(document, "# A\n\n<!-- visor:figures whole -->\nold\n<!-- /visor:figures -->\nend\n");
        String[] update = {"--format", "markdown", "--update", document.toString(), "--check"};
        String[] args = new String[update.length + 2];
        args[0] = "export";
        args[1] = SharedRun.whole().toString();
        System.arraycopy(update, 0, args, 2, update.length);
        CommandRun stale = CommandRun.of(args);
        assertThat(stale.code()).isEqualTo(3);
        assertThat(stale.messages())
                .containsExactly("visor: " + document + ": has other figures of whole than " + SharedRun.whole());
        export("--format", "markdown", "--update", document.toString());
        assertThat(document)
                .hasContent("# A\n\n<!-- visor:figures whole -->\n\n" + figures + "\n<!-- /visor:figures -->\nend\n");
        assertThat(CommandRun.of(args).code()).isZero();
        Files.writeString(
                document, "<!-- visor:figures whole -->\n<!-- visor:figures b -->\n<!-- /visor:figures -->\n");
        CommandRun none = CommandRun.of(args);
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains(document + ": there is no block from \"<!-- visor:figures whole -->\" to ");
    }

    @Test
    void comparesRuns() throws IOException {
        String whole = SharedRun.whole().toString();
        assertThat(CommandRun.good("compare", whole, whole).out()).endsWith("results: equal" + System.lineSeparator());

        Path rounded = changed(
                "rounded",
                text -> text.replaceFirst("(\"realConfidence\": 0\\.\\d{4})\\d+", "$19")
                        .replace("\"amd64", "\"other amd64"));
        assertThat(CommandRun.good("compare", whole, rounded.toString()).out())
                .contains("processor", "values of results.json that differ: 1")
                .endsWith("results: equal up to rounding" + System.lineSeparator());

        Path different = changed(
                "different",
                text -> text.replaceFirst("(\"recognized\": \\{\\s+\"hits\": )\\d", "$10")
                        .replace("\"seed\": 7", "\"seed\": 8"));
        assertThat(CommandRun.good("compare", whole, different.toString()).out())
                .containsPattern("seed +7 +8")
                .containsPattern("rejecting mask: clean faces recognized +\\d/6 = .* +0/6 = ")
                .endsWith("results: different" + System.lineSeparator());
    }

    /** Returns a run with other results and the sums that belong to them. */
    private static Path changed(String name, UnaryOperator<String> change) throws IOException {
        RunFolder run = new RunFolder(Fixtures.copy(SharedRun.whole(), dir.resolve(name)));
        String text = Files.readString(run.results());
        assertThat(change.apply(text)).isNotEqualTo(text);
        run.checksums().write(run.results(), change.apply(text).getBytes(StandardCharsets.UTF_8));
        new EvidenceFolder(run).add(List.of(run.results(), run.checksums().file()));
        return run.path();
    }

    @Test
    void aRunEndsWithCode3AboveALimit() {
        String file = SharedRun.file().toString();
        String whole = SharedRun.whole().toString();
        CommandRun above = CommandRun.of("run", file, "--out", whole, "--fail-above", "success=0.5,none:success=0.1");
        assertThat(above.code()).isEqualTo(3);
        assertThat(above.messages())
                .hasSize(4)
                .allMatch(line ->
                        line.matches("visor: (none|found|hardened|rejecting mask): .* succeeds in \\d/\\d attacks;"
                                + " the 95 % interval ends at \\d\\.\\d+, above 0\\.\\d"));
        assertThat(CommandRun.of("run", file, "--out", whole, "--fail-above", "success=1")
                        .code())
                .isZero();
        CommandRun unknown = CommandRun.of("run", file, "--out", whole, "--fail-above", "nobody:success=1");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("there is no defense \"nobody\", must be one of rejecting mask, none, found, hardened");
        for (String bad : List.of("success", "success=2", "success=x", "accuracy=0.1", "")) {
            CommandRun refused = CommandRun.of("run", file, "--out", whole, "--fail-above", bad);
            assertThat(refused.code()).as(bad).isEqualTo(2);
            assertThat(refused.err())
                    .contains(
                            "must be success=X or iapar=X, or NAME:success=X or NAME:iapar=X for one defense, X in [0, 1]");
        }
    }

    @Test
    void whatIsNoFinishedRunIsRefused() throws IOException {
        String trained = SharedRun.trained().toString();
        assertThat(CommandRun.of("export", trained, "--format", "csv").err())
                .contains(SharedRun.trained().resolve("results.json") + ": is not there; 'visor evaluate' writes it");
        assertThat(CommandRun.of(
                                "compare",
                                SharedRun.whole().toString(),
                                dir.resolve("none").toString())
                        .err())
                .contains(dir.resolve("none") + ": there is no such folder");
        assertThat(CommandRun.of("export", trained, "--format", "pdf").code()).isEqualTo(2);
        assertThat(CommandRun.of("export", trained, "--format", "csv", "--check")
                        .code())
                .isEqualTo(2);
    }
}
