package dev.visor.store.evidence;

import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The signature of a manifest: 64 bytes of Ed25519 over the bytes of {@code manifest.json}, in {@code manifest.json.sig}.
 * OpenSSL verifies it too:
 *
 * <pre>
 * openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in manifest.json -sigfile manifest.json.sig
 * </pre>
 *
 * @param folder whose manifest it is
 */
public record EvidenceSignature(EvidenceFolder folder) {

    private static final long LARGEST_MANIFEST = 256L << 20;
    private static final long LARGEST_SIGNATURE = 1 << 10;

    /**
     * Signs the manifest; every listed file must be as it was.
     *
     * @param key a private key
     * @return the file with the signature
     * @throws IOException with one line if there is no manifest, a file has changed, or the key is none
     */
    public Path sign(Path key) throws IOException {
        folder.check(Set.of());
        AtomicFile.write(folder.run().signature(), Ed25519Keys.sign(manifest(), key));
        return folder.run().signature();
    }

    /**
     * Returns whether the signature is that of the manifest by the owner of a key.
     *
     * @param key a public key
     * @throws IOException with one line if there is no manifest or no signature, or the key is none
     */
    public boolean holds(Path key) throws IOException {
        Path file = folder.run().signature();
        byte[] manifest = manifest();
        if (!folder.isSigned()) {
            throw new IOException(file + ": is not there; 'visor evidence sign' writes it");
        }
        return Ed25519Keys.verify(manifest, ReadableFile.read(file, file.toString(), LARGEST_SIGNATURE), key);
    }

    private byte[] manifest() throws IOException {
        folder.read();
        Path file = folder.run().manifest();
        return ReadableFile.read(file, file.toString(), LARGEST_MANIFEST);
    }
}
