package dev.visor.store.kit;

import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Folders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files and folders as a zip file. Nothing is compressed: pictures and weights gain nothing from it. Used by one thread. */
final class KitArchive implements AutoCloseable {

    private final ZipOutputStream zip;

    private KitArchive(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** Begins an archive, in place of a file that is there. */
    static KitArchive begin(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.NO_COMPRESSION);
        return new KitArchive(zip);
    }

    /** Adds bytes as a file. */
    void add(String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    /**
     * Adds a file, or a folder with all that is in it; links are followed.
     *
     * @throws IOException with one line if it is not there or can't be read
     */
    void add(String name, Path source) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        } catch (NoSuchFileException e) {
            throw new IOException(source + ": is not there", e);
        }
        for (Path file : files) {
            String below = source.relativize(file).toString().replace('\\', '/');
            zip.putNextEntry(new ZipEntry(below.isEmpty() ? name : name + "/" + below));
            Files.copy(file, zip);
            zip.closeEntry();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /**
     * Writes everything in an archive into a folder.
     *
     * @throws DamagedFileException if it is no such archive
     * @throws IOException with one line naming the file if something can't be read or written
     */
    static void unpack(Path file, Path folder) throws IOException {
        int entries = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder.normalize())) {
                    throw new DamagedFileException(
                            file.toString(), "has a file outside its folder: " + entry.getName());
                }
                Folders.createParent(target);
                Files.copy(zip, target);
                entries++;
            }
        }
        if (entries == 0) {
            throw new DamagedFileException(file.toString(), "is no archive of a run");
        }
    }
}
