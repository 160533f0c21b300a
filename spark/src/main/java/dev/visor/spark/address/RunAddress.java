package dev.visor.spark.address;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder on a file system of Hadoop. Immutable.
 *
 * @param text as the user wrote it
 * @param files the file system
 * @param root the folder
 */
record RunAddress(String text, FileSystem files, Path root) {

    /** Files of Visor's that are there while a driver writes; they are no part of the run. */
    static final String OWN = ".visor-";

    /**
     * Opens the file system of an address.
     *
     * @throws AddressException if that fails
     */
    static RunAddress open(String text, Configuration settings) throws AddressException {
        try {
            Path root = new Path(text);
            FileSystem files = root.getFileSystem(settings);
            // Runs have sums of their own, and the files are to be those of a run alone.
            FileSystem plain = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
            return new RunAddress(text, plain, plain.makeQualified(root));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw AddressException.of(text, e);
        }
    }

    /** Returns where a file of the folder is; its name has slashes. */
    Path file(String name) {
        return new Path(root, new Path(null, null, name));
    }

    /** Returns the name of a file below the folder, with slashes. */
    String name(Path file) {
        String path = file.toUri().getPath();
        String folder = root.toUri().getPath();
        return path.substring(folder.endsWith("/") ? folder.length() : folder.length() + 1);
    }
}
