package dev.visor.store.weights;

import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/** Reads some variables of a MATLAB 5 file. */
final class MatVariables {

    private static final String KIND = "MATLAB file";
    private static final long LARGEST_FILE = Integer.MAX_VALUE;
    private static final long LARGEST_ARRAYS = 1L << 30;
    private static final int HEADER = 128;
    private static final int TAG = 8;
    private static final int COMPRESSED = 15;
    private static final int CHUNK = 1 << 16;

    private MatVariables() {}

    /**
     * {@return the variables of these names, and the fields of the struct {@code net} as if they were variables}
     *
     * @throws DamagedFileException if the file is no whole MATLAB file or takes more memory than any VGG16
     */
    static Map<String, Array> read(Path file, Set<String> names) throws IOException {
        checkWhole(file);
        return ForeignParser.parse(file.toString(), KIND, () -> {
            try (Source source = Sources.openFile(file.toFile())) {
                MatFile mat = Mat5.newReader(source)
                        .setEntryFilter(header -> names.contains(header.getName()))
                        .setBufferAllocator(new BoundedBuffers(LARGEST_ARRAYS))
                        .disableSubsystemProcessing()
                        .readMat();
                return variables(mat);
            }
        });
    }

    private static Map<String, Array> variables(MatFile mat) {
        Map<String, Array> variables = new HashMap<>();
        for (MatFile.Entry entry : mat.getEntries()) {
            variables.put(entry.getName(), entry.getValue());
        }
        if (variables.get("net") instanceof Struct net) {
            net.getFieldNames().forEach(name -> variables.put(name, net.get(name)));
        }
        return variables;
    }

    /** Each variable begins with its length; the library takes a file that ends within one of these for whole. */
    private static void checkWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size > LARGEST_FILE) {
                throw new DamagedFileException(
                        file.toString(), "has " + size + " bytes, must have at most " + LARGEST_FILE);
            }
            ByteBuffer begin = ByteBuffer.allocate(HEADER);
            channel.read(begin, 0);
            boolean little = begin.get(HEADER - 2) == 'I';
            ByteBuffer tag = ByteBuffer.allocate(TAG).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            long at = HEADER;
            while (at < size) {
                tag.clear();
                boolean whole = channel.read(tag, at) == TAG;
                long length = whole ? Integer.toUnsignedLong(tag.getInt(Integer.BYTES)) : 0;
                at += TAG;
                if (whole && tag.getInt(0) == COMPRESSED && at + length <= size) {
                    checkSum(file, channel, at, (int) length);
                }
                at += length;
            }
            if (at != size) {
                throw new DamagedFileException(
                        file.toString(), "is a damaged " + KIND + ": has " + size + " bytes, must have " + at);
            }
        }
    }

    /** A compressed variable ends with the checksum of its bytes, which the library does not reach. */
    private static void checkSum(Path file, FileChannel channel, long start, int length) throws IOException {
        ByteBuffer packed = ByteBuffer.allocate(length);
        channel.read(packed, start);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed.flip());
            byte[] chunk = new byte[CHUNK];
            while (inflater.inflate(chunk) > 0 && inflater.getBytesWritten() <= LARGEST_ARRAYS) {
                // Only the checksum at the end is of interest.
            }
            if (inflater.finished()) {
                return;
            }
        } catch (DataFormatException e) {
            throw damaged(file, "the variable at byte " + start + " cannot be decompressed", e);
        } finally {
            inflater.end();
        }
        throw damaged(file, "the compressed variable at byte " + start + " has no end", null);
    }

    private static DamagedFileException damaged(Path file, String reason, @Nullable Throwable cause) {
        return new DamagedFileException(file.toString(), "is a damaged " + KIND + ": " + reason, cause);
    }
}
