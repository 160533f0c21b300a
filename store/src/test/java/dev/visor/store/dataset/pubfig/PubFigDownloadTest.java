package dev.visor.store.dataset.pubfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.store.dataset.DatasetException;
import dev.visor.store.dataset.PersonCount;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PubFigDownloadTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private final List<String> lines = new ArrayList<>();
    private PictureHost host;
    private Path folder;
    private byte[] png;
    private Image image;

    @BeforeEach
    void start() throws IOException {
        host = new PictureHost();
        folder = temporary.resolve("faces");
        image = noise(1);
        png = PictureCodec.encodePng(image);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void cutsTheFaceOutOfAGoodPicture() throws Exception {
        line("Al B", 7, host.put("/a b.png", png).replace("%20", " "), "3,2,9,12", md5(png));
        PubFigSummary summary = download(LONG, 0);
        Image face = Pictures.read(folder.resolve("Al B/7.png"));
        assertThat(face.width()).isEqualTo(6);
        assertThat(face.height()).isEqualTo(10);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(face.value(channel, 0, 0)).isEqualTo(image.value(channel, 2, 3));
            assertThat(face.value(channel, 9, 5)).isEqualTo(image.value(channel, 11, 8));
        }
        assertThat(summary.count(PubFigOutcome.FOUND)).isEqualTo(1);
        assertThat(summary.people()).containsExactly(new PersonCount("Al B", 1, 1));
        assertThat(host.agents()).containsExactly("visor/unpackaged");
    }

    @Test
    void tellsWhatBecameOfEachPicture() throws Exception {
        byte[] html = "<html>gone</html>".getBytes();
        String good = host.put("/good", png);
        String page = host.put("/html", html);
        line("Al", 1, good, "0,0,20,16", md5(png));
        line("Al", 2, host.put("/other", PictureCodec.encodePng(noise(2))), "0,0,4,4", md5(png));
        line("Al", 3, host.address("/none"), "0,0,4,4", md5(png));
        line("Al", 4, page, "0,0,4,4", md5(png));
        line("Bo", 5, page, "0,0,4,4", "");
        line("Bo", 6, good, "15,0,21,4", "");
        line("Bo", 7, good, "20,0,24,4", "");
        line("Bo", 8, host.put("/part", Arrays.copyOf(png, png.length - 9)), "0,0,4,4", "");
        line("Bo", 9, "http://nobody.invalid/x", "0,0,4,4", "");
        line("Bo", 10, "http://[x/y", "0,0,4,4", "");
        PubFigSummary summary = download(LONG, 0);
        assertThat(journal())
                .containsExactlyInAnyOrder(
                        "Al/1 FOUND ",
                        "Al/2 CHANGED MD5 differs",
                        "Al/3 DEAD HTTP 404",
                        "Al/4 CHANGED MD5 differs",
                        "Bo/5 UNDECODABLE is no JPEG, PNG, BMP or WebP picture",
                        "Bo/6 OUTSIDE partly outside 20x16",
                        "Bo/7 OUTSIDE outside 20x16",
                        "Bo/8 UNDECODABLE is cut off after " + (png.length - 9) + " bytes",
                        "Bo/9 DEAD no such host",
                        "Bo/10 DEAD malformed URL");
        assertThat(summary.outcomes())
                .isEqualTo(Map.of(
                        PubFigOutcome.FOUND, 1,
                        PubFigOutcome.DEAD, 3,
                        PubFigOutcome.CHANGED, 2,
                        PubFigOutcome.UNDECODABLE, 2,
                        PubFigOutcome.OUTSIDE, 2));
        assertThat(summary.dead()).isEqualTo(Map.of("HTTP 404", 1, "no such host", 1, "malformed URL", 1));
        assertThat(summary.below(2)).containsExactly(new PersonCount("Al", 4, 1), new PersonCount("Bo", 6, 0));
        assertThat(names()).containsExactly(".visor-pubfig-summary.json", ".visor-pubfig.jsonl", "Al", "Al/1.png");
    }

    @Test
    void asksAgainWhereThatMayHelp() throws Exception {
        byte[] half = Arrays.copyOf(png, png.length / 2);
        line(
                "Al",
                1,
                host.put("/faulty", (exchange, time) -> {
                    (time < 3 ? PictureHost.status(500) : PictureHost.good(png)).answer(exchange, time);
                }),
                "0,0,4,4",
                md5(png));
        line(
                "Al",
                2,
                host.put("/torn", (exchange, time) -> {
                    if (time == 1) {
                        exchange.sendResponseHeaders(200, png.length);
                        exchange.getResponseBody().write(half);
                    } else {
                        PictureHost.good(png).answer(exchange, time);
                    }
                }),
                "0,0,4,4",
                md5(png));
        line("Al", 3, host.put("/always", PictureHost.status(503)), "0,0,4,4", "");
        line("Al", 4, host.put("/forbidden", PictureHost.status(403)), "0,0,4,4", "");
        download(LONG, 2);
        assertThat(journal())
                .containsExactlyInAnyOrder("Al/1 FOUND ", "Al/2 FOUND ", "Al/3 DEAD HTTP 503", "Al/4 DEAD HTTP 403");
        assertThat(host.count("/faulty")).isEqualTo(3);
        assertThat(host.count("/torn")).isEqualTo(2);
        assertThat(host.count("/always")).isEqualTo(3);
        assertThat(host.count("/forbidden")).isEqualTo(1);
    }

    @Test
    void aConnectionThatAlwaysBreaksIsDead() throws Exception {
        line(
                "Al",
                1,
                host.put("/torn", (exchange, time) -> {
                    exchange.sendResponseHeaders(200, png.length);
                    exchange.getResponseBody().write(png, 0, 9);
                }),
                "0,0,4,4",
                "");
        download(LONG, 1);
        assertThat(journal()).containsExactly("Al/1 DEAD connection broken");
        assertThat(host.count("/torn")).isEqualTo(2);
    }

    @Test
    void givesUpWhatIsTooSlowWhetherBeforeOrAmidTheBytes() throws Exception {
        line("Al", 1, host.put("/silent", host.silent()), "0,0,4,4", "");
        line("Al", 2, host.put("/stalling", host.stalling(Arrays.copyOf(png, 9), png.length)), "0,0,4,4", "");
        download(Duration.ofMillis(300), 1);
        assertThat(journal()).containsExactlyInAnyOrder("Al/1 DEAD timed out", "Al/2 DEAD timed out");
        assertThat(host.count("/silent")).isEqualTo(2);
        assertThat(host.count("/stalling")).isEqualTo(2);
    }

    @Test
    void aHostThatNeverAnswersIsGivenUp() throws Exception {
        for (int i = 1; i <= 30; i++) {
            line("Al", i, host.put("/" + i, host.silent()), "0,0,4,4", "");
        }
        PubFigSummary summary = download(Duration.ofMillis(200), 0);
        assertThat(host.count()).isBetween(6, 7);
        assertThat(summary.dead().keySet()).containsExactly("host given up: timed out", "timed out");
        assertThat(summary.count(PubFigOutcome.DEAD)).isEqualTo(30);
    }

    @Test
    void followsAFewRedirectsToWebPagesOnly() throws Exception {
        host.put("/target", png);
        line("Al", 1, host.put("/moved", PictureHost.status(301, "Location", "/target")), "0,0,4,4", md5(png));
        line("Al", 2, host.put("/loop", PictureHost.status(302, "Location", "/loop")), "0,0,4,4", "");
        line("Al", 3, host.put("/file", PictureHost.status(302, "Location", "file:///etc/passwd")), "0,0,4,4", "");
        line("Al", 4, host.put("/nowhere", PictureHost.status(302)), "0,0,4,4", "");
        download(LONG, 0);
        assertThat(journal())
                .containsExactlyInAnyOrder(
                        "Al/1 FOUND ",
                        "Al/2 DEAD sent elsewhere too often",
                        "Al/3 DEAD sent elsewhere than to http or https",
                        "Al/4 DEAD HTTP 302");
        assertThat(host.count("/loop")).isEqualTo(6);
    }

    @Test
    void readsNoMoreOfAFileThanAPictureMayHave() throws Exception {
        long large = Pictures.MAX_FILE_BYTES + 1;
        String announced = host.put("/announced", (exchange, time) -> {
            exchange.sendResponseHeaders(200, large);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            host.silent().answer(exchange, time);
        });
        line("Al", 1, announced, "0,0,4,4", "");
        line(
                "Al",
                2,
                host.put("/unannounced", (exchange, time) -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] part = new byte[1 << 20];
                    for (long sent = 0; sent < large; sent += part.length) {
                        exchange.getResponseBody().write(part);
                    }
                }),
                "0,0,4,4",
                "");
        download(LONG, 0);
        assertThat(journal())
                .containsExactlyInAnyOrder("Al/1 DEAD more than 67108864 bytes", "Al/2 DEAD more than 67108864 bytes");
    }

    @Test
    void asksAHostForTwoPicturesAtATimeAndNoMore() throws Exception {
        for (int i = 1; i <= 16; i++) {
            line(
                    "Al",
                    i,
                    host.put("/" + i, (exchange, time) -> {
                        Thread.sleep(60);
                        PictureHost.good(png).answer(exchange, time);
                    }),
                    "0,0,4,4",
                    "");
        }
        assertThat(download(LONG, 0).count(PubFigOutcome.FOUND)).isEqualTo(16);
        assertThat(host.mostAtATime()).isEqualTo(2);
    }

    @Test
    void pausesBetweenTwoRequestsToAHost() throws Exception {
        for (int i = 1; i <= 6; i++) {
            line("Al", i, host.put("/" + i, png), "0,0,4,4", "");
        }
        download(new PubFigConfig(8, LONG, 0, Duration.ofMillis(100), Duration.ZERO, false));
        long span = host.times().get(5) - host.times().get(0);
        // Five pauses, less what the first request may have been late.
        assertThat(Duration.ofNanos(span)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void leavesAHostAloneForAsLongAsItAsks() throws Exception {
        line(
                "Al",
                1,
                host.put("/busy", (exchange, time) -> {
                    (time == 1 ? PictureHost.status(429, "Retry-After", "1") : PictureHost.good(png))
                            .answer(exchange, time);
                }),
                "0,0,4,4",
                "");
        download(LONG, 1);
        assertThat(journal()).containsExactly("Al/1 FOUND ");
        assertThat(Duration.ofNanos(host.times().get(1) - host.times().get(0))).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void givesAHostUpThatAsksForTooLong() throws Exception {
        for (int i = 1; i <= 9; i++) {
            line("Al", i, host.put("/" + i, PictureHost.status(503, "Retry-After", "3600")), "0,0,4,4", "");
        }
        PubFigSummary summary = download(LONG, 2);
        assertThat(summary.dead().keySet()).containsExactly("host given up: HTTP 503", "HTTP 503");
        assertThat(host.count()).isBetween(1, 2);
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        for (int i = 1; i <= 20; i++) {
            line(
                    "Al",
                    i,
                    host.put("/" + i, i % 4 == 0 ? PictureHost.status(404) : PictureHost.good(png)),
                    "0,0,4,4",
                    "");
        }
        PubFigDownload download = new PubFigDownload(config(LONG, 0));
        RunContext run = RunContext.of(1).cancelledWhen(() -> host.count() >= 5);
        assertThatThrownBy(() -> download.run(list(), folder, run)).isInstanceOf(CancelledException.class);
        assertThat(journal().size()).isBetween(5, 19);
        // What a kill may leave: a line without its end, and a picture beside its place.
        Files.writeString(folder.resolve(DownloadJournal.FILE), "{\"piece\":\"Al/19", StandardOpenOption.APPEND);
        Path draft = folder.resolve("Al/.3.png.01234567-89ab-cdef-0123-456789abcdef.tmp");
        Files.writeString(draft, "half");
        PubFigSummary summary = download(LONG, 0);
        assertThat(summary.count(PubFigOutcome.FOUND)).isEqualTo(15);
        for (int i = 1; i <= 20; i++) {
            assertThat(host.count("/" + i)).as("/" + i).isEqualTo(1);
        }
        assertThat(draft).doesNotExist();
        download(LONG, 0);
        assertThat(host.count()).isEqualTo(20);
        assertThat(journal()).hasSize(20);
    }

    @Test
    void asksAgainForTheDeadOnRequestAndForWhatTheListTellsAnew() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,4,4", "");
        line("Al", 2, host.put("/2", PictureHost.status(404)), "0,0,4,4", "");
        line("Al", 3, host.put("/3", "text".getBytes()), "0,0,4,4", "");
        download(LONG, 0);
        host.put("/2", png);
        lines.set(0, lines.get(0).replace("0,0,4,4", "0,0,5,5"));
        PubFigSummary summary = download(new PubFigConfig(2, LONG, 0, Duration.ZERO, Duration.ZERO, true));
        assertThat(host.count("/1")).isEqualTo(2);
        assertThat(host.count("/2")).isEqualTo(2);
        assertThat(host.count("/3")).isEqualTo(1);
        assertThat(summary.count(PubFigOutcome.FOUND)).isEqualTo(2);
        assertThat(Pictures.read(folder.resolve("Al/1.png")).width()).isEqualTo(5);
    }

    @Test
    void doesNotBringBackAPictureThatSomebodyRemoved() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,4,4", "");
        download(LONG, 0);
        Files.delete(folder.resolve("Al/1.png"));
        PubFigSummary summary = download(LONG, 0);
        assertThat(host.count()).isEqualTo(1);
        assertThat(summary.removed()).isEqualTo(1);
        assertThat(summary.count(PubFigOutcome.FOUND)).isZero();
        assertThat(folder.resolve("Al/1.png")).doesNotExist();
    }

    @Test
    void oneAtATimeMayWorkInAFolder() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,4,4", "");
        try (DownloadJournal first = DownloadJournal.open(folder)) {
            assertThat(first.of(list().entries().get(0))).isEmpty();
            assertThatThrownBy(() -> download(LONG, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            folder + ": is being written by another process; wait for it, or choose another folder");
        }
        assertThat(download(LONG, 0).count(PubFigOutcome.FOUND)).isEqualTo(1);
    }

    @Test
    void goesOnWhereItWasKilledBeforeAnythingWasSettled() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,4,4", "");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(FolderLock.NAME), "");
        assertThat(download(LONG, 0).count(PubFigOutcome.FOUND)).isEqualTo(1);
        assertThat(folder.resolve(FolderLock.NAME)).doesNotExist();
    }

    @Test
    void refusesAFolderOfSomethingElse() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,4,4", "");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertBad(": holds something else than pictures of 'visor data pubfig', must be new, empty or begun by it");
        assertThat(names()).containsExactly("thesis.txt");
        folder = folder.resolve("thesis.txt");
        assertBad(": is a file, must be a folder to write to");
        assertThat(host.count()).isZero();
    }

    @Test
    void refusesADamagedJournal() throws Exception {
        line("Al", 1, host.put("/1", png), "0,0,4,4", "");
        Files.createDirectories(folder);
        Path journal = folder.resolve(DownloadJournal.FILE);
        Map<String, String> damaged = Map.of(
                "something else\n", ", line 1: ",
                "{\"piece\":\"Al/1\",\"result\":\"FOUND\"}\n", ", Al/1: ",
                "{\"piece\":\"Al/1\",\"result\":\"{\\\"outcome\\\":null,\\\"reason\\\":\\\"\\\",\\\"sum\\\":\\\"\\\"}\"}\n",
                        ", Al/1: ");
        for (Map.Entry<String, String> one : damaged.entrySet()) {
            Files.writeString(journal, one.getKey());
            assertThatThrownBy(() -> download(LONG, 0))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(journal + one.getValue())
                    .hasMessageEndingWith("; without this file everything is fetched anew");
            assertThat(journal).hasContent(one.getKey());
            assertThat(names()).containsExactly(DownloadJournal.FILE);
        }
        Files.writeString(journal, "{\"piece\":");
        assertThat(download(LONG, 0).count(PubFigOutcome.FOUND)).isEqualTo(1);
    }

    @Test
    void stopsIfAFileCannotBeWritten() throws Exception {
        for (int i = 1; i <= 9; i++) {
            line("Al", i, host.put("/" + i, png), "0,0,4,4", "");
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(DownloadJournal.FILE), "");
        Files.writeString(folder.resolve("Al"), "a file where the folder should be");
        assertThatThrownBy(() -> download(LONG, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".png: cannot be written: ")
                .hasMessageContaining("is a file, must be a folder");
        assertThat(journal()).isEmpty();
    }

    private void assertBad(String message) {
        assertThatThrownBy(() -> download(LONG, 0))
                .isInstanceOf(DatasetException.class)
                .hasMessage(folder + message);
    }

    private PubFigSummary download(Duration timeout, int retries) throws IOException {
        return download(config(timeout, retries));
    }

    private PubFigSummary download(PubFigConfig config) throws IOException {
        return new PubFigDownload(config).run(list(), folder, RunContext.of(1));
    }

    private static PubFigConfig config(Duration timeout, int retries) {
        return new PubFigConfig(8, timeout, retries, Duration.ZERO, Duration.ofMillis(20), false);
    }

    private void line(String person, int number, String url, String rect, String md5) {
        lines.add(String.join("\t", person, String.valueOf(number), url, rect, md5));
    }

    private PubFigList list() throws IOException {
        return PubFigList.read(List.of(Files.write(temporary.resolve("urls.txt"), lines)));
    }

    /** Returns what the journal says, without the sums. */
    private List<String> journal() throws IOException {
        List<String> said = new ArrayList<>();
        try (JournalFile journal = JournalFile.open(folder.resolve(DownloadJournal.FILE))) {
            for (String piece : journal.pieces()) {
                DownloadJournal.Note note =
                        Json.parse(journal.find(piece).orElseThrow(), DownloadJournal.Note.class, piece);
                said.add(piece + " " + note.outcome() + " " + note.reason());
            }
        }
        return said;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Image noise(int seed) {
        byte[] rgb = new byte[3 * 20 * 16];
        new Random(seed).nextBytes(rgb);
        return Image.fromRgb8(20, 16, rgb);
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
