package dev.visor.store.weights;

import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Weights in Visor's own form, checked and ready to be written: a safetensors file.
 *
 * <p>Immutable and thread-safe.
 */
public final class ImportedWeights {

    private final String format;
    private final String backbone;
    private final int tensorCount;
    private final String input;
    private final List<String> remarks;
    private final byte[] bytes;

    ImportedWeights(String format, String backbone, int tensorCount, String input, List<String> remarks, byte[] bytes) {
        this.format = format;
        this.backbone = backbone;
        this.tensorCount = tensorCount;
        this.input = input;
        this.remarks = List.copyOf(remarks);
        this.bytes = bytes;
    }

    /** {@return the format that they were in, in words} */
    public String format() {
        return format;
    }

    /** {@return the name of the backbone that they belong to} */
    public String backbone() {
        return backbone;
    }

    /** {@return how many tensors there are} */
    public int tensorCount() {
        return tensorCount;
    }

    /** {@return the preprocessing that belongs to them, in words} */
    public String input() {
        return input;
    }

    /** {@return what the reader should know about how they were read, a line each} */
    public List<String> remarks() {
        return remarks;
    }

    /** {@return the SHA-256 of the file, in hexadecimal} */
    public String sha256() {
        return Sha256.of(bytes);
    }

    /**
     * Writes the file, whole or not at all; one with the same bytes stays as it is.
     *
     * @param target the file
     * @param replace whether a file with other bytes may be replaced
     * @return whether it was written
     * @throws IOException with one line if the file is there with other bytes, or cannot be written
     */
    public boolean write(Path target, boolean replace) throws IOException {
        if (Files.isRegularFile(target)) {
            if (Files.size(target) == bytes.length && Arrays.equals(Files.readAllBytes(target), bytes)) {
                return false;
            }
            if (!replace) {
                throw new IOException(target + ": is already there with other bytes; --force replaces it");
            }
        }
        AtomicFile.write(target, bytes);
        return true;
    }
}
