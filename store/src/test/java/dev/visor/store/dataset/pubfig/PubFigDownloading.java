package dev.visor.store.dataset.pubfig;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.Point;
import dev.visor.face.detection.Box;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FivePoints;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.run.RunContext;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a host that the test runs, into a folder of its own. */
abstract class PubFigDownloading {

    protected static final String FACES = "arcface of 112x112, detector embedded";

    protected static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    protected final List<String> lines = new ArrayList<>();
    protected PictureHost host;
    protected Path folder;
    protected byte[] png;
    protected Image image;

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

    protected PubFigSummary download(Duration timeout, int retries) throws IOException {
        return download(config(timeout, retries));
    }

    protected PubFigSummary download(PubFigConfig config) throws IOException {
        return newDownload(config).run(list(), folder, RunContext.of(1));
    }

    protected PubFigDownload newDownload(PubFigConfig config) {
        return new PubFigDownload(
                config, new MiddleDetector(), "embedded", new FaceFormat(Alignment.ARCFACE, 112, 112));
    }

    /** Sees a face in the middle of whatever picture, noise too. */
    static final class MiddleDetector implements FaceDetector {

        @Override
        public List<DetectedFace> detect(Image picture) {
            double side = Math.min(picture.width(), picture.height());
            double x = picture.width() / 2.0;
            double y = picture.height() / 2.0;
            FivePoints points = new FivePoints(
                    new Point(x - 0.2 * side, y),
                    new Point(x + 0.2 * side, y),
                    new Point(x, y + 0.2 * side),
                    new Point(x - 0.15 * side, y + 0.4 * side),
                    new Point(x + 0.15 * side, y + 0.4 * side));
            return List.of(new DetectedFace(new Box(0, 0, side, side), points, 1));
        }

        @Override
        public void close() {}
    }

    protected static PubFigConfig config(Duration timeout, int retries) {
        return new PubFigConfig(8, timeout, retries, Duration.ZERO, Duration.ofMillis(20), false);
    }

    protected void line(String person, int number, String url, String rect, String md5) {
        lines.add(String.join("\t", person, String.valueOf(number), url, rect, md5));
    }

    protected PubFigList list() throws IOException {
        return PubFigList.read(List.of(Files.write(temporary.resolve("urls.txt"), lines)));
    }

    /** Returns what the journal says, without the sums. */
    protected List<String> journal() throws IOException {
        List<String> said = new ArrayList<>();
        try (JournalFile journal = JournalFile.open(folder.resolve(DownloadJournal.FILE))) {
            for (String piece : journal.pieces()) {
                if (piece.startsWith(".")) {
                    continue;
                }
                DownloadJournal.Note note =
                        Json.parse(journal.find(piece).orElseThrow(), DownloadJournal.Note.class, piece);
                said.add(piece + " " + note.outcome() + " " + note.reason());
            }
        }
        return said;
    }

    protected List<String> names() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    protected static Image noise(int seed) {
        byte[] rgb = new byte[3 * 200 * 160];
        new Random(seed).nextBytes(rgb);
        return Image.fromRgb8(200, 160, rgb);
    }

    protected static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
