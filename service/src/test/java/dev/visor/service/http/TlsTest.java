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
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", store.getCertificate("door"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (RunningGuard guard = new RunningGuard(dir, settings(files))) {
            URI address = guard.at("/health/ready");
            assertThat(address.getScheme()).isEqualTo("https");
            HttpRequest ask = HttpRequest.newBuilder(address).build();
            HttpResponse<String> answer =
                    HttpClient.newBuilder().sslContext(context).build().send(ask, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("ready");
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(ask, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
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
