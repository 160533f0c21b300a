package dev.visor.store.run;

import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks, before long work starts, whether a folder can be written; makes nothing. */
final class WritableFolder {

    private WritableFolder() {}

    /** What a run writes before it is one. */
    private static final Set<String> BEGUN = Set.of(FolderLock.NAME, Checksums.NAME, AnswersFile.NAME);

    /**
     * Checks that nothing lies in a folder that has not been begun.
     *
     * @param what the folder is to become, with its article
     * @throws IOException with one line if there is something
     */
    static void checkEmpty(Path folder, String what) throws IOException {
        if (Files.isDirectory(folder) && !isEmpty(folder)) {
            throw new IOException(
                    folder + ": holds something else than " + what + " of visor, must be new, empty or " + what);
        }
    }

    /** Returns whether these files may lie in a folder before it is a run; so they may if there are none. */
    static boolean isBegun(Set<String> names) {
        return BEGUN.containsAll(names);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.allMatch(file -> BEGUN.contains(String.valueOf(file.getFileName())));
        }
    }

    /**
     * Checks that a folder, or what it would lie in, can be written.
     *
     * @throws IOException with one line if it is a file or can't be written
     */
    static void check(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IOException(folder + ": can't be a folder, because " + existing + " is a file");
        }
        if (!Files.isWritable(existing)) {
            throw new IOException(folder + ": can't be written, because " + existing + " is not writable");
        }
    }

    /** Returns the folders so many levels down, none if there is no such folder. */
    static List<Path> folders(Path folder, int depth) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(Files::isDirectory)
                    .filter(path -> folder.relativize(path).getNameCount() == depth && !path.equals(folder))
                    .sorted()
                    .toList();
        }
    }

    /** Removes a file or a folder with all that is in it, summaries of finished work first. */
    static void delete(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.deleteIfExists(path);
            return;
        }
        List<Path> summaries;
        try (Stream<Path> walk = Files.walk(path)) {
            summaries = walk.filter(file -> file.endsWith(AttackFolder.SUMMARY)).toList();
        }
        for (Path summary : summaries) {
            Files.delete(summary);
        }
        Folders.delete(path);
    }
}
