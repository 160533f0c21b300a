package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.setting.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The reference of experiment files is what the code says. {@code mvn test -pl store -am -Dtest=ReferencePageTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dvisor.write-docs=true} writes it anew.
 */
class ReferencePageTest {

    private static final Path FILE = Path.of("..", "docs", "REFERENCE.md");

    @Test
    void theReferenceIsUpToDate() throws IOException {
        String page = ReferencePage.render(Registry.standard());
        if (Boolean.getBoolean("visor.write-docs")) {
            Files.writeString(FILE, page);
        }
        assertThat(Files.readString(FILE))
                .as("docs/REFERENCE.md; -Dvisor.write-docs=true writes it anew")
                .isEqualTo(page);
    }
}
