package dev.visor.store.dataset.pubfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.run.RunContext;
import dev.visor.store.dataset.PersonCount;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.file.Pictures;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PubFigDownloadTest extends PubFigDownloading {

    @Test
    void alignsTheFaceInTheRectangleAndNotTheOneBesideIt() throws Exception {
        List<Face> johns = EmbeddedFaces.johns().faces();
        // Two faces side by side on black; the rectangle names the right one.
        Image left = johns.get(0).image();
        Image right = johns.get(30).image();
        Similarity there = new Similarity(1, 0, 150, 0);
        float[] both = SimilarityWarp.onBlack(new Similarity(1, 0, 0, 0), 300, 150)
                .apply(left)
                .values()
                .clone();
        float[] shifted = SimilarityWarp.onBlack(there, 300, 150).apply(right).values();
        for (int i = 0; i < both.length; i++) {
            both[i] = Math.max(both[i], shifted[i]);
        }
        byte[] file = PictureCodec.encodePng(Image.quantized(300, 150, both));
        line("Al B", 7, host.put("/a b.png", file).replace("%20", " "), "170,10,280,140", md5(file));
        line("Al B", 8, host.put("/none.png", png), "0,0,100,100", "");
        try (FaceDetector detector = EmbeddedDetector.EMBEDDED.open()) {
            FaceFormat chips = new FaceFormat(Alignment.DLIB, 150, 150);
            PubFigSummary summary = new PubFigDownload(config(LONG, 0), detector, "embedded", chips)
                    .run(list(), folder, RunContext.of(1));
            assertThat(summary.count(PubFigOutcome.FOUND)).isEqualTo(1);
            assertThat(summary.count(PubFigOutcome.NO_FACE)).isEqualTo(1);
            assertThat(summary.people()).containsExactly(new PersonCount("Al B", 2, 1));
        }
        assertThat(journal()).contains("Al B/8 NO_FACE no face in the rectangle");
        assertThat(host.agents()).contains("visor/unpackaged");
        Image face = Pictures.read(folder.resolve("Al B/7.png"));
        assertThat(distance(face, right)).isLessThan(distance(face, left));
    }

    private static double distance(Image a, Image b) {
        float[] left = a.values();
        float[] right = b.values();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += Math.abs(left[i] - right[i]);
        }
        return sum / left.length;
    }

    @Test
    void reportsWhatBecameOfEachPicture() throws Exception {
        byte[] html = "<html>gone</html>".getBytes();
        String good = host.put("/good", png);
        String page = host.put("/html", html);
        line("Al", 1, good, "0,0,200,160", md5(png));
        line("Al", 2, host.put("/other", PictureCodec.encodePng(noise(2))), "0,0,40,40", md5(png));
        line("Al", 3, host.address("/none"), "0,0,40,40", md5(png));
        line("Al", 4, page, "0,0,40,40", md5(png));
        line("Bo", 5, page, "0,0,40,40", "");
        line("Bo", 6, good, "150,0,210,40", "");
        line("Bo", 7, good, "200,0,240,40", "");
        line("Bo", 8, host.put("/part", Arrays.copyOf(png, png.length - 9)), "0,0,40,40", "");
        line("Bo", 9, "http://nobody.invalid/x", "0,0,40,40", "");
        line("Bo", 10, "http://[x/y", "0,0,40,40", "");
        PubFigSummary summary = download(LONG, 0);
        assertThat(journal())
                .containsExactlyInAnyOrder(
                        "Al/1 FOUND ",
                        "Al/2 CHANGED MD5 differs",
                        "Al/3 DEAD HTTP 404",
                        "Al/4 CHANGED MD5 differs",
                        "Bo/5 UNDECODABLE is no JPEG, PNG, BMP or WebP picture",
                        "Bo/6 OUTSIDE partly outside 200x160",
                        "Bo/7 OUTSIDE outside 200x160",
                        "Bo/8 UNDECODABLE is cut off after " + (png.length - 9) + " bytes",
                        "Bo/9 DEAD no such host",
                        "Bo/10 DEAD malformed URL");
        assertThat(summary.outcomes())
                .isEqualTo(Map.of(
                        PubFigOutcome.FOUND, 1,
                        PubFigOutcome.DEAD, 3,
                        PubFigOutcome.CHANGED, 2,
                        PubFigOutcome.UNDECODABLE, 2,
                        PubFigOutcome.OUTSIDE, 2,
                        PubFigOutcome.NO_FACE, 0));
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
                "0,0,40,40",
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
                "0,0,40,40",
                md5(png));
        line("Al", 3, host.put("/always", PictureHost.status(503)), "0,0,40,40", "");
        line("Al", 4, host.put("/forbidden", PictureHost.status(403)), "0,0,40,40", "");
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
                "0,0,40,40",
                "");
        download(LONG, 1);
        assertThat(journal()).containsExactly("Al/1 DEAD connection broken");
        assertThat(host.count("/torn")).isEqualTo(2);
    }

    @Test
    void givesUpWhatIsTooSlowWhetherBeforeOrAmidTheBytes() throws Exception {
        line("Al", 1, host.put("/silent", host.silent()), "0,0,40,40", "");
        line("Al", 2, host.put("/stalling", host.stalling(Arrays.copyOf(png, 9), png.length)), "0,0,40,40", "");
        download(Duration.ofMillis(300), 1);
        assertThat(journal()).containsExactlyInAnyOrder("Al/1 DEAD timed out", "Al/2 DEAD timed out");
        assertThat(host.count("/silent")).isEqualTo(2);
        assertThat(host.count("/stalling")).isEqualTo(2);
    }

    @Test
    void aHostThatNeverAnswersIsGivenUp() throws Exception {
        for (int i = 1; i <= 30; i++) {
            line("Al", i, host.put("/" + i, host.silent()), "0,0,40,40", "");
        }
        PubFigSummary summary = download(Duration.ofMillis(200), 0);
        assertThat(host.count()).isBetween(6, 7);
        assertThat(summary.dead().keySet()).containsExactly("host given up: timed out", "timed out");
        assertThat(summary.count(PubFigOutcome.DEAD)).isEqualTo(30);
    }

    @Test
    void followsAFewRedirectsToWebPagesOnly() throws Exception {
        host.put("/target", png);
        line("Al", 1, host.put("/moved", PictureHost.status(301, "Location", "/target")), "0,0,40,40", md5(png));
        line("Al", 2, host.put("/loop", PictureHost.status(302, "Location", "/loop")), "0,0,40,40", "");
        line("Al", 3, host.put("/file", PictureHost.status(302, "Location", "file:///etc/passwd")), "0,0,40,40", "");
        line("Al", 4, host.put("/nowhere", PictureHost.status(302)), "0,0,40,40", "");
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
        line("Al", 1, announced, "0,0,40,40", "");
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
                "0,0,40,40",
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
                    "0,0,40,40",
                    "");
        }
        assertThat(download(LONG, 0).count(PubFigOutcome.FOUND)).isEqualTo(16);
        assertThat(host.mostAtATime()).isEqualTo(2);
    }

    @Test
    void pausesBetweenTwoRequestsToAHost() throws Exception {
        for (int i = 1; i <= 6; i++) {
            line("Al", i, host.put("/" + i, png), "0,0,40,40", "");
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
                "0,0,40,40",
                "");
        download(LONG, 1);
        assertThat(journal()).containsExactly("Al/1 FOUND ");
        assertThat(Duration.ofNanos(host.times().get(1) - host.times().get(0))).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void givesAHostUpThatAsksForTooLong() throws Exception {
        for (int i = 1; i <= 9; i++) {
            line("Al", i, host.put("/" + i, PictureHost.status(503, "Retry-After", "3600")), "0,0,40,40", "");
        }
        PubFigSummary summary = download(LONG, 2);
        assertThat(summary.dead().keySet()).containsExactly("host given up: HTTP 503", "HTTP 503");
        assertThat(host.count()).isBetween(1, 2);
    }
}
