package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code visor weights fetch} from a server on this machine. */
class WeightsFetchTest {

    @TempDir
    Path dir;

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private String url;
    private Path out;
    private byte[] bytes;

    @BeforeEach
    void serve() throws IOException {
        bytes = Files.readAllBytes(Vgg16Files.write(dir.resolve("published"), 13));
        Files.delete(dir.resolve("published"));
        out = dir.resolve("vgg.face.h5");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/weights", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/weights";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void downloadsAndConverts() throws IOException {
        CommandRun run = fetch("--yes");
        assertThat(run.code()).as(run.err()).isZero();
        Path converted = dir.resolve("vgg.face.safetensors");
        assertThat(run.out().lines())
                .contains(
                        "downloaded " + out,
                        "its SHA-256 is " + Sha256.of(bytes) + "; there is no published one to compare it with",
                        "format   safetensors",
                        "wrote " + converted,
                        "use it with: visor train --network vgg16 --weights " + converted);
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith("license: Creative Commons Attribution-NonCommercial 4.0"))
                .anyMatch(line -> line.matches("megabytes of vgg.face.h5: 59/59 in .+"));
        assertThat(Sha256.of(out)).isEqualTo(Sha256.of(bytes));

        CommandRun again = fetch("--sha256", Sha256.of(bytes));
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out().lines())
                .contains(
                        out + " is already there, nothing is downloaded",
                        "its SHA-256 is the one that it must have",
                        converted + " is already there, unchanged");
        assertThat(again.err().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "note: the file does not say its preprocessing, so that of safetensors files is assumed: RGB");
        assertThat(requests).hasValue(1);
    }

    @Test
    void downloadsNothingWithoutConsent() {
        assertBad(fetch(), "the license must be accepted and there is no terminal to ask on; --yes accepts it");
        assertThat(requests).hasValue(0);
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void keepsNothingThatIsNotWhatItMustBe() throws IOException {
        String other = "0".repeat(32);
        assertBad(fetch("--yes", "--md5", other), url + ": has the MD5 ");
        assertThat(dir).isEmptyDirectory();
        Files.writeString(out, "somebody's");
        assertBad(fetch("--yes", "--md5", other), "vgg.face.h5: is there with the MD5 ");
        assertThat(out).hasContent("somebody's");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            weights fetch vgg                             | unknown weights: "vgg", must be one of [vggface]
            weights fetch                                 | Missing required parameter: 'NAME'
            weights fetch vggface --yes --sha256 12       | illegal SHA-256: "12", must be 64 hexadecimal digits
            weights fetch vggface --yes --md5 x           | illegal MD5: "x", must be 32 hexadecimal digits
            weights fetch vggface --md5 x --sha256 y      | are mutually exclusive
            weights fetch vggface --yes --url ftp://x/y --out DIR/x | illegal address: ftp://x/y, must begin with https://
            weights fetch vggface --out a.safetensors     | illegal --out: a.safetensors, must not end with .safetensors
            """)
    void badInput(String command, String message) {
        assertBad(
                CommandRun.of(Stream.of(command.split(" +"))
                        .map(word -> word.replace("DIR", dir.toString()))
                        .toArray(String[]::new)),
                message);
        assertThat(dir).isEmptyDirectory();
    }

    private CommandRun fetch(String... options) {
        return CommandRun.of(Stream.concat(
                        Stream.of("weights", "fetch", "vggface", "--url", url, "--out", out.toString()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private static void assertBad(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages())
                .filteredOn(line -> line.startsWith("visor: "))
                .singleElement()
                .asString()
                .contains(message);
        assertThat(run.err()).doesNotContain("\tat ");
    }
}
