package dev.visor.spark.address;

import dev.visor.store.file.FolderLock;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a run's folder here. */
final class LocalFiles {

    private LocalFiles() {}

    /**
     * What tells whether a file has changed. Files that are replaced are others, though size and time may be the same.
     *
     * @param size in bytes
     * @param time when it was changed
     * @param key what the file system calls it; null if it has no such names
     */
    record State(long size, FileTime time, @Nullable Object key) {

        /** That of a file of which nothing is known. */
        static final State UNKNOWN = new State(-1, FileTime.fromMillis(0), null);
    }

    /** Returns the files by their names, which have slashes. Locks and what is half-written are left out. */
    static SortedMap<String, State> scan(Path folder) throws IOException {
        SortedMap<String, State> files = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return isLeftOut(String.valueOf(path.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (!isLeftOut(String.valueOf(path.getFileName()))) {
                    State state = new State(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
                    files.put(name(folder, path), state);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Returns whether a file or folder is a lock or half-written. */
    static boolean isLeftOut(String name) {
        return name.equals(FolderLock.NAME) || name.startsWith(".") && name.endsWith(".tmp");
    }
}
