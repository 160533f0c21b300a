package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published schemas. {@code mvn test -pl cli -am -Dtest=SchemaTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dvisor.write-docs=true} writes them anew.
 */
class SchemaTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"experiment", "results"})
    void thePublishedSchemasAreUpToDate(String what) throws IOException {
        Path file = Path.of("..", "docs", "schema", what + ".schema.json");
        String schema = CommandRun.good("schema", what).out();
        if (Boolean.getBoolean("visor.write-docs")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, schema);
        }
        assertThat(Files.readString(file))
                .as(file + "; -Dvisor.write-docs=true writes it anew")
                .isEqualTo(schema);
    }

    @Test
    void theSchemaOfExperimentsIsTheDefault() {
        assertThat(CommandRun.good("schema").out())
                .isEqualTo(CommandRun.good("schema", "experiment").out())
                .contains("https://json-schema.org/draft/2020-12/schema", "\"faces\"", "\"attackers\"");
    }

    @Test
    void resultsAreAsTheirSchemaSays() throws IOException {
        JsonNode results =
                mapper.readTree(SharedRun.whole().resolve("results.json").toFile());
        SchemaChecker checker = new SchemaChecker(
                mapper.readTree(CommandRun.good("schema", "results").out()));
        assertThat(checker.problems(results)).isEmpty();

        ((ObjectNode) results.at("/defenses/1/cells/0/success")).put("hits", "five");
        ((ObjectNode) results.at("/defenses/0/clean")).remove("recognized");
        ((ObjectNode) results.at("/attackers/0")).put("knowledge", "NONE");
        ((ObjectNode) results.at("/provenance")).put("more", 1);
        ((ObjectNode) results.at("/data")).putNull("name");
        assertThat(checker.problems(results))
                .containsExactlyInAnyOrder(
                        "/defenses/1/cells/0/success/hits: is no integer",
                        "/defenses/0/clean: lacks recognized",
                        "/attackers/0/knowledge: is none of the enum",
                        "/provenance: has more",
                        "/data/name: is no string");
    }
}
