package dev.visor.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/**
 * A named source of randomness. Work that needs random draws derives a seed of its own by name and index, so that a
 * result depends neither on the order of the work nor on the number of threads.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value any number
 */
public record Seed(long value) {

    /**
     * Returns the seed of a part of the work: the first eight bytes of the SHA-256 of this seed, the name and the
     * indices.
     *
     * @param name what the draws are for
     * @param indices which of several, for example the number of a face
     */
    public Seed derive(String name, long... indices) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        for (long index : indices) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
        }
        return new Seed(ByteBuffer.wrap(digest.digest()).getLong());
    }

    /** Returns a new generator that starts from this seed; two calls give two equal sequences. */
    public SplittableRandom random() {
        return new SplittableRandom(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
