package dev.visor.store.run;

import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The SHA-256 of each file of a folder that later work rests on, in a file {@code checksums.sha256}, which
 * {@code sha256sum -c} can check. A sum is on the disk before its file is, so a process that is killed in between leaves no
 * file without one. Used by one process at a time.
 *
 * @param folder where the files are
 */
public record Checksums(Path folder) {

    /** The file with the sums. */
    public static final String NAME = "checksums.sha256";

    /** Files that are replaced while others read them; they lose their sum for that moment. */
    private static final Set<String> REPLACED = Set.of("experiment.yaml", "run.json");

    /** Returns where the sums are. */
    public Path file() {
        return folder.resolve(NAME);
    }

    /** Returns the sums, none if nothing was written. */
    public Sha256Sums read() throws IOException {
        return Files.exists(file()) ? Sha256Sums.read(file()) : Sha256Sums.NONE;
    }

    /**
     * Writes a file of the folder, whole or not at all, and keeps its sum.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public void write(Path target, byte[] bytes) throws IOException {
        String name = name(target);
        if (REPLACED.contains(name) && Files.exists(target)) {
            read().without(name).write(file());
            AtomicFile.write(target, bytes);
            read().with(name, Sha256.of(bytes)).write(file());
        } else {
            writeAll(Map.of(target, bytes));
        }
    }

    /**
     * Writes files of the folder, each whole or not at all, and keeps their sums.
     *
     * @throws IOException with one line naming the file that cannot be written
     */
    public void writeAll(Map<Path, byte[]> files) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>(read().sums());
        files.forEach((target, bytes) -> sums.put(name(target), Sha256.of(bytes)));
        new Sha256Sums(sums).write(file());
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            AtomicFile.write(file.getKey(), file.getValue());
        }
    }

    /**
     * Checks that a file of the folder is what was written.
     *
     * @throws DamagedFileException with one line naming the file if it is not
     */
    public void check(Path target) throws IOException {
        check(target, Sha256.of(target));
    }

    /**
     * Checks that a file of the folder is what was written.
     *
     * @param actual the SHA-256 of the file, in hexadecimal
     * @throws DamagedFileException with one line naming the file if it is not
     */
    public void check(Path target, String actual) throws IOException {
        String sum = read().sums().get(name(target));
        if (sum == null) {
            if (!REPLACED.contains(name(target))) {
                throw new DamagedFileException(target.toString(), "is not what the run wrote: " + file() + " lacks it");
            }
        } else if (!actual.equals(sum)) {
            throw new DamagedFileException(
                    target.toString(), "is not what the run wrote: its SHA-256 is not that in " + file());
        }
    }

    /** Forgets the sums of files that are gone. */
    void forgetMissing() throws IOException {
        Sha256Sums sums = read();
        Sha256Sums left = sums;
        for (String name : sums.sums().keySet()) {
            left = Files.exists(folder.resolve(name)) ? left : left.without(name);
        }
        if (!left.equals(sums)) {
            left.write(file());
        }
    }

    private String name(Path target) {
        return absolute(folder).relativize(absolute(target)).toString().replace('\\', '/');
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
