package dev.visor.examples.plugin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kind of a user's own needs the core alone, and nothing in Visor knows it. */
class PluginArchitectureTest {

    private static final List<String> NAMES = List.of(
            "dev.visor.examples",
            "\"scarf\"",
            "\"random-stripes\"",
            "\"sign-step\"",
            "\"capped-margin\"",
            "\"nearest-mean\"",
            "\"bit-depth\"",
            "\"bit depth\"",
            "\"centered\"");

    @Test
    void thePluginNeedsTheCoreAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.visor.store..", "dev.visor.report..", "dev.visor.api..", "dev.visor.cli..")
                .check(new ClassFileImporter().importPath(Path.of("target/classes/dev/visor/examples/plugin")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "store", "report", "api", "cli"})
    void noModuleKnowsThePlugin(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
            List<Path> sources = files.filter(file -> file.toString().matches(".*\\.(java|yaml|json|Plugin)"))
                    .toList();
            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(code(source)).as(source.toString()).doesNotContain(NAMES);
            }
        }
    }

    /** Returns the text of a file without Javadoc, which may show kinds of a user's. */
    private static String code(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?s)/\\*\\*.*?\\*/", "");
    }
}
