package dev.visor.store.photograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPhotographsTest {

    private static final String REQUEST = "3e7364fb-8e15-4e05-9ed5-6e4b7d195783";
    private static final String OTHER = "00000000-8e15-4e05-9ed5-6e4b7d195783";

    @TempDir
    Path dir;

    private Instant now = Instant.parse("2026-12-01T11:00:00Z");

    private Path folder() {
        return dir.resolve("kept");
    }

    private KeptPhotographs open(Optional<Duration> time) throws IOException {
        return KeptPhotographs.open(folder(), time, () -> now);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] file(String begin) {
        return (begin + "....").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void photographsHaveTheirRequestAndTheirEndInTheirNames() throws IOException {
        KeptPhotographs kept = open(Optional.of(Duration.ofDays(7)));
        kept.keep(
                REQUEST,
                List.of(
                        file("\u00ff\u00d8"),
                        file("\u0089PNG"),
                        file("BM"),
                        file("RIFF1234WEBP"),
                        file("RIFF12"),
                        file("")));
        assertThat(names())
                .containsExactly(
                        REQUEST + "-1.until-20261208T110000Z.jpg",
                        REQUEST + "-2.until-20261208T110000Z.png",
                        REQUEST + "-3.until-20261208T110000Z.bmp",
                        REQUEST + "-4.until-20261208T110000Z.webp",
                        REQUEST + "-5.until-20261208T110000Z.picture",
                        REQUEST + "-6.until-20261208T110000Z.picture");
        assertThat(folder().resolve(names().get(2))).hasBinaryContent(file("BM"));
    }

    @Test
    void eachIsDeletedWhenItsTimeIsOverWhateverIsSetThen() throws IOException {
        KeptPhotographs kept = open(Optional.of(Duration.ofHours(1)));
        kept.keep(REQUEST, List.of(file("BM")));
        now = now.plusSeconds(1800);
        kept.keep(OTHER, List.of(file("BM")));
        Files.writeString(folder().resolve("mine.txt"), "stays");
        now = now.plusSeconds(1799);
        assertThat(kept.clear()).isZero();
        now = now.plusSeconds(1);
        assertThat(kept.clear()).isEqualTo(1);
        assertThat(names()).containsExactly(OTHER + "-1.until-20261201T123000Z.bmp", "mine.txt");
        now = now.plusSeconds(1800);
        open(Optional.empty());
        assertThat(names()).containsExactly("mine.txt");
    }

    @Test
    void nothingIsKeptUnlessATimeSaysSo() throws IOException {
        open(Optional.empty()).keep(REQUEST, List.of(file("BM")));
        assertThat(folder()).doesNotExist();
    }

    @Test
    void whatWasNotAnsweredIsForgotten() throws IOException {
        KeptPhotographs kept = open(Optional.of(Duration.ofDays(1)));
        kept.keep(REQUEST, List.of(file("BM"), file("BM")));
        kept.keep(OTHER, List.of(file("BM")));
        kept.forget(REQUEST);
        assertThat(names()).hasSize(1).allMatch(name -> name.startsWith(OTHER));
    }

    @Test
    void timesAndFoldersThatCanNotBeAreRefused() throws IOException {
        assertThatThrownBy(() -> open(Optional.of(Duration.ZERO)))
                .hasMessage("illegal time to keep photographs: 0 s, must be in [1 s, 3650 d]");
        assertThatThrownBy(() -> open(Optional.of(Duration.ofDays(3651))))
                .hasMessage("illegal time to keep photographs: 315446400 s, must be in [1 s, 3650 d]");
        Files.writeString(folder(), "a file");
        assertThatThrownBy(() -> open(Optional.of(Duration.ofDays(1))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder().toString());
    }

    @Test
    void theEndIsLookedForOftenEnough() throws IOException {
        assertThat(open(Optional.of(Duration.ofSeconds(2))).interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(open(Optional.of(Duration.ofSeconds(100))).interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(open(Optional.of(Duration.ofDays(7))).interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(open(Optional.empty()).interval()).isEqualTo(Duration.ofMinutes(1));
    }
}
