package dev.visor.store.weights.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.visor.run.Progress;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTest {

    private static final byte[] BYTES = bytes(3_500_000, 1);
    private static final byte[] OTHERS = bytes(3_400_000, 2);
    private static final int HALF = 1_800_000;
    private static final Optional<Checksum> SUM = Optional.of(Checksum.sha256(Sha256.of(BYTES)));

    @TempDir
    Path folder;

    private static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void downloadsAFileAndReportsItsProgress() throws IOException {
        List<String> reported = new ArrayList<>();
        Progress progress = (label, total) -> {
            reported.add(label + " of " + total);
            return done -> reported.add("" + done);
        };
        try (FileServer server = new FileServer(FileServer.file(BYTES, "\"1\""))) {
            Path target = folder.resolve("new/weights.h5");
            new Download(progress).fetch(server.uri(), target, SUM);
            assertHolds(target, BYTES);
            assertThat(server.ranges()).containsExactly("null if null");
        }
        assertThat(reported)
                .startsWith("megabytes of weights.h5 of 4")
                .endsWith("4")
                .contains("1", "2", "3");
    }

    @Test
    void goesOnInTheSameRun() throws IOException {
        try (FileServer server = new FileServer(
                FileServer.broken(BYTES, "\"1\"", HALF),
                FileServer.status(500),
                FileServer.broken(BYTES, "\"1\"", 3_000_000),
                FileServer.file(BYTES, "\"1\""))) {
            Path target = fetch(server, SUM);
            assertHolds(target, BYTES);
            List<String> ranges = server.ranges();
            assertThat(ranges).hasSize(4).startsWith("null if null");
            // The last bytes before a connection is cut need not arrive.
            assertThat(from(ranges.get(1))).isBetween(1, HALF);
            assertThat(ranges.get(2)).isEqualTo(ranges.get(1));
            assertThat(from(ranges.get(3))).isBetween(from(ranges.get(2)), 3_000_000);
        }
    }

    private static int from(String range) {
        assertThat(range).matches("bytes=\\d+- if \"1\"");
        return Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
    }

    @Test
    void keepsWhatCameForALaterRun() throws IOException {
        try (FileServer server =
                new FileServer(FileServer.broken(BYTES, "\"1\"", HALF), FileServer.broken(BYTES, "\"1\"", HALF))) {
            assertThatThrownBy(() -> fetch(server, SUM))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(server.uri() + ": tried 5 times, at last: ")
                    .hasMessageEndingWith("; what came is kept in " + folder.resolve("file.part") + " to go on from")
                    .hasMessageNotContaining("\n");
            assertThat(folder.resolve("file")).doesNotExist();
            assertThat(Files.size(folder.resolve("file.part"))).isBetween(1L, (long) HALF);
            assertThat(folder.resolve("file.part.from")).hasContent(server.uri() + "\n\"1\"\n");
        }
    }

    @Test
    void goesOnFromAPartThatIsThere() throws IOException {
        try (FileServer server = new FileServer(FileServer.file(BYTES, "\"1\""))) {
            leavePart(server.uri(), "\"1\"");
            assertHolds(fetch(server, SUM), BYTES);
            assertThat(server.ranges()).containsExactly("bytes=1800000- if \"1\"");
        }
    }

    @Test
    void beginsAnewIfTheFileHasChanged() throws IOException {
        try (FileServer server = new FileServer(FileServer.file(BYTES, "\"2\""))) {
            leavePart(server.uri(), "\"1\"");
            assertHolds(fetch(server, SUM), BYTES);
            assertThat(server.ranges()).containsExactly("bytes=1800000- if \"1\"");
        }
    }

    /** Of a server that goes on with another file, or elsewhere in the file, although it was asked not to. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {"\"2\", 1800000", "\"1\", 1799999"})
    void beginsAnewIfTheRestIsAnotherOne(String etag, int begin) throws IOException {
        try (FileServer server =
                new FileServer(exchange -> sendRest(exchange, etag, begin), FileServer.file(BYTES, "\"2\""))) {
            leavePart(server.uri(), "\"1\"");
            assertHolds(fetch(server, SUM), BYTES);
            assertThat(server.ranges()).containsExactly("bytes=1800000- if \"1\"", "null if null");
        }
    }

    @Test
    void followsTheServerElsewhere() throws IOException {
        try (FileServer server = new FileServer(
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/file/elsewhere");
                    exchange.sendResponseHeaders(302, -1);
                },
                FileServer.file(BYTES, "\"1\""))) {
            leavePart(server.uri(), "\"1\"");
            assertHolds(fetch(server, SUM), BYTES);
            assertThat(server.ranges()).containsExactly("bytes=1800000- if \"1\"", "bytes=1800000- if \"1\"");
        }
    }

    private static void sendRest(HttpExchange exchange, String etag, int begin) throws IOException {
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + begin + "-3499999/3500000");
        exchange.sendResponseHeaders(206, BYTES.length - begin);
        exchange.getResponseBody().write(BYTES, begin, BYTES.length - begin);
    }

    @Test
    void beginsAnewIfTheServerKnowsNoRanges() throws IOException {
        try (FileServer server = new FileServer(FileServer.whole(BYTES))) {
            leavePart(server.uri(), "\"1\"");
            assertHolds(fetch(server, SUM), BYTES);
        }
    }

    @Test
    void beginsAnewWithoutAValidatorOfThisAddress() throws IOException {
        try (FileServer server = new FileServer(FileServer.file(BYTES, "W/\"weak\""))) {
            leavePart(URI.create("http://elsewhere/file"), "\"1\"");
            assertHolds(fetch(server, SUM), BYTES);
            Files.delete(folder.resolve("file"));
            Files.write(folder.resolve("file.part"), Arrays.copyOf(OTHERS, 1000));
            assertHolds(fetch(server, SUM), BYTES);
            assertThat(server.ranges()).containsExactly("null if null", "null if null");
        }
    }

    @Test
    void beginsAnewIfThereIsNoSuchRange() throws IOException {
        try (FileServer server = new FileServer(FileServer.status(416), FileServer.file(BYTES, "\"1\""))) {
            leavePart(server.uri(), "\"1\"");
            assertHolds(fetch(server, SUM), BYTES);
            assertThat(server.ranges()).containsExactly("bytes=1800000- if \"1\"", "null if null");
        }
    }

    @Test
    void throwsAwayOtherBytes() throws IOException {
        try (FileServer server = new FileServer(FileServer.file(OTHERS, "\"1\""))) {
            assertThatThrownBy(() -> fetch(server, SUM))
                    .isInstanceOf(IOException.class)
                    .hasMessage(server.uri() + ": has the SHA-256 " + Sha256.of(OTHERS) + ", must have "
                            + Sha256.of(BYTES) + "; what came was thrown away");
            Optional<Checksum> md5 = Optional.of(Checksum.md5("0".repeat(32)));
            assertThatThrownBy(() -> fetch(server, md5)).hasMessageContaining("has the MD5 ");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutASumWhatCameMustBeWeights() throws IOException {
        byte[] page = "<html>Sorry, this page has moved</html>".getBytes(StandardCharsets.UTF_8);
        try (FileServer server = new FileServer(FileServer.whole(page))) {
            assertThatThrownBy(() -> fetch(server, Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is no file of weights that is known")
                    .hasMessageEndingWith("; what came was thrown away");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesNoMoreThanWasPromised() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerLonger(server));
            thread.start();
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/file");
            Optional<Checksum> sum = Optional.of(Checksum.md5("5d41402abc4b2a76b9719d911017c592"));
            new Download(Progress.silent(), Duration.ZERO).fetch(uri, folder.resolve("file"), sum);
        }
        assertThat(folder.resolve("file")).hasContent("hello");
    }

    private static void answerLonger(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[1 << 10]);
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello and more";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The client misses it.
        }
    }

    @Test
    void saysThatThereIsNoSuchFile() throws IOException {
        try (FileServer server = new FileServer(FileServer.status(404))) {
            assertThatThrownBy(() -> fetch(server, SUM))
                    .isInstanceOf(IOException.class)
                    .hasMessage(server.uri() + ": answers with the status 404, must be 200");
            assertThat(server.ranges()).hasSize(1);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsThePartWhenThereIsNoServer() throws IOException {
        URI gone;
        try (FileServer server = new FileServer(FileServer.status(200))) {
            gone = server.uri();
        }
        leavePart(gone, "\"1\"");
        Path target = folder.resolve("file");
        assertThatThrownBy(() -> new Download(Progress.silent(), Duration.ZERO).fetch(gone, target, SUM))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        gone + ": tried 5 times, at last: there is no connection; what came is kept in ");
        assertThat(Files.size(folder.resolve("file.part"))).isEqualTo(HALF);
    }

    @Test
    void reportsWhatIsThere() throws IOException {
        Path file = folder.resolve("file");
        assertThat(Download.isThere(file, SUM)).isFalse();
        Files.write(file, BYTES);
        assertThat(Download.isThere(file, SUM)).isTrue();
        assertThat(Download.isThere(file, Optional.empty())).isTrue();
        Files.write(file, OTHERS);
        assertThatThrownBy(() -> Download.isThere(file, SUM))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": is there with the SHA-256 " + Sha256.of(OTHERS) + ", must have "
                        + Sha256.of(BYTES) + "; move it away to download it");
        assertThatThrownBy(() -> Download.isThere(folder, SUM)).hasMessage(folder + ": is no file but a folder");
    }

    @Test
    void refusesOtherAddressesAndSums() {
        Download download = new Download(Progress.silent());
        for (String address : List.of("file:///etc/passwd", "ftp://host/x", "weights.h5", "https:x")) {
            assertThatThrownBy(() -> download.fetch(URI.create(address), folder.resolve("file"), SUM))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("illegal address: " + address + ", must begin with https:// or http://");
        }
        assertThatThrownBy(() -> Checksum.sha256("abc"))
                .hasMessage("illegal SHA-256: \"abc\", must be 64 hexadecimal digits");
        assertThatThrownBy(() -> Checksum.md5("x".repeat(32))).hasMessageContaining("must be 32 hexadecimal digits");
        assertThatThrownBy(() -> WeightsSource.named("vgg"))
                .hasMessage("unknown weights: \"vgg\", must be one of [vggface]");
    }

    private Path fetch(FileServer server, Optional<Checksum> sum) throws IOException {
        Path target = folder.resolve("file");
        new Download(Progress.silent(), Duration.ZERO).fetch(server.uri(), target, sum);
        return target;
    }

    private void leavePart(URI uri, String validator) throws IOException {
        Files.write(folder.resolve("file.part"), Arrays.copyOf(BYTES, HALF));
        Files.write(folder.resolve("file.part.from"), List.of(uri.toString(), validator));
    }

    private static void assertHolds(Path target, byte[] bytes) throws IOException {
        assertThat(Files.readAllBytes(target)).isEqualTo(bytes);
        assertThat(target.resolveSibling(target.getFileName() + ".part")).doesNotExist();
        assertThat(target.resolveSibling(target.getFileName() + ".part.from")).doesNotExist();
    }
}
