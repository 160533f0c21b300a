package dev.visor.service.http;

import dev.visor.store.file.DamagedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a service proves with who it is.
 *
 * @param certificate the certificate and those that vouch for it, in PEM, the service's own first
 * @param key the private key that belongs to it, in PEM (PKCS#8, without a password)
 */
public record TlsFiles(Path certificate, Path key) {

    /** The password of a store that is never written. */
    static final String PASSWORD = "in memory";

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    /**
     * Returns certificate and key in memory.
     *
     * @throws IOException with one line naming the file that can't be read or is no such file
     */
    KeyStore open() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            PrivateKey secret = privateKey();
            Certificate[] chain = certificates();
            if (!belongs(secret, chain[0])) {
                throw new IOException(key + ": does not belong to " + certificate);
            }
            store.setKeyEntry("service", secret, PASSWORD.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(key + ": can't be used with " + certificate, e);
        }
    }

    /** Returns whether what the key signs is verified by the certificate. */
    private static boolean belongs(PrivateKey secret, Certificate own) throws GeneralSecurityException {
        if (!own.getPublicKey().getAlgorithm().equals(secret.getAlgorithm())) {
            return false;
        }
        String algorithm = SIGNATURES.getOrDefault(secret.getAlgorithm(), secret.getAlgorithm());
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(secret);
        signing.update(PASSWORD.getBytes(StandardCharsets.UTF_8));
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(own.getPublicKey());
        verifying.update(PASSWORD.getBytes(StandardCharsets.UTF_8));
        return verifying.verify(signature);
    }

    private Certificate[] certificates() throws IOException {
        byte[] bytes = read(certificate);
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .toArray(new Certificate[0]);
            if (chain.length > 0) {
                return chain;
            }
        } catch (GeneralSecurityException e) {
            throw new DamagedFileException(certificate.toString(), "is no certificate in PEM", e);
        }
        throw new DamagedFileException(certificate.toString(), "is no certificate in PEM");
    }

    private PrivateKey privateKey() throws IOException {
        Matcher found = PRIVATE_KEY.matcher(new String(read(key), StandardCharsets.ISO_8859_1));
        if (found.find()) {
            byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
            for (String algorithm : ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
                } catch (GeneralSecurityException e) {
                    // It may be of the next kind.
                }
            }
        }
        throw new DamagedFileException(
                key.toString(), "is no private key in PEM (PKCS#8, RSA, EC or Ed25519, without a password)");
    }

    private static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": there is no such file");
        }
        return Files.readAllBytes(file);
    }
}
