package dev.visor.store.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder that is written whole or not at all: it is filled beside its place and then takes its name. Used by one thread.
 */
public final class DraftFolder implements AutoCloseable {

    private final Path target;
    private final Path place;
    private final Path draft;

    private DraftFolder(Path target, Path place) {
        this.target = target;
        this.place = place;
        this.draft = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    /**
     * Begins a folder.
     *
     * @param target where it will be; must be new or an empty folder
     * @param source a folder that it must not lie in
     * @throws IOException with one line if the target can't be used
     */
    public static DraftFolder begin(Path target, Path source) throws IOException {
        Path resolved = AtomicFile.place(target);
        Path place = Files.exists(resolved) ? resolved.toRealPath() : resolved.normalize();
        if (Files.exists(place) && !Files.isDirectory(place)) {
            throw new IOException(target + ": is a file, must be a new or an empty folder");
        }
        if (place.getFileName() == null || place.startsWith(source.toRealPath())) {
            throw new IOException(target + ": lies in " + source + ", must be a folder of its own");
        }
        if (Files.isDirectory(place)) {
            try (Stream<Path> entries = Files.list(place)) {
                if (entries.findAny().isPresent()) {
                    throw new IOException(target + ": is not empty, must be a new or an empty folder");
                }
            }
        }
        DraftFolder begun = new DraftFolder(target, place);
        try {
            Folders.create(begun.draft);
        } catch (FileSystemException e) {
            throw begun.unwritable(e);
        }
        return begun;
    }

    /** Returns where to write before {@link #finish}. */
    public Path path() {
        return draft;
    }

    /**
     * Gives the folder its name.
     *
     * @throws IOException with one line if that fails
     */
    public void finish() throws IOException {
        try {
            Files.deleteIfExists(place);
            Files.move(draft, place);
        } catch (FileSystemException e) {
            throw unwritable(e);
        }
    }

    private IOException unwritable(FileSystemException e) {
        return new IOException(target + ": cannot be written: " + AtomicFile.reason(e), e);
    }

    /** Removes what was written if it is not finished. */
    @Override
    public void close() throws IOException {
        Folders.delete(draft);
    }
}
