package dev.visor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeSnippetTest {

    @TempDir
    Path dir;

    @Test
    void runs() throws IOException {
        Path file = Files.writeString(dir.resolve("small.yaml"), """
                faces: embedded
                system: {kind: trained-head, head: {epochs: 2}}
                attackers:
                  unaware: {kind: gradient, knows: system, pairs: 1, max-iterations: 1}
                defenses:
                  none: []
                """);
        Decision defended = ReadmeSnippet.run(file, dir.resolve("run"));
        assertThat(defended.recognizes(new Identity("John_Simm"))).isFalse();
        assertThat(dir.resolve("run/report.html")).content().contains("Verdict");
    }

    /** What the README shows has been compiled: every line of its program is one of the class's, in this order. */
    @Test
    void isTheProgramOfTheReadme() throws IOException {
        String snippet = Files.readString(Path.of("../README.md"))
                .split("```java\n", 2)[1]
                .split("```", 2)[0];
        String source = Files.readString(Path.of("src/main/java/dev/visor/examples/ReadmeSnippet.java"));
        assertThat(words(source)).contains(words(snippet.strip().replaceFirst("}$", "")));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
