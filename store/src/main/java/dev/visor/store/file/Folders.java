package dev.visor.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders to write to. Thread-safe. */
public final class Folders {

    private Folders() {}

    /**
     * Makes a folder, and those it lies in, unless it is there; a link to a folder is one.
     *
     * @throws java.nio.file.FileSystemException if it can't be made
     */
    public static void create(Path folder) throws IOException {
        // The JDK's own method takes no link for a folder.
        if (!Files.isDirectory(folder)) {
            createParent(folder);
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // Another thread may have made it meanwhile.
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Makes the folder that a file lies in.
     *
     * @throws java.nio.file.FileSystemException if it can't be made
     */
    public static void createParent(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            create(parent);
        }
    }

    /**
     * Removes a file or a folder with all that is in it; nothing if it is not there.
     *
     * @throws java.nio.file.FileSystemException if something can't be removed
     */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
