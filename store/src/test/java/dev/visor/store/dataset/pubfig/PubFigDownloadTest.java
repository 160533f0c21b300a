package dev.visor.store.dataset.pubfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.store.dataset.PersonCount;
import dev.visor.store.file.Pictures;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PubFigDownloadTest extends PubFigDownloading {

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
    void reportsWhatBecameOfEachPicture() throws Exception {
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
}
