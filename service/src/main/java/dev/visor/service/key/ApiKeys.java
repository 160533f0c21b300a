package dev.visor.service.key;

import dev.visor.setting.Spelling;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The API keys of a service. A key is 256 random bits; kept are a salt and the SHA-256 of salt and key. That is enough for a
 * key that nobody chose: it can't be guessed, so the hash need not be slow.
 *
 * <pre>{@code
 * ApiKeys.Made made = ApiKeys.NONE.with("kiosk", EnumSet.of(Right.IDENTIFY));
 * made.keys().write(Path.of("keys.json"));
 * System.out.println(made.secret()); // shown once, kept nowhere
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param keys each with a name of its own
 */
public record ApiKeys(List<ApiKey> keys) {

    /** No key at all. */
    public static final ApiKeys NONE = new ApiKeys(List.of());

    /** What secrets begin with, so that scanners of leaked secrets can find them. */
    private static final String PREFIX = "visor_";

    private static final int BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._-]{1,64}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Copies the list and checks that the names differ. */
    public ApiKeys {
        keys = List.copyOf(keys);
        if (keys.stream().map(ApiKey::name).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("two API keys have one name");
        }
    }

    /**
     * A key without its secret.
     *
     * @param name what logs call it
     * @param rights what it allows
     * @param salt 32 random bytes in hexadecimal
     * @param hash the SHA-256 of salt and secret, in hexadecimal
     */
    public record ApiKey(String name, Set<Right> rights, String salt, String hash) {

        /** Copies the set and checks the name. */
        public ApiKey {
            rights = Set.copyOf(rights);
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("illegal name of a key: \"" + name
                        + "\", must be 1 to 64 letters, digits, dots, hyphens or underscores");
            }
            if (rights.isEmpty()) {
                throw new IllegalArgumentException("the key " + name + " has no right, must have at least one");
            }
            if (!HEX.matcher(salt).matches() || !HEX.matcher(hash).matches()) {
                throw new IllegalArgumentException("the key " + name + " has no salt or hash of 64 hexadecimal digits");
            }
        }

        /** Returns whether this is the secret, in a time that does not depend on where it differs. */
        boolean matches(String secret) {
            return MessageDigest.isEqual(
                    hash.getBytes(StandardCharsets.US_ASCII),
                    saltedHash(salt, secret).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * A key that was just made.
     *
     * @param keys all keys, with the new one
     * @param secret what callers send; kept nowhere
     */
    public record Made(ApiKeys keys, String secret) {}

    /** Returns these keys and a new one. */
    public Made with(String name, Set<Right> rights) {
        SecureRandom random = new SecureRandom();
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random));
        String salt = HexFormat.of().formatHex(bytes(random));
        List<ApiKey> all = new ArrayList<>(keys);
        if (find(name).isPresent()) {
            throw new IllegalArgumentException("there is a key \"" + name + "\" already; remove it first");
        }
        all.add(new ApiKey(name, EnumSet.copyOf(rights), salt, saltedHash(salt, secret)));
        return new Made(new ApiKeys(all), secret);
    }

    /**
     * Returns these keys without one.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    public ApiKeys without(String name) {
        if (find(name).isEmpty()) {
            List<String> names = keys.stream().map(ApiKey::name).toList();
            throw new IllegalArgumentException(
                    "unknown key: \"" + name + "\", must be one of " + names + Spelling.hint(name, names));
        }
        return new ApiKeys(keys.stream().filter(key -> !key.name.equals(name)).toList());
    }

    private Optional<ApiKey> find(String name) {
        return keys.stream().filter(key -> key.name.equals(name)).findFirst();
    }

    /** Returns the key that has a secret. */
    public Optional<ApiKey> of(String secret) {
        return keys.stream().filter(key -> key.matches(secret)).findFirst();
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String saltedHash(String salt, String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(salt));
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads the keys of a file.
     *
     * @throws IOException with one line naming the file if it can't be read, or holds something else
     */
    public static ApiKeys read(Path file) throws IOException {
        try {
            return Json.read(file, ApiKeys.class);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads the keys of a file; none if it is not there. */
    public static ApiKeys readOrNone(Path file) throws IOException {
        return Files.exists(file) ? read(file) : NONE;
    }

    /** Writes the keys, whole or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.check(file);
        Json.write(file, this);
    }
}
