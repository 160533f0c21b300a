package dev.visor.store.weights;

import dev.visor.network.NamedTensors;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.file.Sha256;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Weights and which ones they are.
 *
 * @param tensors the values
 * @param sha256 the SHA-256 of the file they were read from, in hexadecimal
 */
public record LoadedWeights(NamedTensors tensors, String sha256) {

    private static final long LARGEST_FILE = Integer.MAX_VALUE - 8L;

    /**
     * Reads a safetensors file.
     *
     * @throws DamagedFileException if it is no safetensors file or a damaged one
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static LoadedWeights read(Path file) throws IOException {
        return of(ReadableFile.read(file, file.toString(), LARGEST_FILE), file.toString());
    }

    /** Reads the tensors while another thread sums the bytes up, which takes longer. */
    static LoadedWeights of(byte[] file, String name) throws IOException {
        CompletableFuture<String> sha256 = CompletableFuture.supplyAsync(() -> Sha256.of(file));
        return new LoadedWeights(SafeTensors.read(file, name), sha256.join());
    }
}
