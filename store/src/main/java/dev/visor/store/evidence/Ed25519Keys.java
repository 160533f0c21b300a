package dev.visor.store.evidence;

import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs and verifies bytes with Ed25519 (RFC 8032). Keys are PEM files as OpenSSL makes them:
 *
 * <pre>
 * openssl genpkey -algorithm ed25519 -out key.pem       the private key, PKCS #8
 * openssl pkey -in key.pem -pubout -out public.pem      the public key
 * </pre>
 *
 * <p>Thread-safe.
 */
final class Ed25519Keys {

    private static final String ALGORITHM = "Ed25519";
    private static final long LARGEST_KEY = 1 << 16;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

    private Ed25519Keys() {}

    /**
     * Signs bytes.
     *
     * @return 64 bytes
     * @throws IOException with one line naming the file if it is no private key
     */
    static byte[] sign(byte[] message, Path privateKey) throws IOException {
        byte[] encoded = decode(privateKey, "PRIVATE KEY", "'openssl genpkey -algorithm ed25519' makes one");
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    privateKey + ": is no private key for " + ALGORITHM
                            + "; 'openssl genpkey -algorithm ed25519' makes one",
                    e);
        }
    }

    /**
     * Returns whether a signature is that of these bytes by the owner of a key.
     *
     * @throws IOException with one line naming the file if it is no public key
     */
    static boolean verify(byte[] message, byte[] signed, Path publicKey) throws IOException {
        byte[] encoded = decode(publicKey, "PUBLIC KEY", "'openssl pkey -in KEY -pubout' writes that of a private one");
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false; // not even of the form of a signature
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    publicKey + ": is no public key for " + ALGORITHM
                            + "; 'openssl pkey -in KEY -pubout' writes that of a private one",
                    e);
        }
    }

    private static byte[] decode(Path file, String kind, String remedy) throws IOException {
        String text = new String(ReadableFile.read(file, file.toString(), LARGEST_KEY), StandardCharsets.US_ASCII);
        Matcher pem = PEM.matcher(text);
        if (!pem.matches()) {
            throw new IOException(file + ": is no key in a PEM file; " + remedy);
        }
        if (!pem.group(1).equals(kind)) {
            String form = pem.group(1).startsWith("ENCRYPTED") ? "; decrypt it with 'openssl pkey' first" : "";
            throw new IOException(file + ": holds a " + pem.group(1) + ", must hold a " + kind + form);
        }
        try {
            return Base64.getMimeDecoder().decode(pem.group(2));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": is a damaged PEM file; " + remedy, e);
        }
    }
}
