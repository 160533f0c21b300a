package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.visor.setting.Registry;
import dev.visor.store.service.config.ServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services in experiment files. */
class ServiceFileTest {

    private static final Registry REGISTRY = Registry.standard();

    @TempDir
    Path folder;

    private ExperimentFile read(String system) throws IOException {
        Path file = folder.resolve("experiment.yaml");
        Files.writeString(
                file,
                "faces: embedded\nattackers: {a: {kind: square}}\ndefenses: {none: []}\nsystem:\n" + system.indent(2));
        return ExperimentFile.read(file, List.of(), REGISTRY);
    }

    private ServiceConfig config(String system) throws IOException {
        return ((ServiceSource) read(system).system()).config();
    }

    private String refusal(String system) {
        return catchThrowable(() -> read(system)).getMessage();
    }

    @Test
    void aPresetNeedsNothingButAnAddress() throws Exception {
        ServiceConfig config = config("kind: service\npreset: compreface\nurl: https://faces.example:8000");

        assertThat(config.headers()).containsEntry("x-api-key", "${COMPREFACE_API_KEY}");
        assertThat(config.answer().people().text()).isEqualTo("/result/0/subjects");
        assertThat(config.limits().queries()).isEqualTo(20_000);
        assertThat(read("kind: service\npreset: visor\nurl: http://127.0.0.1:8600")
                        .system()
                        .name())
                .isEqualTo("the service at 127.0.0.1:8600");
    }

    @Test
    void whatIsWrittenReadsBackAsAnEqualOne() throws Exception {
        ExperimentFile file = read("""
                kind: service
                preset: compreface
                url: https://faces.example
                headers: {Authorization: "Bearer ${TOKEN}", X-Tenant: "7"}
                identify: {body: json, field: /image/data, prefix: "data:image/png;base64,", fields: {limit: "5"}}
                answer: {scores: distance, threshold: 0.6, nobody: [unknown, "?"]}
                people: {names: {Zoë Saldaña: "17"}}
                per-second: 2.5
                """);
        Path copy = folder.resolve("copy.yaml");
        Files.writeString(copy, file.toYaml(REGISTRY));

        assertThat(ExperimentFile.read(copy, List.of(), REGISTRY)).isEqualTo(file);
    }

    @Test
    void otherLimitsAskTheSameService() throws Exception {
        ExperimentFile file = read("kind: service\nurl: http://a.example");

        assertThat(file.system()
                        .answersAs(read("kind: service\nurl: http://a.example\nqueries: 5\nretries: 1")
                                .system()))
                .isTrue();
        assertThat(file.system()
                        .answersAs(read("kind: service\nurl: http://b.example").system()))
                .isFalse();
    }

    /** Pixels that are repeated around real surroundings would be sent unasked. */
    @Test
    void whatIsAddedAroundAFaceIsOnlyWhatIsMissing() throws Exception {
        Function<String, Double> margin = text -> {
            try {
                return ((ServiceSource) ExperimentFile.read(
                                        Files.writeString(folder.resolve("margin.yaml"), text), List.of(), REGISTRY)
                                .resolved()
                                .system())
                        .config()
                        .picture()
                        .margin();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        for (String preset : List.of("visor", "compreface", "plain")) {
            String service = "system: {kind: service, preset: " + preset + ", url: http://a.example}\n"
                    + "attackers: {a: {kind: square}}\ndefenses: {none: []}\n";
            assertThat(margin.apply("faces: embedded\n" + service)).isEqualTo(0.25);
            String photographs = "faces: {folder: x, alignment: detect, margin: 0.5}\n";
            assertThat(margin.apply(photographs + service)).isZero();
            assertThat(margin.apply(photographs + service.replace("url:", "picture: {margin: 0.1}, url:")))
                    .isEqualTo(0.1);
        }
    }

    @Test
    void aMarginIsForPhotographsAlone() {
        for (String faces : List.of("{folder: x, margin: 0.5}", "{folder: x, alignment: dlib, margin: 0.5}")) {
            assertThat(refusalOf(faces))
                    .contains("faces.margin: 0.5, must be 0")
                    .contains("alignment: detect");
        }
        assertThat(refusalOf("{folder: x, alignment: detect, margin: 4.5}"))
                .contains("faces.margin: 4.5, must be in [0, 4]");
        assertThat(refusalOf("{folder: x, alignment: detect, size: 300, margin: 4}"))
                .contains("faces.margin: 4, must be so small that a picture has at most 2048 pixels a side, instead of"
                        + " 2700");
        assertThat(refusalOf("{folder: x, alignment: detect, margin: 0.5}")).contains("takes faces without");
    }

    private String refusalOf(String faces) {
        return catchThrowable(() -> ExperimentFile.read(
                        Files.writeString(folder.resolve("faces.yaml"), "faces: " + faces), List.of(), REGISTRY))
                .getMessage();
    }

    @Test
    void aSecretInAFileIsRefusedAndNotShown() {
        assertThat(refusal("kind: service\nurl: http://a.example\nheaders: {X-Api-Key: abc123}"))
                .contains("taken from the environment, as in ${NAME}")
                .doesNotContain("abc123");
        assertThat(refusal("kind: service\nurl: http://me:abc123@a.example"))
                .contains("has a name or a password in it")
                .doesNotContain("abc123");
    }

    @Test
    void addressesThatAreNotAllowedAreOneLine() {
        for (String url :
                List.of("ftp://a.example", "file:///etc/passwd", "a.example", "http://a.example/?x=1", "http:")) {
            assertThat(refusal("kind: service\nurl: \"" + url + "\""))
                    .as(url)
                    .contains("system.url")
                    .contains("must be an address that begins with https:// or http://");
        }
        assertThat(refusal("kind: service")).contains("system.url").contains("is missing");
        assertThat(refusal("kind: service\nurl: http://a.example\nheaders: {Host: b.example}"))
                .contains("the header Host, must be one that requests may set");
    }
}
