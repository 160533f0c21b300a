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
                int count = channel.read(tag, at);
                at += count < TAG ? TAG : TAG + Integer.toUnsignedLong(tag.getInt(Integer.BYTES));
            }
            if (at != size) {
                throw new DamagedFileException(
                        file.toString(), "is a damaged " + KIND + ": has " + size + " bytes, must have " + at);
            }
        }
    }
}
