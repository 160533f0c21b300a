package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.visor.setting.Registry;
import dev.visor.store.service.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
