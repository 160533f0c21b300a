package dev.visor.store.weights.download;

import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a download so far: {@code FILE.part}, and beside it {@code FILE.part.from} with the address and the
 * validator of the answer that it began with. Without these two nothing can be added to it. Not thread-safe.
 */
final class PartialFile {

    private final Path target;
    private final Path part;
    private final Path from;

    /**
     * Names the parts of a file.
     *
     * @throws IOException with one line if it is a link that leads nowhere
     */
    PartialFile(Path file) throws IOException {
        this.target = AtomicFile.place(file);
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.from = target.resolveSibling(target.getFileName() + ".part.from");
    }

    /** {@return the file that the bytes are in} */
    Path path() {
        return part;
    }

    /** {@return the name of the file to be} */
    String name() {
        return String.valueOf(target.getFileName());
    }

    /** {@return how many bytes are there, 0 if there is no file} */
    long size() throws IOException {
        return Files.isRegularFile(part) ? Files.size(part) : 0;
    }

    /**
     * {@return what identifies the version of the file that the rest must belong to; empty if the download begins anew}
     */
    Optional<String> validator(URI uri) throws IOException {
        if (size() == 0 || !Files.isRegularFile(from)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(from);
        return lines.size() == 2
                        && lines.get(0).equals(uri.toString())
                        && !lines.get(1).isBlank()
                ? Optional.of(lines.get(1))
                : Optional.empty();
    }

    /** Throws away what is there and notes what the next bytes are of. */
    void begin(URI uri, Optional<String> validator) throws IOException {
        delete();
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            Folders.create(folder);
        }
        if (validator.isPresent()) {
            Files.write(from, List.of(uri.toString(), validator.get()));
        }
    }

    /** Opens the file to add to it. */
    FileChannel append() throws IOException {
        return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Throws away what is there. */
    void delete() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(from);
    }

    /** Gives the whole file its name. */
    void complete() throws IOException {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(from);
    }
}
