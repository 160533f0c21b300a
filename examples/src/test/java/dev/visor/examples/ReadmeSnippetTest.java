package dev.visor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.GlassesConfig;
import dev.visor.face.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeSnippetTest {

    @Test
    void runs() {
        ReadmeSnippet.Result result = ReadmeSnippet.run(GlassesConfig.PATIENT.withMaxIterations(3));
        Identity target = new Identity("John_Simm");
        assertThat(result.before().confidence(target))
                .isGreaterThan(result.example().startScores().confidence(target));
        assertThat(result.after().gallery()).isEqualTo(result.before().gallery());
        assertThat(result.after().logits()).isNotEqualTo(result.before().logits());
    }

    /** What the README shows has been compiled: every line of its program is one of the class's, in this order. */
    @Test
    void isTheProgramOfTheReadme() throws IOException {
        String snippet = Files.readString(Path.of("../README.md"))
                .split("```java\n", 2)[1]
                .split("```", 2)[0];
        String source = Files.readString(Path.of("src/main/java/dev/visor/examples/ReadmeSnippet.java"));
        assertThat(words(source))
                .contains(words(snippet.replace("GlassesConfig.PATIENT", "attack")
                        .strip()
                        .replaceFirst("}$", "")));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
