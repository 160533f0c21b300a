package dev.visor.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.service.key.ApiKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate of its own, made by the JDK's keytool. */
class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path dir;

    private TlsFiles files = new TlsFiles(Path.of(""), Path.of(""));
    private KeyStore store;

    @BeforeEach
    void makeCertificate() throws Exception {
        store = made("EC");
        files = new TlsFiles(certificate("cert.pem"), key("key.pem"));
    }

    private Path certificate(String name) throws Exception {
        return pem(name, "CERTIFICATE", store.getCertificate("door").getEncoded());
    }

    private Path key(String name) throws Exception {
        return pem(
                name,
                "PRIVATE KEY",
                store.getKey("door", PASSWORD.toCharArray()).getEncoded());
    }

    private KeyStore made(String algorithm) throws Exception {
        Path made = dir.resolve("made.p12");
        Files.deleteIfExists(made);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        made.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(made)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private Path pem(String name, String what, byte[] bytes) throws IOException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return Files.writeString(
                dir.resolve(name),
                "-----BEGIN " + what + "-----\n" + lines.encodeToString(bytes) + "\n-----END " + what + "-----\n");
    }

    private static ServiceSettings settings(TlsFiles files) {
        return new ServiceSettings("127.0.0.1", 0, ApiKeys.NONE, Optional.of(files), false, ServiceLimits.DEFAULT);
    }

    @Test
    void whoTrustsTheCertificateIsAnswered() throws Exception {
        try (RunningGuard guard = new RunningGuard(dir, settings(files))) {
            URI address = guard.at("/health/ready");
            assertThat(address.getScheme()).isEqualTo("https");
            HttpRequest ask = HttpRequest.newBuilder(address).build();
            assertThat(trusting(store)
                            .send(ask, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("ready");
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(ask, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Returns a client that has no connection yet, and trusts a certificate alone. */
    private static HttpClient trusting(KeyStore store) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", store.getCertificate("door"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static int ready(RunningGuard guard, HttpClient client) throws Exception {
        HttpRequest ask = HttpRequest.newBuilder(guard.at("/health/ready")).build();
        return client.send(ask, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static HttpResponse<String> reload(RunningGuard guard, HttpClient client) throws Exception {
        HttpRequest ask = HttpRequest.newBuilder(guard.at("/v1/reload"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(ask, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aReloadReadsTheCertificateAnew() throws Exception {
        KeyStore first = store;
        try (RunningGuard guard = new RunningGuard(dir, settings(files))) {
            HttpClient connected = trusting(first);
            assertThat(ready(guard, connected)).isEqualTo(200);
            store = made("RSA");
            certificate("cert.pem");
            key("key.pem");
            assertThat(ready(guard, trusting(first))).isEqualTo(200);
            assertThat(reload(guard, connected).statusCode()).isEqualTo(200);
            assertThat(ready(guard, connected)).isEqualTo(200); // the connection goes on
            assertThat(ready(guard, trusting(store))).isEqualTo(200);
            assertThatThrownBy(() -> ready(guard, trusting(first))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aBadCertificateIsRefusedAndTheOldOneStays() throws Exception {
        KeyStore first = store;
        try (RunningGuard guard = new RunningGuard(dir, settings(files))) {
            store = made("EC");
            certificate("cert.pem"); // its key is not there yet
            HttpResponse<String> answer = reload(guard, trusting(first));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("reload-failed").doesNotContain(dir.toString());
            assertThat(guard.lines)
                    .extracting(RequestLog.Line::fault)
                    .contains(files.key() + ": does not belong to " + files.certificate());
            Files.writeString(files.certificate(), "no certificate");
            assertThatThrownBy(guard.server::reload)
                    .isInstanceOf(IOException.class)
                    .hasMessage(files.certificate() + ": is no certificate in PEM");
            assertThat(ready(guard, trusting(first))).isEqualTo(200);
        }
    }

    @Test
    void aKeyMustBelongToItsCertificate() throws Exception {
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            store = made(algorithm);
            TlsFiles good = new TlsFiles(certificate("c.pem"), key("k.pem"));
            assertThat(good.open().size()).isEqualTo(1);
            assertBad(
                    new TlsFiles(good.certificate(), files.key()),
                    files.key() + ": does not belong to " + good.certificate());
        }
    }

    @Test
    void badFilesAreNamed() throws IOException {
        assertBad(new TlsFiles(dir.resolve("none"), files.key()), dir.resolve("none") + ": there is no such file");
        assertBad(new TlsFiles(files.key(), files.key()), files.key() + ": is no certificate in PEM");
        assertBad(new TlsFiles(files.certificate(), files.certificate()), files.certificate() + ": is no private key");
        Path empty = Files.writeString(dir.resolve("empty.pem"), "");
        assertBad(new TlsFiles(empty, files.key()), empty + ": is no certificate in PEM");
    }

    private static void assertBad(TlsFiles bad, String message) {
        assertThatThrownBy(bad::open).isInstanceOf(IOException.class).hasMessageStartingWith(message);
    }
}
