package dev.visor.store.weights;

import dev.visor.store.file.DamagedFileException;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The values of HDF5 datasets. What was never written reads as zeros in most libraries, so it is refused here, and
 * Fletcher checksums are checked, which jHDF does not do.
 */
final class HdfValues {

    private static final int FLETCHER = 3;
    private static final int SUM_BYTES = 4;

    private HdfValues() {}

    /** {@return the values of a dataset of float or double} */
    static float[] read(String file, Dataset dataset) throws IOException {
        checkWritten(file, dataset);
        Object data = dataset.getDataFlat();
        if (data instanceof float[] floats) {
            return floats;
        }
        if (data instanceof double[] doubles) {
            float[] floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            return floats;
        }
        throw new DamagedFileException(
                file, path(dataset) + " is of the type " + dataset.getJavaType() + ", must be float or double");
    }

    /** {@return the names of the groups and of the dataset, without the slash before them} */
    static String path(Dataset dataset) {
        return dataset.getPath().substring(1);
    }

    private static void checkWritten(String file, Dataset dataset) throws IOException {
        if (dataset.isEmpty()) {
            throw new DamagedFileException(file, path(dataset) + " was never written, it has a shape but no values");
        }
        if (dataset instanceof ChunkedDataset chunked) {
            checkChunks(file, chunked);
        }
    }

    private static void checkChunks(String file, ChunkedDataset dataset) throws IOException {
        int[] sizes = dataset.getDimensions();
        int[] steps = dataset.getChunkDimensions();
        boolean summed = hasSums(file, dataset.getFilters(), path(dataset));
        int[] offset = new int[sizes.length];
        int axis = 0;
        while (axis >= 0) {
            ByteBuffer chunk = chunk(file, dataset, offset);
            if (summed && !hasItsSum(chunk)) {
                throw new DamagedFileException(
                        file, path(dataset) + " has another checksum than the file says, it is damaged");
            }
            axis = sizes.length - 1;
            while (axis >= 0 && (offset[axis] += steps[axis]) >= sizes[axis]) {
                offset[axis--] = 0;
            }
        }
    }

    private static ByteBuffer chunk(String file, ChunkedDataset dataset, int[] offset) throws IOException {
        try {
            return dataset.getRawChunkBuffer(offset);
        } catch (HdfException e) {
            throw new DamagedFileException(file, path(dataset) + " was not written whole, a part has no values", e);
        }
    }

    /** A checksum is of the bytes that the filters before it leave; only behind all others it is that of the file's. */
    private static boolean hasSums(String file, List<PipelineFilterWithData> filters, String path) throws IOException {
        int last = filters.size() - 1;
        for (int i = 0; i < last; i++) {
            if (filters.get(i).getId() == FLETCHER) {
                throw new DamagedFileException(
                        file, path + " has its checksum before another filter, must be the last one");
            }
        }
        return last >= 0 && filters.get(last).getId() == FLETCHER;
    }

    /** Old versions of HDF5 wrote the sum with the bytes of each half exchanged. */
    private static boolean hasItsSum(ByteBuffer chunk) {
        if (chunk.remaining() < SUM_BYTES) {
            return false;
        }
        ByteBuffer bytes = chunk.slice().order(ByteOrder.LITTLE_ENDIAN);
        int stored = bytes.getInt(bytes.limit() - SUM_BYTES);
        int sum = fletcher(bytes.limit(bytes.limit() - SUM_BYTES));
        int exchanged = (sum & 0x00ff00ff) << 8 | sum >>> 8 & 0x00ff00ff;
        return stored == sum || stored == exchanged;
    }

    /** Fletcher's sum of 32 bits over words of 16, the first byte the higher one; see H5checksum.c. */
    private static int fletcher(ByteBuffer bytes) {
        long first = 0;
        long second = 0;
        for (int i = 0; i < bytes.limit(); i += 2) {
            int low = i + 1 < bytes.limit() ? bytes.get(i + 1) & 0xff : 0;
            first = fold(first + ((bytes.get(i) & 0xff) << 8 | low));
            second = fold(second + first);
        }
        return (int) (second << 16 | first);
    }

    /** Modulo 65535, except that a multiple of it above 0 stays 65535. */
    private static long fold(long sum) {
        return (sum & 0xffff) + (sum >> 16);
    }
}
