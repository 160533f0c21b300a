package dev.visor.store.weights;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor of torch: a view of a storage, whose bytes lie in an entry of the archive.
 *
 * @param storage where its elements are
 * @param offset of its first element in the storage
 * @param sizes of its dimensions
 * @param strides how many elements a step in each dimension goes on
 * @param negated whether its values are the elements with the other sign, torch's negation bit
 */
public record TorchTensor(Storage storage, long offset, List<Long> sizes, List<Long> strides, boolean negated) {

    /**
     * Elements in an entry of the archive.
     *
     * @param className of the storage in the module torch, for example {@code FloatStorage}
     * @param key the name of the entry
     * @param count how many elements it has
     */
    public record Storage(String className, String key, long count) {}

    /** Copies the lists. */
    public TorchTensor {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
    }

    /** {@return whether every element lies within the storage; only then may they be read} */
    public boolean fits() {
        if (sizes.size() != strides.size() || offset < 0 || storage.count() > Integer.MAX_VALUE) {
            return false;
        }
        long last = offset;
        for (int i = 0; i < sizes.size(); i++) {
            long size = sizes.get(i);
            long stride = strides.get(i);
            // Factors below 2^31 cannot overflow.
            if (size < 1 || size > Integer.MAX_VALUE || stride < 0 || stride > Integer.MAX_VALUE) {
                return false;
            }
            last += (size - 1) * stride;
            if (last >= storage.count()) {
                return false;
            }
        }
        return last < storage.count();
    }

    /** {@return the values, the last dimension running fastest} */
    public float[] values(StorageType type, ByteBuffer data) {
        int[] index = new int[sizes.size()];
        long count = sizes.stream().reduce(1L, Math::multiplyExact);
        float[] values = new float[Math.toIntExact(count)];
        long at = offset;
        for (int i = 0; i < values.length; i++) {
            float element = type.get(data, (int) at);
            values[i] = negated ? -element : element;
            for (int d = index.length - 1; d >= 0; d--) {
                at += strides.get(d);
                if (++index[d] < sizes.get(d)) {
                    break;
                }
                at -= sizes.get(d) * strides.get(d);
                index[d] = 0;
            }
        }
        return values;
    }
}
