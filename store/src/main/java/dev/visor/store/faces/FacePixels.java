package dev.visor.store.faces;

import dev.visor.image.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where the pixels of a data set's faces lie: the first in memory, those behind them in temporary files that are mapped, from which
 * the operating system reads what is looked at and drops it when memory is short. So a data set may have far more faces than memory
 * holds. The files are in the folder of the system property {@code java.io.tmpdir} and gone when the process ends, however it ends.
 * Used by one thread.
 */
final class FacePixels {

    /** How many bytes stay in memory: some 7,000 faces of 112x112 pixels. */
    static final long IN_MEMORY = 256L << 20;

    private static final int FILE_BYTES = 256 << 20;
    private static final int BLOCK = 1 << 20;

    private final long inMemory;
    private final int fileBytes;
    private final Path folder;
    private long seen;
    private ByteBuffer file = ByteBuffer.allocate(0);

    FacePixels() {
        this(IN_MEMORY, FILE_BYTES, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Begins without faces.
     *
     * @param inMemory how many bytes stay in memory
     * @param fileBytes how many each file has, or as many as a single face needs
     * @param folder of the files
     */
    FacePixels(long inMemory, int fileBytes, Path folder) {
        this.inMemory = inMemory;
        this.fileBytes = fileBytes;
        this.folder = folder;
    }

    /**
     * {@return an equal image, which lies in a file if those before it have filled the memory}
     *
     * @throws IOException if there is no room for the file; the message says where
     */
    Image keep(Image image) throws IOException {
        int size = Image.CHANNELS * image.width() * image.height();
        seen += size;
        if (seen <= inMemory) {
            return image;
        }
        if (file.remaining() < size) {
            file = mapped(Math.max(size, fileBytes));
        }
        return image.movedTo(file);
    }

    /** Writes a file before it is mapped: a full disk is an error here, but the end of the process once it is mapped. */
    private ByteBuffer mapped(int size) throws IOException {
        try (FileChannel channel = FileChannel.open(
                Files.createTempFile(folder, "visor-faces-", ".pixels"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
            for (int written = 0; written < size; ) {
                zeros.limit(Math.min(BLOCK, size - written)).position(0);
                written += channel.write(zeros);
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
        } catch (IOException e) {
            throw new IOException(
                    folder + ": no room for the pixels of the faces, " + size + " bytes of a temporary file ("
                            + e.getMessage() + "); java -Djava.io.tmpdir=FOLDER names another folder",
                    e);
        }
    }
}
