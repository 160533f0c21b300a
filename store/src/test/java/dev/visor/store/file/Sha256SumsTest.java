package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256SumsTest {

    private static final String A = Sha256.of(new byte[] {1});
    private static final String B = Sha256.of(new byte[] {2});

    @TempDir
    Path folder;

    private static Sha256Sums sums(Map<String, String> sums) {
        return new Sha256Sums(new TreeMap<>(sums));
    }

    @Test
    void readsWhatItWritesWhateverTheNames() throws IOException {
        Sha256Sums sums = sums(Map.of("b/1.png", A, "a b/Zoë.png", B, "back\\slash", A, "two\nlines\r", B));
        Path file = folder.resolve("s.sha256");
        sums.write(file);
        assertThat(Files.readString(file))
                .isEqualTo(B + "  a b/Zoë.png\n" + A + "  b/1.png\n" + "\\" + A + "  back\\\\slash\n" + "\\" + B
                        + "  two\\nlines\\r\n");
        assertThat(Sha256Sums.read(file)).isEqualTo(sums);
        Sha256Sums.NONE.write(file);
        assertThat(Sha256Sums.read(file)).isEqualTo(Sha256Sums.NONE);
    }

    @Test
    void namesTheFirstDifferencesAndCountsTheOthers() {
        Sha256Sums before = sums(Map.of("a", A, "b", A, "c", A, "e", A));
        Sha256Sums now = sums(Map.of("a", A, "b", B, "d", A, "e", B));
        assertThat(before.differences(before)).isEmpty();
        List<String> differences = before.differences(now);
        assertThat(differences).containsExactly("b has changed", "c is missing", "d is new", "e has changed");
        assertThat(Sha256Sums.summary(differences)).isEqualTo("b has changed, c is missing, d is new and 1 more");
        assertThat(before.digest()).isNotEqualTo(now.digest());
    }

    @Test
    void damagedLinesAreNamed() {
        for (String bad : List.of("x", A, A + " a\n", A.substring(1) + "  a\n", A + "  a\n\n", "\n")) {
            assertThatThrownBy(() -> Sha256Sums.parse(bad, "sums"))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith("sums: ");
        }
        assertThatThrownBy(() -> Sha256Sums.parse(A + "  a\n" + B + "  a\n", "sums"))
                .hasMessage("sums: line 2: names a again");
    }
}
