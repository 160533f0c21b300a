package dev.visor.spark.address;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** What a process can still change on a file system before it is killed; a file may be half-written then. */
final class DyingFileSystem extends FilterFileSystem {

    private int left;
    private int done;

    /** Wraps a file system; so many changes are made. */
    DyingFileSystem(FileSystem real, int changes) {
        super(real);
        this.left = changes;
    }

    /** The process is killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Returns how many changes were made. */
    int done() {
        return done;
    }

    private void change() {
        if (left == 0) {
            throw new Killed();
        }
        left--;
        done++;
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        change();
        FSDataOutputStream real = fs.create(file, overwrite);
        ByteArrayOutputStream written = new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                byte[] bytes = toByteArray();
                try (FSDataOutputStream out = real) {
                    out.write(Arrays.copyOf(bytes, bytes.length / 2));
                    change();
                    out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
                }
            }
        };
        return new FSDataOutputStream(written, null);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        change();
        return fs.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        change();
        return fs.delete(path, recursive);
    }

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        change();
        return fs.mkdirs(folder);
    }
}
